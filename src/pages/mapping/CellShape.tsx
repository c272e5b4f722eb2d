import type { CellKind } from './mapping-words.ts'

/** How many priorities a system has for something: a number in a box, a ring for none, a dash. */
export function CellShape({ kind, count }: { kind: CellKind; count: number }) {
  if (kind === 'mapped')
    return (
      <span className="mapping-count" aria-hidden="true">
        {count}
      </span>
    )
  return (
    <svg className="mapping-shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {kind === 'none' ? <circle cx="8" cy="8" r="3.5" /> : <path d="M4 8h8" />}
    </svg>
  )
}
