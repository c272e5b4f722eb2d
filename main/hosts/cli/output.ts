import { dayOf, formatDate } from '../../../domain/dates.ts'

/** What commands write: aligned text for people, JSON for scripts. Colour carries no meaning. */

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2))
}

export interface Column<Row> {
  heading: string
  value(row: Row): string | number | null
  /** Numbers stand to the right. */
  right?: boolean
  /** The one column that gives way on a narrow terminal. */
  flexible?: boolean
}

const GAP = '  '
const LEAST_FLEXIBLE_WIDTH = 16

/**
 * A table in plain text: headings, a rule, and a line for each row.
 * @param width characters a line may have; without end when the output goes to a file
 */
export function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number = process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY,
): string {
  const cells = rows.map((row) => columns.map((column) => oneLine(column.value(row))))
  const widths = columns.map((column, at) =>
    Math.max(column.heading.length, ...cells.map((line) => line[at]!.length)),
  )
  const flexible = columns.findIndex((column) => column.flexible)
  const excess = widths.reduce((sum, each) => sum + each + GAP.length, -GAP.length) - width
  if (flexible >= 0 && excess > 0) {
    widths[flexible] = Math.max(LEAST_FLEXIBLE_WIDTH, widths[flexible]! - excess)
  }
  const line = (texts: string[]) =>
    texts
      .map((text, at) => pad(text, widths[at]!, columns[at]!.right === true))
      .join(GAP)
      .trimEnd()
  return [
    line(columns.map((column) => column.heading)),
    line(widths.map((each) => '-'.repeat(each))),
    ...cells.map(line),
  ].join('\n')
}

/** Labels and values, the values in one column. */
export function facts(pairs: readonly (readonly [string, string | number | null])[]): string {
  const width = Math.max(...pairs.map(([label]) => label.length))
  return pairs.map(([label, value]) => `${label.padEnd(width)}${GAP}${oneLine(value)}`).join('\n')
}

function pad(text: string, width: number, right: boolean): string {
  if (text.length > width) return `${text.slice(0, width - 1)}…`
  return right ? text.padStart(width) : text.padEnd(width)
}

/** Text without line breaks, nor anything else that would make a terminal do something. */
function oneLine(value: string | number | null): string {
  return value === null ? '–' : String(value).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
}

/** A date or a moment as `21 Nov 2026`, in UK time; null stays null. */
export function shortDate(date: string | null): string | null {
  return date === null ? null : formatDate(dayOf(date))
}
