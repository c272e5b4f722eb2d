import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FIGURE_STYLE_PLAIN, FigureEvidence, readFigure } from '../../domain/tables/figures.ts'

const read = (text: string, decimalComma = false) => readFigure(text, { decimalComma })

describe('a figure is read as it is written', () => {
  test.each([
    ['12.5', 12.5, false],
    [' -0.5 ', -0.5, false],
    ['−3', -3, false],
    ['1e-3', 0.001, false],
    ['1,234', 1234, false],
    ['1,234,567.8', 1_234_567.8, false],
    ['1 234 567', 1_234_567, false],
    ['12.5%', 12.5, true],
    ['12.5 per cent', 12.5, true],
    ['£1,200', 1200, false],
    ['(5.2)', -5.2, false],
  ])('%s', (text, value, percent) => {
    expect(read(text)).toEqual({ kind: 'value', value, percent, note: null })
  })

  test.each(['1,23', '1.2.3', 'high', '12 months', '1,2345', '--5', '5 to 12 weeks'])(
    'and “%s” is none',
    (text) => {
      expect(read(text)).toEqual({ kind: 'unreadable' })
    },
  )
})

describe('a mark is what its publisher says, never a number', () => {
  test.each([
    ['[c]', /withheld/],
    ['*', /withheld/],
    ['[x]', /not available/],
    ['..', /not available/],
    [':', /not available/],
    ['NA', /not available/],
    ['N/A', /not available/],
    ['[z]', /not applicable/],
    ['.', /not applicable/],
    ['-', /publishers differ/],
    ['–', /publishers differ/],
    ['[low]', /rounds to nothing, but is not 0/],
    ['low', /rounds to nothing/],
    ['[u]', /unreliable/],
    ['<5', /fewer than 5/],
    ['< 5', /fewer than 5/],
    ['[c1]', /withheld/],
    ['1-4', /from 1 to 4/],
    ['5 or fewer', /5 or fewer/],
    ['N/R', /not reported/],
    ['†', /see the notes/],
  ])('%s', (text, note) => {
    expect(read(text)).toEqual({ kind: 'absent', note: expect.stringMatching(note) })
  })

  test.each([
    ['12.5 [p]', 12.5, /Provisional|provisional/],
    ['12.5p', 12.5, /provisional/],
    ['1,234 [r]', 1234, /revised/],
    ['56*', 56, /notes of the publication/],
    ['7 [note 3]', undefined, /./],
  ])('behind a figure, %s', (text, value, note) => {
    const found = read(text)
    if (value === undefined) expect(found.kind).not.toBe('absent')
    else expect(found).toMatchObject({ kind: 'value', value, note: expect.stringMatching(note) })
  })

  test('an empty cell says nothing', () => {
    expect(read(' \u00a0')).toEqual({ kind: 'absent', note: null })
  })
})

describe('a column decides what its commas mean', () => {
  const styleOf = (texts: string[]) => {
    const evidence = new FigureEvidence()
    for (const text of texts) evidence.see(text)
    return evidence.style
  }
  test.each([
    [['12,5', '1.234,5', '7'], true],
    [['1,234', '2,500'], false],
    [['1,234', '0.5'], false],
    [['12,5', '0.5'], false],
    [['12,5', 'n/a', '*'], true],
  ])('%j', (texts, decimalComma) => {
    expect(styleOf(texts)).toEqual({ decimalComma })
  })

  test('so that 1.234,5 is one thousand and more', () => {
    expect(read('1.234,5', true)).toMatchObject({ value: 1234.5 })
  })
})

test('every number is read back from every way it is written', () => {
  const ways = fc.constantFrom<(value: number) => string>(
    String,
    (value) => value.toLocaleString('en-GB', { maximumFractionDigits: 6 }),
    (value) => ` ${value} `,
    (value) => `${value} [p]`,
  )
  const numbers = fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1000)
  fc.assert(
    fc.property(numbers, ways, (value, write) => {
      expect(readFigure(write(value), FIGURE_STYLE_PLAIN)).toMatchObject({ kind: 'value', value })
    }),
  )
})
