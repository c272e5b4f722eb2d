import { plainNumber } from '../../domain/metrics/words.ts'
import type { Point } from '../../preload/metrics-types.ts'

/** How values, limits and denominators are written beside and under pictures. */

/** `12.3%`, `410.5 per 100,000`; an en dash where there is no value. */
export function withUnit(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return '–'
  return unit === '%' ? `${plainNumber(value)}%` : `${plainNumber(value)} ${unit}`
}

/** `12.3`; an en dash where there is no value. */
export function bare(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : plainNumber(value)
}

/** `11.0 to 13.6`; an en dash where a limit is missing. */
export function range(lower: number | null | undefined, upper: number | null | undefined): string {
  const known = lower !== null && lower !== undefined && upper !== null && upper !== undefined
  return known ? `${plainNumber(lower)} to ${plainNumber(upper)}` : '–'
}

/** Columns that say a value in full, and the cells of one point under them. */
export const VALUE_COLUMNS = [
  { heading: 'Value', isNumber: true },
  { heading: '95% limits', isNumber: true },
  { heading: 'Count', isNumber: true },
  { heading: 'Out of', isNumber: true },
] as const

export function valueCells(point: Point | null): string[] {
  if (point === null) return ['–', '–', '–', '–']
  return [
    bare(point.value),
    range(point.lower95, point.upper95),
    bare(point.count),
    bare(point.denominator),
  ]
}
