import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TextRecords } from '../../domain/tables/text-records.ts'

/** As the parser does that knows everything: it is what the quick way is measured by. */
function carefully(text: string, separator: string): string[][] {
  return parse(text, {
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
  })
}

function quickly(pieces: readonly string[], separator: string, most = 1000) {
  const records = new TextRecords(separator, most)
  const found: string[][] = []
  let given = 0
  for (const piece of pieces) {
    if (records.left !== undefined) break
    found.push(...records.take(piece))
    given += 1
  }
  if (records.left === undefined) found.push(...records.end())
  const left = records.left === undefined ? undefined : records.left + pieces.slice(given).join('')
  return { found, left }
}

const separators = fc.constantFrom(',', ';', '\t', '|')
const letters = fc.constantFrom(
  'a',
  '7',
  ' ',
  'é',
  '"',
  '"',
  '""',
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r',
  '\r\n',
)
const pieces = fc.array(
  fc.array(letters, { maxLength: 8 }).map((each) => each.join('')),
  {
    maxLength: 8,
  },
)

test('any text in any pieces is read as the careful parser reads it, or left to it from a record on', () => {
  fc.assert(
    fc.property(pieces, separators, (parts, separator) => {
      const { found, left } = quickly(parts, separator)
      let expected: string[][]
      try {
        expected = carefully(parts.join(''), separator)
      } catch {
        // A quotation mark that is never closed is told by the careful parser alone.
        expect(left).toBeDefined()
        return
      }
      const rest = left === undefined ? [] : carefully(left, separator)
      expect([...found, ...rest]).toEqual(expected)
    }),
    { numRuns: 3000 },
  )
})

const cells = fc.array(
  fc
    .array(fc.constantFrom('a', '1', ' ', '"', ',', '\n', '\r', 'ü'), { maxLength: 6 })
    .map((each) => each.join('')),
  { minLength: 1, maxLength: 4 },
)
const quotedIfNeeded = (cell: string) =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

test('a table that is written as it should be is never left to the careful parser', () => {
  fc.assert(
    fc.property(
      fc.array(cells, { minLength: 1 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      fc.integer({ min: 1, max: 9 }),
      (table, lineEnd, endsLine, size) => {
        const text =
          table.map((row) => row.map(quotedIfNeeded).join(',')).join(lineEnd) +
          (endsLine ? lineEnd : '')
        const parts = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? []
        const { found, left } = quickly(parts, ',')
        expect(left).toBeUndefined()
        // A last row of one empty cell is no row, unless its line ends.
        const isNone = !endsLine && table.at(-1)?.join('') === '' && table.at(-1)?.length === 1
        expect(found).toEqual(isNone ? table.slice(0, -1) : table)
      },
    ),
    { numRuns: 500 },
  )
})

test('a record too long for a table is left to the careful parser, which says so', () => {
  const { found, left } = quickly(['a,b\n"', 'x'.repeat(600), 'x'.repeat(600)], ',')
  expect(found).toEqual([['a', 'b']])
  expect(left).toBe(`"${'x'.repeat(1200)}`)
})
