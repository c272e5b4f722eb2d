import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { facts, shortDate, table } from '../../main/hosts/cli/output.ts'

interface Row {
  name: string
  number: number | null
}
const COLUMNS = [
  { heading: 'Name', value: (row: Row) => row.name, flexible: true },
  { heading: 'Number', value: (row: Row) => row.number, right: true },
]

describe('table', () => {
  test('aligns words to the left and numbers to the right', () => {
    const rows = [
      { name: 'Leicester', number: 7 },
      { name: 'Derby', number: 120 },
    ]
    expect(table(COLUMNS, rows)).toBe(
      ['Name       Number', '---------  ------', 'Leicester       7', 'Derby         120'].join(
        '\n',
      ),
    )
  })

  test('shows what is not there as a dash', () => {
    expect(table(COLUMNS, [{ name: 'Derby', number: null }])).toContain('–')
  })

  test('shortens the flexible column on a narrow terminal', () => {
    const lines = table(COLUMNS, [{ name: 'x'.repeat(100), number: 1 }], 40).split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBe(40)
    expect(lines[2]).toContain('…')
  })

  test('keeps each row on one line, whatever is written in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }), (names) => {
        const rows = names.map((name) => ({ name, number: 1 }))
        const text = table(COLUMNS, rows)
        expect(text.split('\n')).toHaveLength(rows.length + 2)
        expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
      }),
    )
  })
})

test('facts stand in two columns', () => {
  expect(
    facts([
      ['Status', 'Blocked'],
      ['Due', null],
    ]),
  ).toBe('Status  Blocked\nDue     –')
})

test('dates are written out, in UK time', () => {
  expect(shortDate('2026-11-21')).toBe('21 Nov 2026')
  expect(shortDate('2026-06-30T23:30:00.000Z')).toBe('1 Jul 2026')
  expect(shortDate('2026-09-12')).toBe('12 Sep 2026')
  expect(shortDate(null)).toBe(null)
})
