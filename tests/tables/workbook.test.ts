import * as XLSX from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readWorkbook, TooManyCells } from '../../main/imports/tables/workbook.ts'
import { anyWorkbook, type WorkbookShape } from './any-workbook.ts'

const LIMITS = { rows: 1000, columns: 100 }
const FORMATS = ['0.0%', '0.0" days"', 'mmm\\-yy', 'dd/mm/yyyy', '[h]:mm', '0" %"']
const text = (ref: string, content: string) =>
  `<c r="${ref}" t="inlineStr"><is><t>${content}</t></is></c>`

async function cellsOf(shape: WorkbookShape) {
  const { sheets } = await readWorkbook(anyWorkbook(shape), LIMITS)
  return sheets[0]!.rows.flatMap(({ cells }) => cells)
}
const valuesOf = async (shape: WorkbookShape) => (await cellsOf(shape)).map(({ value }) => value)

const MONTHS = `<row r="1">${text('A1', 'Month')}<c r="B1" t="d" s="3"><v>2023-04-01</v></c><c r="C1" s="3"><v>45047</v></c></row>`
const READ = [
  { kind: 'text', text: 'Month' },
  { kind: 'date', date: '2023-04-01', month: true },
  { kind: 'date', date: '2023-05-01', month: true },
]

describe('reads the same cells from whichever program wrote them', () => {
  test.each<[string, Partial<WorkbookShape>]>([
    ['Excel', {}],
    ['Excel, strict', { strict: true }],
    ['a program that prefixes every element', { prefix: 'x' }],
    ['one that does so strictly', { prefix: 'ss', strict: true }],
    ['one that numbers the main part', { part: 'workbook2.xml' }],
  ])('%s', async (_, shape) => {
    expect(await valuesOf({ rows: MONTHS, formats: FORMATS, ...shape })).toEqual(READ)
  })

  test('old binary workbooks and OpenDocument sheets', async () => {
    const sheet = XLSX.utils.aoa_to_sheet([
      ['Month', 'Value'],
      ['Apr 2023', 12.5],
    ])
    const book = XLSX.utils.book_new(sheet, 'Data')
    for (const bookType of ['biff8', 'ods', 'xlsb'] as const) {
      const bytes = XLSX.write(book, { type: 'buffer', bookType })
      const { sheets } = await readWorkbook(bytes, LIMITS)
      expect(sheets[0]!.rows[1]!.cells.map(({ value }) => value)).toEqual([
        { kind: 'text', text: 'Apr 2023' },
        { kind: 'number', number: 12.5 },
      ])
    }
  })
})

describe('tells what is out of sight', () => {
  test('in a sheet of OpenDocument, as LibreOffice writes one', async () => {
    const row = (name: string, more = '') =>
      `<table:table-row ${more}><table:table-cell office:value-type="string"><text:p>${name}</text:p></table:table-cell></table:table-row>`
    const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Data" table:style-name="ta1"><table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/><table:table-column table:number-columns-repeated="16381"/>${row('one')}${row('two', 'table:number-rows-repeated="2" table:visibility="collapse"')}${row('four')}${row('five', 'table:visibility="filter"')}<table:table-row table:visibility="collapse" table:number-rows-repeated="1048571"><table:table-cell/></table:table-row></table:table><table:table table:name="Secret" table:style-name="ta2">${row('kept')}</table:table></office:spreadsheet></office:body></office:document-content>`
    const bytes = zipSync({
      mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
      'content.xml': strToU8(content),
      'styles.xml': strToU8('<office:document-styles/>'),
      'META-INF/manifest.xml': strToU8('<manifest/>'),
    })
    const { sheets } = await readWorkbook(bytes, LIMITS)
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['Data', false],
      ['Secret', true],
    ])
    expect(sheets[0]!.rows.map(({ number, hidden }) => [number, hidden])).toEqual([
      ...[1, 2, 3, 4, 5].map((number) => [number, [2, 3, 5].includes(number)]),
    ])
    expect(sheets[0]!.hiddenColumns).toEqual([1, 2])
  })
})

