import { UserError } from '../../domain/errors.ts'
import { headingKey } from './row-problems.ts'
import type { ValueColumn } from './value-rows.ts'

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
} as const satisfies Partial<Record<ValueColumn, readonly string[]>>
type FingertipsColumn = keyof typeof HEADINGS

/** Without these a row is no observation. */
const NEEDED: Partial<Record<FingertipsColumn, string>> = {
  indicator: 'Indicator ID',
  area: 'Area Code',
  sex: 'Sex',
  age: 'Age',
  period: 'Time period',
  value: 'Value',
}

type Positions = Partial<Record<FingertipsColumn, number>>

/** Whether these are the headings of a Fingertips export, though some may be missing. */
export function isFingertipsHeader(cells: readonly string[]): boolean {
  const at = positions(cells)
  // Analysts head their own tables with the same words, but for this one.
  const named = at.indicator !== undefined || at.indicatorName !== undefined
  return named && missingFrom(at).length <= Object.keys(NEEDED).length / 2
}

const KNOWN = new Set<string>(Object.values(HEADINGS).flat())

/** Whether a text is a heading of such an export. */
export function isFingertipsHeading(text: string): boolean {
  return KNOWN.has(headingKey(text))
}

function positions(cells: readonly string[]): Positions {
  const keys = cells.map(headingKey)
  return Object.fromEntries(
    Object.entries(HEADINGS).flatMap(([column, names]) => {
      const at = keys.findIndex((key) => (names as readonly string[]).includes(key))
      return at < 0 ? [] : [[column, at]]
    }),
  )
}

function missingFrom(at: Positions): string[] {
  return Object.entries(NEEDED).flatMap(([column, title]) =>
    at[column as FingertipsColumn] === undefined ? [title] : [],
  )
}

/**
 * Finds the columns by their headings.
 *
 * @param row number of the row that the headings stand in
 * @throws UserError that names the missing columns, or says that the file is something else
 */
export function readFingertipsHeader(
  cells: readonly string[],
  row: number,
  fileName: string,
): Positions {
  const at = positions(cells)
  if (!isFingertipsHeader(cells)) {
    throw new UserError(
      `${fileName} is not a Fingertips export: it has no headings such as Indicator ID, Area Code and Time period. Download the data again as CSV from Fingertips, or say what its columns hold.`,
    )
  }
  const missing = missingFrom(at)
  if (missing.length > 0) {
    const names = missing.map((title) => `“${title}”`).join(', ')
    throw new UserError(
      `${fileName} lacks ${missing.length === 1 ? 'the column' : 'the columns'} ${names} in row ${row}. Download the data again as CSV from Fingertips, and do not delete columns.`,
    )
  }
  return at
}
