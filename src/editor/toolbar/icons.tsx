/** Line drawings on a 16-unit square, as the shell's. */
const PATHS = {
  undo: 'M6 3L2.5 6.5 6 10M2.5 6.5H10a3.5 3.5 0 0 1 0 7H7',
  redo: 'M10 3l3.5 3.5L10 10M13.5 6.5H6a3.5 3.5 0 0 0 0 7h3',
  bold: 'M4.5 2.5h4a2.7 2.7 0 0 1 0 5.4h-4zM4.5 7.9h4.6a2.8 2.8 0 0 1 0 5.6H4.5z',
  italic: 'M7 2.5h5M4 13.5h5M9.7 2.5L6.4 13.5',
  strike:
    'M2 8h12M11.5 4.7C11 3.3 9.700 2.500 8 2.500c-2 0-3.500 1-3.500 2.600M4.500 11c.4 1.500 1.700 2.500 3.600 2.500 2.100 0 3.700-1.100 3.700-2.800',
  code: 'M5.500 4L1.500 8l4 4M10.500 4l4 4-4 4',
  bulleted: 'M2.500 3.500h.1M2.500 8h.1M2.500 12.500h.1M6 3.500h8M6 8h8M6 12.500h8',
  numbered:
    'M2 2.500l1-.5v3.500M1.700 10.200c.3-.9 2.300-.9 2.300.3 0 .9-2.300 1.800-2.300 2.800H4M7 3.500h7M7 8h7M7 12.500h7',
  link: 'M6.500 9.500a3 3 0 0 0 4.300 0l2.300-2.300a3 3 0 0 0-4.300-4.300L7.700 4M9.500 6.500a3 3 0 0 0-4.300 0L2.900 8.800a3 3 0 0 0 4.300 4.300L8.300 12',
  comment: 'M2 2.500h12v8.500H7.500L4 14v-3H2z',
  find: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.700 10.700L14 14',
  keys: 'M1.500 4h13v8.500h-13zM4 7h.5M7 7h.5M10 7h.5M4.500 10h7',
  panel: 'M1.500 2.500h13v11h-13zM10 2.500v11',
} as const
export type EditorIconName = keyof typeof PATHS

export function EditorIcon({ name }: { name: EditorIconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
