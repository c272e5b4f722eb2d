import { UserError } from '../../domain/errors.ts'
import { headingKey } from './row-problems.ts'

/**
 * Headings of Fingertips exports. They changed over the years (limits once came only at 95 %, the
 * region was a `subnational parent`), and the R package leaves out the spaces; unknown ones are
 * passed over.
 */
const HEADINGS = {
  indicator: ['indicatorid'],
  indicatorName: ['indicatorname'],
  area: ['areacode'],
  areaName: ['areaname'],
  sex: ['sex'],
  age: ['age'],
  categoryType: ['categorytype'],
  category: ['category'],
  period: ['timeperiod'],
  value: ['value'],
  lower95: ['lowerci950limit', 'lowerci95limit', 'lowercilimit', 'lowerci'],
  upper95: ['upperci950limit', 'upperci95limit', 'uppercilimit', 'upperci'],
  lower998: ['lowerci998limit'],
  upper998: ['upperci998limit'],
  count: ['count'],
  denominator: ['denominator'],
  note: ['valuenote'],
} as const
export type FingertipsColumn = keyof typeof HEADINGS

/** Without these a row is no observation. */
const NEEDED: Partial<Record<FingertipsColumn, string>> = {
  indicator: 'Indicator ID',
  area: 'Area Code',
  sex: 'Sex',
  age: 'Age',
  period: 'Time period',
  value: 'Value',
}

export interface FingertipsHeader {
  /** Position of each column; -1 for one the file does not have. */
  at: Record<FingertipsColumn, number>
  /** The headings as the file has them. */
  titles: string[]
}

/** Whether these are the headings of a Fingertips export, though some may be missing. */
export function isFingertipsHeader(cells: readonly string[]): boolean {
  const { length } = missingFrom(positions(cells))
  return length <= Object.keys(NEEDED).length / 2
}

function positions(cells: readonly string[]): FingertipsHeader['at'] {
  const keys = cells.map(headingKey)
  return Object.fromEntries(
    Object.entries(HEADINGS).map(([column, names]) => [
      column,
      keys.findIndex((key) => (names as readonly string[]).includes(key)),
    ]),
  ) as FingertipsHeader['at']
}

function missingFrom(at: FingertipsHeader['at']): string[] {
  return Object.entries(NEEDED).flatMap(([column, title]) =>
    at[column as FingertipsColumn] < 0 ? [title] : [],
  )
}

/**
 * Finds the columns by their headings.
 *
 * @throws UserError that names the missing columns, or says that the file is something else
 */
export function readFingertipsHeader(cells: readonly string[], fileName: string): FingertipsHeader {
  const at = positions(cells)
  if (!isFingertipsHeader(cells)) {
    throw new UserError(
      `${fileName} is not a Fingertips export: row 1 has no headings such as Indicator ID, Area Code and Time period. Download the data again as CSV from Fingertips.`,
    )
  }
  const missing = missingFrom(at)
  if (missing.length > 0) {
    const names = missing.map((title) => `“${title}”`).join(', ')
    throw new UserError(
      `${fileName} lacks ${missing.length === 1 ? 'the column' : 'the columns'} ${names} in row 1. Download the data again as CSV from Fingertips, and do not delete columns.`,
    )
  }
  return { at, titles: cells.map((cell) => cell.trim()) }
}
