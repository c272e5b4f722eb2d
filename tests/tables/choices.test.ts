import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { suggestColumns, suggestValue } from '../../main/imports/column-guesses.ts'
import { isFingertipsHeader } from '../../main/imports/fingertips-columns.ts'
import { openTable } from '../../main/imports/tables/open-table.ts'
import { temporaryFolder } from '../helpers.ts'

const file = (name: string, content: string) => {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, content)
  return path
}

describe('what a column holds is guessed', () => {
  test.each([
    ['behind units and marks', ['Area', 'Year', 'Value (per 1,000) [note 2]'], { value: 2 }],
    ['by the words of its publisher', ['Area', 'Year', 'Rate (%)'], { value: 2 }],
  ])('%s', (_, headings, expected) => {
    expect(suggestColumns(headings)).toMatchObject(expected)
  })

  test('as the value, where it is the one column of figures that is left', () => {
    const headings = ['Period', 'ICB code', 'ICB name', 'Percentage within 18 weeks']
    const rows = [
      ['Apr-24', 'QK1', 'NHS Leicester ICB', '58.3%'],
      ['Apr-24', 'QWU', 'NHS Coventry ICB', '[c]'],
      ['Source: a return', '', '', ''],
    ]
    const found = suggestColumns(headings)
    expect(suggestValue(found, headings, rows)).toMatchObject({ value: 3 })
    const twice = rows.map((row) => row.concat('12'))
    expect(suggestValue(found, headings.concat('Patients'), twice).value).toBeUndefined()
  })

  test('a table of somebody’s own is no Fingertips export, though it has some of its headings', () => {
    expect(isFingertipsHeader(['Time period', 'Area Code', 'Value', 'Sex', 'Age'])).toBe(false)
    expect(isFingertipsHeader(['Indicator ID', 'Time period', 'Area Code', 'Value'])).toBe(true)
  })
})

test.each([
  ['a web page', '<html><table><tr><td>Period</td></tr></table></html>'],
  ['XML of an old Excel', '<?xml version="1.0"?><Workbook></Workbook>'],
  ['SYLK', 'ID;PCALCOOO\nC;X1;Y1;K"Period"'],
  ['DIF', 'TABLE\r\n0,1\r\n"EXCEL"'],
])('%s is refused with the right advice', async (_, content) => {
  const path = file('export.csv', content)
  await expect(openTable(path, { fileName: 'export.csv' })).rejects.toThrow(
    /save it as an Excel workbook/,
  )
})
