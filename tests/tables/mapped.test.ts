import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readMapped, suggestColumns } from '../../main/imports/mapped-rows.ts'
import { openTable } from '../../main/imports/tables/open-table.ts'
import type { ValueRow } from '../../main/imports/value-rows.ts'
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

async function readSeries(path: string) {
  const table = await openTable(path, { fileName: 'series.csv' })
  const mapping = { columns: suggestColumns(table.headings), all: { metric: 'm', source: 's' } }
  const read: { rows: ValueRow[]; notices: string[] } = { rows: [], notices: [] }
  for await (const { rows, notices } of readMapped(table, mapping, readAreas(), {})) {
    read.rows.push(...rows)
    read.notices = notices
  }
  return { headings: table.headings, ...read }
}

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
    const { rows, headings } = await readSeries(path)
    expect(headings).toEqual(LINES[0])
    expect(rows.map(({ period, value, area }) => [period, value, area])).toEqual([
      ['Apr 2023', 12.5, 'E54000015'],
      ['May 2023', 11, 'E54000015'],
      ['Jun 2023', 10.5, 'E54000015'],
    ])
  },
)

it('takes the first 500 letters of a longer note, and says so', async () => {
  const path = join(temporaryFolder(), 'notes.csv')
  const long = 'Counted again after a fault. '.repeat(30)
  writeFileSync(
    path,
    `Period,Area code,Value,Note\nApr 2023,QK1,12.5,short\nMay 2023,QK1,11,${long}\nJun 2023,QK1,10,${long}\n`,
  )
  const { rows, notices } = await readSeries(path)
  expect(rows.map(({ note }) => note)).toEqual(['short', long.slice(0, 500), long.slice(0, 500)])
  expect(notices).toEqual([expect.stringMatching(/^The note of row 3 is longer than 500 letters/)])
})
