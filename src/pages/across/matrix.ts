import type { Status } from '../../../domain/record/statuses.ts'
import type { Matrix } from '../../../preload/types.ts'

/** What a summary's rows stand for. */
export type Dimension = 'section' | 'focusArea' | 'priority'

export const DIMENSIONS: readonly Dimension[] = ['section', 'focusArea', 'priority']

/** Narrows the matrix to one count of the summary, or to words; `null` narrows nothing. */
export interface MatrixFilter {
  dimension: Dimension
  /** Key of the part, such as `HS`, `HS1` or `3`. */
  part: string | null
  status: Status | null
  /** One system, by ODS code. */
  system: string | null
  /** Words that must all be in the reference or the title. */
  words: string
}

export type MatrixRow = Matrix['rows'][number]

/** Whether the row belongs to the named part. An action may serve several priorities. */
export function belongs(row: MatrixRow, dimension: Dimension, part: string): boolean {
  if (dimension === 'section') return row.section === part
  if (dimension === 'focusArea') return row.focusArea === part
  return row.priorities.includes(Number(part))
}

/**
 * Rows that the filter leaves, in their order. A status keeps the rows in which at least one
 * system (or the chosen one) stands there.
 */
export function filterRows(matrix: Matrix, filter: MatrixFilter): MatrixRow[] {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean)
  const column = filter.system === null ? -1 : matrix.systems.indexOf(filter.system)
  return matrix.rows.filter((row) => {
    if (filter.part !== null && !belongs(row, filter.dimension, filter.part)) return false
    if (filter.status !== null) {
      const cells = column < 0 ? row.cells : row.cells.slice(column, column + 1)
      if (!cells.some((cell) => cell?.status === filter.status)) return false
    }
    const text = `${row.reference} ${row.title}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