describe('reads a cell by its number format', () => {
  test.each([
    [
      'per cent',
      '<c r="A1" s="1"><v>0.118</v></c>',
      { kind: 'number', number: 11.8, percent: true },
    ],
    [
      'a custom format with a d in it',
      '<c r="A1" s="2"><v>12.5</v></c>',
      { kind: 'number', number: 12.5 },
    ],
    [
      'a month',
      '<c r="A1" s="3"><v>45017</v></c>',
      { kind: 'date', date: '2023-04-01', month: true },
    ],
    ['a day', '<c r="A1" s="4"><v>45017.75</v></c>', { kind: 'date', date: '2023-04-01' }],
    ['hours', '<c r="A1" s="5"><v>1.5</v></c>', { kind: 'number', number: 1.5 }],
    ['a quoted per cent sign', '<c r="A1" s="6"><v>12</v></c>', { kind: 'number', number: 12 }],
    ['an error', '<c r="A1" t="e"><v>#DIV/0!</v></c>', { kind: 'broken', text: '#DIV/0!' }],
    ['yes or no', '<c r="A1" t="b"><v>1</v></c>', { kind: 'text', text: 'TRUE' }],
    ['a formula', '<c r="A1"><f>1+1</f><v>2</v></c>', { kind: 'number', number: 2 }],
    ['a formula of text', '<c r="A1" t="str"><f>B1</f><v>hi</v></c>', { kind: 'text', text: 'hi' }],
  ])('%s', async (_, cell, value) => {
    const rows = `<row r="1">${cell}</row>`
    expect(await valuesOf({ rows, formats: FORMATS })).toEqual([value])
  })

  test('days counted from 1904', async () => {
    const rows = '<row r="1"><c r="A1" s="4"><v>43555</v></c></row>'
    expect(await valuesOf({ rows, formats: FORMATS, calendar1904: true })).toEqual([
      { kind: 'date', date: '2023-04-01' },
    ])
  })

  test('rich text, and the line break that Excel writes as _x000D_', async () => {
    const rich = '<c r="A1" t="inlineStr"><is><r><t>one_x000D_\n</t></r><r><t>two</t></r></is></c>'
    expect(await valuesOf({ rows: `<row r="1">${rich}</row>` })).toEqual([
      { kind: 'text', text: 'one\ntwo' },
    ])
  })
})

test('says what is hidden, merged, coloured and without a result', async () => {
  const { sheets } = await readWorkbook(
    anyWorkbook({
      before: '<cols><col min="2" max="2" hidden="1"/></cols>',
      rows: `<row r="1">${text('A1', 'Title')}</row><row r="2" hidden="1"><c r="A2" s="1"><v>0.5</v></c>${text('B2', 'x')}</row><row r="3"><c r="A3"><f>NOW()</f></c></row>`,
      after: '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>',
      formats: ['0%'],
      fill: '92D050',
      others: [
        ['Kept aside', 'hidden'],
        ['Deep', 'veryHidden'],
      ],
    }),
    LIMITS,
  )
  expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
    ['Data', false],
    ['Kept aside', true],
    ['Deep', true],
  ])
  const [data] = sheets
  expect(data).toMatchObject({ hiddenColumns: [1], unanswered: 1 })
  const [title, second, third] = data!.rows
  expect(title!.cells.map(({ value, merged }) => [value.kind, merged])).toEqual([
    ['text', 'A1:C1'],
    ['merged', 'A1:C1'],
    ['merged', 'A1:C1'],
  ])
  expect(second).toMatchObject({ hidden: true })
  expect(second!.cells[0]).toMatchObject({ shown: '50%', format: '0%', fill: '92D050' })
  expect(third!.cells[0]!.value).toEqual({ kind: 'broken', text: 'nothing' })
})

test('a sheet over the limits is refused, as is a range merged over everything', async () => {
  const rows = Array.from(
    { length: 1001 },
    (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c></row>`,
  )
  await expect(readWorkbook(anyWorkbook({ rows: rows.join('') }), LIMITS)).rejects.toThrow(
    TooManyCells,
  )
  const merged = {
    rows: `<row r="1">${text('A1', 'x')}</row><row r="999">${text('A999', 'x')}</row>`,
    after: '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
  }
  await expect(readWorkbook(anyWorkbook(merged), LIMITS)).rejects.toThrow(TooManyCells)
})
