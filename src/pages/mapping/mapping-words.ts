import { type MappingRow, sharing } from '../../../domain/practice/mapping.ts'
import type { OwnPriority, PriorityMatrix } from '../../../preload/strategies-types.ts'
import { plural } from '../../ui/format.ts'

export type MatrixRow = PriorityMatrix['rows'][number]

/** How a row is named in an address: `priority:3`, `focus-area:HS1`. */
export function rowKey({ kind, id }: Pick<MatrixRow, 'kind' | 'id'>): string {
  return `${kind}:${id}`
}

/** "Priority 3" or "HS1", to stand before the title. */
export function rowName({ kind, id }: Pick<MatrixRow, 'kind' | 'id'>): string {
  return kind === 'priority' ? `Priority ${id}` : id
}

/** How widely something is shared, in a word. */
export function sharingWord(row: Pick<MappingRow, 'cells'>): string {
  const systems = sharing(row)
  return systems === 0 ? 'gap' : systems === 1 ? 'one only' : 'shared'
}

/** `mapped`: priorities for it; `none`: others, but not for it; `unknown`: nothing mapped yet. */
export type CellKind = 'mapped' | 'none' | 'unknown'

export function cellKind(ids: readonly string[], mappedInAll: number): CellKind {
  return ids.length > 0 ? 'mapped' : mappedInAll > 0 ? 'none' : 'unknown'
}

export function cellWords(ids: readonly string[], mappedInAll: number): string {
  const words = {
    mapped: plural(ids.length, 'priority', 'priorities'),
    none: 'no priority for it',
    unknown: 'nothing mapped yet',
  }
  return words[cellKind(ids, mappedInAll)]
}

/** What an own priority maps to, in short: "Priorities 2 and 4; HS6". */
export function targetWords({ priorities, focusAreas }: OwnPriority): string {
  const numbers =
    priorities.length > 0 &&
    `${priorities.length === 1 ? 'Priority' : 'Priorities'} ${priorities.join(', ')}`
  return [numbers, focusAreas.join(', ')].filter(Boolean).join('; ')
}

/** Names of systems side by side; many hold an "and" of their own, so that none joins them. */
export function systemNames(names: readonly string[]): string {
  return names.toSorted((a, b) => a.localeCompare(b, 'en-GB')).join(' · ')
}
