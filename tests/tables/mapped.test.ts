import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readAnyTable } from '../../main/imports/any-table.ts'
import { readMappedRows, suggestColumns } from '../../main/imports/mapped-rows.ts'
import { readAreas } from '../../main/record/metric-resources.ts'
import { temporaryFolder } from '../helpers.ts'

/** The same four values, as programs that part columns in other ways write them. */
const LINES = [
  ['Period', 'Area code', 'Value', 'Note; if any'],
  ['Apr 2023', 'E54000015', '12.5', 'as sent'],
  ['May 2023', 'QK1', '11', ''],
  ['Jun 2023', 'NHS Leicester, Leicestershire & Rutland Integrated Care Board', '10.5', ''],
  ['Source: the board’s own count', '', '', ''],
]

it.each([
  [';', 'semicolons'],
  ['\t', 'tabs'],
  [',', 'commas'],
])(
  'columns parted by %j are four columns, and a footnote makes days of no month',
  async (separator) => {
    const quoted = (cell: string) =>
      cell.includes(separator) || cell.includes(';') ? `"${cell}"` : cell
    const path = join(temporaryFolder(), 'series.csv')
    writeFileSync(path, LINES.map((line) => line.map(quoted).join(separator)).join('\r\n'))
    const table = await readAnyTable(path, { fileName: 'series.csv' })
    expect(table.headings).toEqual(LINES[0])
    const mapping = { columns: suggestColumns(table.headings), all: { metric: 'm', source: 's' } }
    const { rows } = readMappedRows(table, mapping, readAreas())
    expect(rows.map(({ period, value, area }) => [period, value, area])).toEqual([
      ['Apr 2023', 12.5, 'E54000015'],
      ['May 2023', 11, 'E54000015'],
      ['Jun 2023', 10.5, 'E54000015'],
    ])
  },
)
