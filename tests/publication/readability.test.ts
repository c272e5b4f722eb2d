import { expect, test } from 'vitest'
import * as build from '../../domain/publication/build.ts'
import { finish } from '../../domain/publication/finish.ts'
import { type Readability, readability } from '../../domain/publication/readability.ts'
import type { Block } from '../../domain/publication/tree.ts'

function read(...blocks: Block[]): Readability | undefined {
  const publication = { title: 'T', language: 'en-GB', date: '2026-11-21', blocks }
  return readability(finish(publication).blocks)
}

const EASY = 'The cat sat on the mat.'
const HARD =
  'Multidisciplinary organisations systematically operationalise transformational interventions.'

test('the grade is the Flesch–Kincaid formula, worked by hand', () => {
  // 6 words of one syllable, one sentence: 0.39 × 6 + 11.8 × 1 − 15.59 = −1.45
  expect(read(build.paragraph(EASY))).toMatchObject({
    method: 'Flesch–Kincaid grade + 5',
    grade: -1.4,
    readingAge: 5,
    sentences: 1,
    words: 6,
  })
  // 10 words and 16 syllables: We a-greed to re-view each ac-tion in A-pril and Oc-to-ber.
  const words = read(build.paragraph('We agreed to review each action in April and October.'))!
  expect(words.words).toBe(10)
  expect(words.grade).toBeCloseTo(0.39 * 10 + 11.8 * (16 / 10) - 15.59, 1)
})

test('the sentence that raises the age most is named first', () => {
  const found = read(build.paragraph(`${EASY} ${HARD}`), build.list(['We will meet in May.']))!
  expect(found.sentences).toBe(3)
  expect(found.hardest[0]).toMatchObject({ text: HARD, words: 6 })
  expect(found.hardest[0]!.raisesBy).toBeGreaterThan(5)
  expect(found.hardest).toHaveLength(1)
})

test('lists, callouts, quotations, definitions and notes count; headings and tables do not', () => {
  const counted = read(
    build.heading(1, HARD),
    build.table([build.column(HARD)], [[HARD]]),
    build.list([build.item('One is here.', build.list(['Two is here.']))]),
    build.callout('warning', HARD, [build.paragraph('Three is here.')]),
    build.quote('Four is here.'),
    build.definitions([['Term', 'Five is here.']]),
    build.paragraph(['Six is here.', build.note('Seven is here.')]),
  )!
  expect(counted).toMatchObject({ sentences: 7, words: 21 })
})

test('a shortened word ends no sentence, and a number is one word of one syllable', () => {
  expect(read(build.paragraph('Dr. Rao saw 1,250 people, e.g. Ann.'))).toMatchObject({
    sentences: 1,
    words: 7,
  })
})

test.each([[''], ['— … !'], ['👩‍👧']])('a document that says nothing has no age: %j', (text) => {
  expect(read(build.paragraph(text))).toBeUndefined()
})
