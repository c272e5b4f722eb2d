import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAnyTable } from '../../main/imports/any-table.ts'
import { surveyText } from '../../main/imports/tables/text-file.ts'
import { fileOf } from '../metrics/fixtures.ts'

const open = (content: string | Uint8Array) =>
  readAnyTable(fileOf(content), { fileName: 'data.csv' })
const dialectOf = (content: string | Uint8Array) =>
  surveyText(fileOf(content), { fileName: 'data.csv' })

/** A text in Mac Roman, of the letters used here. */
const MAC: Record<string, number> = {
  é: 0x8e,
  ï: 0x95,
  â: 0x89,
  ë: 0x91,
  '’': 0xd5,
  '£': 0xa3,
  '–': 0xd0,
}
const macRoman = (text: string) =>
  Uint8Array.from([...text].map((letter) => MAC[letter] ?? letter.charCodeAt(0)))
const WINDOWS: Record<string, number> = { '’': 0x92, '–': 0x96 }
const windows = (text: string) =>
  Uint8Array.from([...text].map((letter) => WINDOWS[letter] ?? letter.charCodeAt(0)))

describe('the encoding is told by evidence', () => {
  const line = 'Name,Note\nSiân O’Brien,naïve café\nZoë,cost £5 – less\n'
  test.each([
    ['UTF-8', Buffer.from(line), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${line}`), 'utf-8'],
    ['UTF-16', Buffer.from(`\ufeff${line}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without a mark', Buffer.from(line, 'utf16le'), 'utf-16le'],
    ['big-endian UTF-16', Buffer.from(line, 'utf16le').swap16(), 'utf-16be'],
    ['Windows-1252', windows(line), 'windows-1252'],
    ['Mac Roman', macRoman(line), 'macintosh'],
    ['Mac Roman with the line ends of a Mac', macRoman(line.replaceAll('\n', '\r')), 'macintosh'],
  ])('%s', async (_, content, encoding) => {
    expect(await dialectOf(content)).toMatchObject({ encoding, sure: true })
    const { rows } = await open(content)
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['Siân O’Brien', 'naïve café'],
      ['Zoë', 'cost £5 – less'],
    ])
  })

  test('and where nothing tells, the person is told so', async () => {
    const table = await open(Uint8Array.from([...Buffer.from('Name,Note\nA,'), 0xa9, 0x0a]))
    expect(table.notices.join()).toMatch(/does not prove/)
  })
})

describe('the separator is the one that parts most lines alike', () => {
  test.each([
    ['a comma in one heading', 'Period;Area;Note, if any\n2021;a;\n2022;b;late, but whole\n', ';'],
    ['tabs', 'Period\tArea\tNumber, all ages\n2021\ta\t1\n2022\tb\t2\n', '\t'],
    ['bars', 'Period|Area|Value\n2021|a|1\n2022|b|2\n', '|'],
    ['decimal commas', 'Period;Value\n2021;12,5\n2022;11,9\n', ';'],
    ['a title above', 'Waits; all trusts\n\nPeriod,Area,Value\n2021,a,1\n2022,b,2\n', ','],
    ['a semicolon within quotes', 'Area,Note\na,"x; y; z"\nb,"x; y; z"\n', ','],
  ])('%s', async (_, content, separator) => {
    expect((await dialectOf(content)).separator).toBe(separator)
  })

  test('and Excel’s own first line says it, and is no row', async () => {
    const table = await open('sep=;\r\nPeriod;Value\r\n2021;1,5\r\n')
    expect(table).toMatchObject({ headings: ['Period', 'Value'], headingRow: 1 })
    expect(table.rows).toMatchObject([{ number: 2, cells: ['2021', '1,5'] }])
  })
})

test('every table that a program writes is read back cell for cell', async () => {
  const cell = fc
    .string({ unit: fc.constantFrom(...'ab é,;"\t\n1.5|'), maxLength: 8 })
    .map((text) => `x${text}x`)
  const written = fc.record({
    rows: fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 8 }),
    delimiter: fc.constantFrom(',', ';', '\t'),
    record_delimiter: fc.constantFrom('\n', '\r\n'),
    bom: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(written, async ({ rows, ...options }) => {
      const content = stringify([['Alpha', 'Beta', 'Gamma'], ...rows], { ...options, quoted: true })
      const table = await readAnyTable(fileOf(content), { fileName: 'data.csv', headingRow: 1 })
      expect(table.rows.map(({ cells }) => cells)).toEqual(
        rows.map((cells) => cells.map((text) => text)),
      )
    }),
    { numRuns: 30 },
  )
})
