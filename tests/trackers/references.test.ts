import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readNumeral, readReference } from '../../domain/trackers/references.ts'
import { readCatalogue } from '../../main/record/resources.ts'

const recommendations = readCatalogue().focusAreas.flatMap((area) => area.recommendations)
const actions = recommendations.flatMap((one) => one.actions.map(({ reference }) => reference))
const known = {
  has: (action: string) => actions.includes(action),
  hasRecommendation: (reference: string) =>
    recommendations.some((one) => one.reference === reference),
}
const actionsOf = (text: string) => readReference(text, known)?.actions ?? []
const ROMAN = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv'.split(' ')

test.each([
  ...['HS1.e2', 'HS1e(ii)', 'HS 1 e ii', 'HS1 e)ii.', 'hs1e ii', 'HS1(e)(ii)', 'HS1.e.ii'],
  ...[
    'HS1-E-2',
    'HS1e2',
    'HS1eii',
    'HS01.e2',
    '[HS1e(ii)]',
    'Ref: HS1e(ii)',
    'HS1e (II)',
    'HS1e/ii',
  ],
  ...['HS1e(ii) Allow for ethnic differences', 'HS1.e2: Allow for it', 'HS 1 e ii – Allow for it'],
  ...['Allow for ethnic differences (HS1e(ii))', 'Allow for ethnic differences [HS1.e2].'],
])('%s is HS1.e2', (text) => {
  expect(actionsOf(text)).toEqual(['HS1.e2'])
})

test.each([
  ['HS1e(i), (ii)', ['HS1.e1', 'HS1.e2']],
  ['HS1e(i) & HS1e(iii)', ['HS1.e1', 'HS1.e3']],
  ['HS1e(i)-(iii)', ['HS1.e1', 'HS1.e2', 'HS1.e3']],
  ['HS1.e2/3', ['HS1.e2', 'HS1.e3']],
  ['HS1e(ii) & f(i)', ['HS1.e2', 'HS1.f1']],
])('%s names several', (text, references) => {
  expect(actionsOf(text)).toEqual(references)
})

test.each([
  ...[
    'HS1 a new programme',
    'HS1e 2 workshops were held',
    'HS1e I will ask',
    'as agreed (see HS1.e2)',
  ],
  ...['HS1iv', 'HS1e(iiii)', 'HS1.e99', 'HSE2', 'LA', '31/3/26', '', 'HS1e2b'],
])('%s is no action', (text) => {
  expect(actionsOf(text)).toEqual([])
})

test('a recommendation alone is told from its actions', () => {
  expect(readReference('HS1e', known)).toMatchObject({ actions: [], recommendation: 'HS1.e' })
  expect(readReference('HS1.e99', known)).toMatchObject({
    unknown: ['HS1.e99'],
    recommendation: 'HS1.e',
  })
  expect(readNumeral('(ii)', 'HS1.e', known)).toBe('HS1.e2')
  expect(readNumeral('(xx)', 'HS1.e', known)).toBeUndefined()
})

describe('every action, however its parts are written', () => {
  const gap = fc.constantFrom('', ' ', '.', '-', ' . ', '/')
  const spelling = fc.record({
    action: fc.constantFrom(...actions),
    gaps: fc.tuple(fc.constantFrom('', ' ', '.', '-'), gap, gap),
    brackets: fc.constantFrom(['', ''], ['(', ')'], ['', ')'], ['[', ']']),
    isRoman: fc.boolean(),
    isUpper: fc.boolean(),
    after: fc.constantFrom('', '.', ' ', ':'),
  })
  test('is found, and no other', () => {
    fc.assert(
      fc.property(spelling, ({ action, gaps, brackets, isRoman, isUpper, after }) => {
        const [, section, area, letter, position] = /^(..)(\d)\.(.)(\d+)$/.exec(action)!
        const numeral = isRoman ? ROMAN[Number(position) - 1]! : position!
        const text = `${section}${gaps[0]}${area}${gaps[1]}${letter}${gaps[2]}${brackets[0]}${numeral}${brackets[1]}${after}`
        expect(actionsOf(isUpper ? text.toUpperCase() : text)).toEqual([action])
      }),
    )
  })

  test('no text makes the reader fail or name what is not known', () => {
    const parts = fc.constantFrom(
      'HS',
      '1',
      'e',
      '(',
      ')',
      'ii',
      ' ',
      '.',
      ',',
      '-',
      '&',
      'to',
      'x',
    )
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 14 }), (some) => {
        expect(actionsOf(some.join('')).every(known.has)).toBe(true)
      }),
    )
  })
})
