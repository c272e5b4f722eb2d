import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseReport } from '../../domain/commission/report.ts'
import { MINIATURE } from './miniature.ts'

const references = parseReport(MINIATURE).actions.map((one) => [one.reference, one.wording])
const read = (text: string) => parseReport(text).actions.map((one) => [one.reference, one.wording])

/** Pieces of the report's own structure, so that arbitrary texts reach the parser's depths. */
const piece = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...MINIATURE.split('\n')),
  fc.constantFrom('\f', '\r', ' - i. ACTION', '- a. ', 'CASE STUDY: ', '^{', '²'.repeat(99), '12'),
)

test('never throws, whatever the text', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const { actions } = parseReport(pieces.join('\n'))
      expect(new Set(actions.map((one) => one.reference)).size).toBe(actions.length)
    }),
  )
})

test('line ends, page breaks and bullets change nothing', () => {
  const lines = MINIATURE.split('\n')
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('\n', '\r\n', '\r'), {
        minLength: lines.length,
        maxLength: lines.length,
      }),
      fc.array(fc.constantFrom('-', '•', '–', '▪', '*', '›', '»'), {
        minLength: 30,
        maxLength: 30,
      }),
      fc.array(fc.nat(lines.length - 1), { maxLength: 8 }),
      fc.constantFrom('\f', '\n14\n', '\n\f\n', '\nPage 3 of 90\n'),
      (ends, bullets, breaks, pageBreak) => {
        const text = lines.map((line, i) => {
          const bullet = bullets[i % bullets.length] ?? '-'
          const body = line.replace(/^( ?)[-] (?=[a-z]+\. )/, `$1${bullet} `)
          return (breaks.includes(i) ? pageBreak : '') + body + ends[i]
        })
        expect(read(text.join(''))).toEqual(references)
      },
    ),
  )
})

test('text that is something else gives an empty report', () => {
  fc.assert(
    fc.property(fc.lorem({ mode: 'sentences', maxCount: 30 }), (text) => {
      expect(parseReport(text).actions).toEqual([])
    }),
  )
})

test('reads five megabytes of anything to the end', () => {
  const lines = [
    '- a. '.repeat(20_000),
    '^{1 '.repeat(20_000),
    '*'.repeat(50_000),
    '²'.repeat(50_000),
  ]
  const text = lines.concat(MINIATURE.repeat(1000), ' '.repeat(500_000)).join('\n')
  expect(parseReport(text).actions.length).toBeGreaterThan(0)
})
