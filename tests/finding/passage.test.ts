import fc from 'fast-check'
import { expect, test } from 'vitest'
import { folded, hasWords, passageOf, wordsOf } from '../../domain/finding/passage.ts'

test('letters are found with and without their accents, in the place where they stand', () => {
  expect(passageOf('A café in Zoë’s town', wordsOf('cafe ZOE'))).toEqual({
    text: 'A café in Zoë’s town',
    hits: [
      [2, 6],
      [10, 13],
    ],
  })
})

test('a word far in shows what stands around it', () => {
  const text = `${'before '.repeat(60)}housing ${'after '.repeat(60)}`
  const passage = passageOf(text, ['hous'])
  expect(passage.text).toMatch(/^… before .* housing after .* …$/)
  expect(passage.hits.map(([from, to]) => passage.text.slice(from, to))).toEqual(['hous'])
})

test('a hyphen parts two words', () => {
  expect(hasWords('Co-produced with residents', wordsOf('co-prod'))).toBe(true)
})

test('whatever the text, each hit begins with one of the words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string(), (text, question) => {
      const words = wordsOf(question)
      const passage = passageOf(text, words)
      for (const [from, to] of passage.hits)
        expect(words).toContain(folded(passage.text.slice(from, to)))
    }),
  )
})
