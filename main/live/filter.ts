import type { LiveFilter } from '../../domain/documents/live.ts'
import { STATUS_WORDS } from '../../domain/record/statuses.ts'
import { listOf } from '../../domain/words.ts'
import type { RegisterFilter } from '../../preload/contract.ts'

/** A block's filter as the register's, and the rest of it that the register's does not have. */
export function filterOf({ references, ...rest }: LiveFilter): {
  asked: RegisterFilter
  keeps: (row: { reference: string }) => boolean
} {
  const named = references?.length ? new Set(references) : undefined
  return {
    asked: Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    keeps: ({ reference }) => named === undefined || named.has(reference),
  }
}

const WORDS: readonly [keyof LiveFilter, string][] = [
  ['focusArea', 'focus area'],
  ['recommendation', 'recommendation'],
  ['priority', 'priority'],
  ['theme', 'theme'],
  ['core20plus5', 'Core20PLUS5'],
  ['determinant', 'determinant'],
  ['purpose', 'purpose'],
  ['section', 'section'],
]
/** More than these are not named one by one. */
const MOST_NAMED = 4

/** What the filter asks for, to follow a title: `, focus area HS1, about “diabetes”`. */
export function filterWords(filter: LiveFilter): string {
  const parts = WORDS.flatMap(([key, word]) => {
    const values = (filter[key] as readonly (string | number)[] | undefined)?.map(String) ?? []
    if (values.length === 0) return []
    return [
      values.length > MOST_NAMED ? `${values.length} of ${word}` : `${word} ${listOf(values)}`,
    ]
  })
  const status = filter.status?.map((each) => STATUS_WORDS[each].toLowerCase()) ?? []
  if (status.length > 0) parts.push(`status ${listOf(status)}`)
  if (filter.search) parts.push(`about “${filter.search}”`)
  if (filter.references?.length) parts.push('chosen one by one')
  return parts.length > 0 ? `: ${parts.join(', ')}` : ''
}
