/** Line drawings on a 16-unit square, one path each. */
const PATHS = {
  system: 'M2 7l6-5 6 5v7H9.5v-4h-3v4H2z',
  register: 'M2 3h12M2 6.5h12M2 10h12M2 13.5h12',
  across: 'M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z',
  metrics: 'M2 2v12h12M4.5 10.5l3-3.5 2.5 2 3.5-5',
  workshops: 'M2 2.5h12v7H2zM8 9.5v2M5.5 14L8 11.5l2.5 2.5M5 6.5l2-1.5 2 1.5 2-2',
  strategies:
    'M3 1.5h7l3 3V11M10 1.5v3h3M3 1.5v13h4M5.5 7h5M5.5 9.5h3M8.5 14.5l.5-2 4.5-4 1.5 1.5-4.5 4z',
  learning:
    'M8 4C6.5 2.8 4.5 2.5 2 2.5v10c2.5 0 4.5.3 6 1.5 1.5-1.2 3.5-1.5 6-1.5v-10c-2.5 0-4.5.3-6 1.5zM8 4v10',
  reports: 'M3 1.5h10v13H3zM5.5 11.5v-3M8 11.5v-6M10.5 11.5V9',
  people:
    'M6 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 6 8zM1.5 14c0-2.8 2-4.5 4.5-4.5s4.5 1.7 4.5 4.5M11 3.2a2.5 2.5 0 0 1 0 4.6M12.5 10c1.3.7 2 2 2 4',
  settings: 'M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6M10 2.5v4M6 9.5v4',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.7 10.7L14 14',
  undo: 'M6 3L2.5 6.5 6 10M2.5 6.5H10a3.5 3.5 0 0 1 0 7H7',
  redo: 'M10 3l3.5 3.5L10 10M13.5 6.5H6a3.5 3.5 0 0 0 0 7h3',
  keyboard: 'M1.5 4h13v8.5h-13zM4 7h.5M7 7h.5M10 7h.5M4.5 10h7',
} as const
export type IconName = keyof typeof PATHS

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
