import { type FingertipsOptions, readFingertips } from '../../main/imports/fingertips.ts'
import type { ValueCounts } from '../../main/imports/value-batches.ts'
import { readAreas } from '../../main/record/metric-resources.ts'
import { fileOf } from './fixtures.ts'

export const HEADINGS =
  'Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,Compared to England value or percentiles,Compared to Region value or percentiles,Time period Sortable,New data,Compared to goal'
export const OLD_HEADINGS =
  'Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,Time period,Value,Lower CI limit,Upper CI limit,Count,Denominator,Value note,Recent Trend,Compared to England value or percentiles,Compared to subnational parent value or percentiles,Time period Sortable'

/** A row of Derby, changed in the columns given. */
export function row(changes: Record<string, string> = {}, headings = HEADINGS) {
  const cells: Record<string, string> = {
    'Indicator ID': '90001',
    'Indicator Name': 'Made-up indicator',
    'Parent Code': 'E12000004',
    'Parent Name': 'East Midlands region',
    'Area Code': 'E06000015',
    'Area Name': 'Derby',
    'Area Type': 'County & UA',
    Sex: 'Persons',
    Age: 'All ages',
    'Time period': '2021/22',
    Value: '12.5',
    'Lower CI 95.0 limit': '11',
    'Upper CI 95.0 limit': '14',
    'Lower CI limit': '11',
    'Upper CI limit': '14',
    Count: '125',
    Denominator: '1000',
    ...changes,
  }
  return headings
    .split(',')
    .map((heading) => {
      const cell = cells[heading] ?? ''
      return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
    })
    .join(',')
}
/** Lines as a file ends them on Windows. */
export function file(...lines: string[]) {
  return `${lines.join('\r\n')}\r\n`
}

/** Everything that the reader finds in a file with this content. */
export async function read(content: string | Uint8Array, options: Partial<FingertipsOptions> = {}) {
  return readPath(fileOf(content), options)
}
export async function readPath(path: string, options: Partial<FingertipsOptions> = {}) {
  const rows = []
  const problems = []
  let soFar: ValueCounts = { read: 0, taken: 0, leftOut: {}, problems: 0 }
  const all = { fileName: 'data.csv', areas: readAreas(), ...options }
  for await (const batch of readFingertips(path, all)) {
    rows.push(...batch.rows)
    problems.push(...batch.problems)
    soFar = batch.soFar
  }
  return { rows, problems, soFar }
}
