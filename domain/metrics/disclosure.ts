import { UserError } from '../errors.ts'
import type { Observation } from './definitions.ts'
import { type Fate, hideSecondary } from './secondary-suppression.ts'

/**
 * Statistical disclosure control for whatever leaves the workspace: small counts are suppressed,
 * and so is what would give them away by subtraction.
 *
 * - Primary: counts of 1 to threshold - 1 (by default 1 to 4, the rule of NHS publications).
 * - Zeros are shown by default, since nobody is in them; `zeros: 'suppress'` hides them too, for
 *   tables in which it is telling that a group has none (or that a group is whole).
 * - Secondary: further cells, the smallest that serve, until no hidden cell can be worked out from
 *   the published cells and totals: not from one row or column, nor from all of them together.
 * - Both kinds carry the same mark. To tell them apart would say which hidden cells are small.
 *
 * Two-way tables by Gusfield D. A graph theoretic approach to statistical data security. SIAM J
 * Comput 1988;17:552-571: with rows and columns as nodes and hidden cells as edges, a cell can be
 * worked out exactly when its edge is a bridge.
 */

export const DEFAULT_THRESHOLD = 5

/** Base that counts are rounded to on request, as NHS England does. */
export const ROUNDING_BASE = 5

export interface DisclosureOptions {
  /** Smallest count that may be shown, a whole number of 1 or more. */
  threshold?: number
  zeros?: 'show' | 'suppress'
  /** Rounds every count shown to the nearest 5. Totals are rounded on their own, so may not add up. */
  round?: boolean
}

/** `not-published`: a total that was not asked for. */
export type Mark = 'suppressed' | 'rounded' | 'not-published' | null

export interface ProtectedCell {
  value: number | null
  mark: Mark
}

export interface ProtectedTable {
  /** As the counts came: rows of cells. */
  cells: ProtectedCell[][]
  rowTotals: ProtectedCell[]
  columnTotals: ProtectedCell[]
  total: ProtectedCell
}

/** Which totals will be published. One that is not gives nothing away. */
export interface PublishedTotals {
  rows?: boolean
  columns?: boolean
}

/** Whether a count must be hidden for its own sake. */
export function isSmall(count: number, options: DisclosureOptions = {}): boolean {
  const { threshold = DEFAULT_THRESHOLD, zeros = 'show' } = options
  if (!Number.isInteger(threshold) || threshold < 1) {
    throw new UserError('The threshold must be a whole number of 1 or more.')
  }
  return count < threshold && (count > 0 || zeros === 'suppress')
}

/** A count by itself, outside any table. */
export function protectCount(count: number, options: DisclosureOptions = {}): ProtectedCell {
  return isSmall(count, options) ? { value: null, mark: 'suppressed' } : shown(count, options)
}

/**
 * An observation by itself. With its denominator the value gives the count away, so value and
 * limits are hidden with it; the denominator, a count of people too, is held to the same rule.
 */
export function protectObservation(
  observation: Observation,
  options: DisclosureOptions = {},
): Observation & { mark: Mark } {
  const { count, denominator } = observation
  const hide =
    (count !== null && isSmall(count, options)) ||
    (denominator !== null && isSmall(denominator, options)) ||
    // All but a few: those few are as identifiable as a few.
    (count !== null && denominator !== null && isSmall(denominator - count, options))
  if (hide) {
    const hidden = { value: null, lower95: null, upper95: null, lower998: null, upper998: null }
    return { ...observation, ...hidden, count: null, mark: 'suppressed' }
  }
  if (!options.round || count === null) return { ...observation, mark: null }
  return { ...observation, count: roundToBase(count), mark: 'rounded' }
}

/**
 * A table of whole counts, `counts[row][column]`, with the totals that are published beside it.
 * Refuses, with a UserError, rows of different lengths and counts that are not whole.
 */
export function protectTable(
  counts: readonly (readonly number[])[],
  options: DisclosureOptions = {},
  published: PublishedTotals = {},
): ProtectedTable {
  const { rows: rowsPublished = true, columns: columnsPublished = true } = published
  checkCounts(counts)
  const values = withTotals(counts)
  const lastRow = values.length - 1
  const lastColumn = values[0]!.length - 1
  const fates = values.map((line, row) =>
    line.map((count, column): Fate => {
      const inRowTotals = column === lastColumn && row < lastRow
      const inColumnTotals = row === lastRow && column < lastColumn
      if (inRowTotals && !rowsPublished) return 'unpublished'
      if (inColumnTotals && !columnsPublished) return 'unpublished'
      // The grand total comes with the totals of either kind.
      const isGrandTotal = row === lastRow && column === lastColumn
      if (isGrandTotal && !rowsPublished && !columnsPublished) return 'unpublished'
      return isSmall(count, options) ? 'hidden' : 'shown'
    }),
  )
  hideSecondary(values, fates, options.zeros === 'suppress' ? 0 : 1)
  const cells = values.map((line, row) =>
    line.map((count, column): ProtectedCell => {
      const fate = fates[row]![column]!
      if (fate === 'shown') return shown(count, options)
      return { value: null, mark: fate === 'hidden' ? 'suppressed' : 'not-published' }
    }),
  )
  return {
    cells: cells.slice(0, -1).map((line) => line.slice(0, -1)),
    rowTotals: cells.slice(0, -1).map((line) => line[lastColumn]!),
    columnTotals: cells[lastRow]!.slice(0, -1),
    total: cells[lastRow]![lastColumn]!,
  }
}

function shown(count: number, options: DisclosureOptions): ProtectedCell {
  return options.round
    ? { value: roundToBase(count), mark: 'rounded' }
    : { value: count, mark: null }
}

function roundToBase(count: number): number {
  return Math.round(count / ROUNDING_BASE) * ROUNDING_BASE
}

function checkCounts(counts: readonly (readonly number[])[]) {
  const width = counts[0]?.length ?? 0
  if (width === 0 || counts.some((line) => line.length !== width)) {
    throw new UserError('A table needs at least one cell, and rows of one length.')
  }
  if (counts.flat().some((count) => !Number.isInteger(count) || count < 0)) {
    throw new UserError('Every cell of a table of counts must be a whole number of 0 or more.')
  }
}

/** The table with a last column and a last row of totals. */
function withTotals(counts: readonly (readonly number[])[]): number[][] {
  const rows = counts.map((line) => [...line, line.reduce((total, count) => total + count, 0)])
  const totals = rows[0]!.map((_, column) => rows.reduce((sum, line) => sum + line[column]!, 0))
  return [...rows, totals]
}
