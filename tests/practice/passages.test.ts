import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LONGEST_PASSAGE, passagesOf } from '../../domain/practice/passages.ts'
import { draftOf } from '../../src/pages/mapping/priority-draft.ts'

const texts = (...pages: string[]) => passagesOf(pages).map(({ text }) => text)

describe('a strategy cut into passages', () => {
  test('joins the lines of a paragraph, and parts the items of a list', () => {
    expect(
      texts(
        'We will find people\nsooner, close to home.\n\nWe promise:\n• a nurse\n  by name\n2) a well-\nkept room',
      ),
    ).toEqual([
      'We will find people sooner, close to home.',
      'We promise:',
      'a nurse by name',
      'a well-kept room',
    ])
  })

  test('leaves a table of contents out, whose lines only name pages', () => {
    const contents = 'Find diabetes early . . . . . . . . 12\nTreat it well..........14'
    expect(texts(`${contents}\n\nWe act in 3 places.`)).toEqual(['We act in 3 places.'])
  })

  test('tells headings from sentences', () => {
    const passages = passagesOf([
      '# Our *aims*\n\n1.2 Where we begin\n\nWe begin with the children.\n\n- A fair start',
    ])
    expect(passages.filter(({ heading }) => heading).map(({ text }) => text)).toEqual([
      'Our aims',
      '1.2 Where we begin',
    ])
    expect(passages.at(-1)).toEqual({ text: 'A fair start', heading: false, page: null })
  })

  test('numbers pages, and leaves out page numbers, running heads and marks of notes', () => {
    const pages = ['One', 'Two', 'Three'].map(
      (word, i) => `Fairer health 2025\n\n${word} matters to us.^{${i + 3}}\n\nPage ${i + 1} of 3`,
    )
    expect(passagesOf(pages)).toEqual([
      { text: 'One matters to us.', heading: false, page: 1 },
      { text: 'Two matters to us.', heading: false, page: 2 },
      { text: 'Three matters to us.', heading: false, page: 3 },
    ])
  })

  test('cuts what is too long for a field after a sentence, and loses no word', () => {
    const sentence = 'We will meet every family in the first week of the year. '
    const [long, ...more] = texts(sentence.repeat(200))
    expect(long?.length).toBeLessThanOrEqual(LONGEST_PASSAGE)
    expect(long).toMatch(/year\.$/)
    expect([long, ...more].join(' ')).toBe(sentence.repeat(200).trim())
  })

  test('makes passages that fit of whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 5 }),
        (pages) => {
          for (const { text, page } of passagesOf(pages)) {
            expect(text.length).toBeLessThanOrEqual(LONGEST_PASSAGE)
            expect(text).toBe(text.trim())
            expect(text).toMatch(/\p{L}/u)
            if (page !== null) expect(page).toBeLessThanOrEqual(pages.length)
          }
        },
      ),
    )
  })
})

describe('a priority made of passages', () => {
  const file = {
    name: 'Fairer health.pdf',
    passages: [
      { text: 'Our aims', heading: true, page: 2 },
      { text: 'Every child is seen.', heading: false, page: 2 },
      { text: 'Every carer is heard.', heading: false, page: 3 },
    ],
  }
  test('is called after the heading over them, and says where they stand', () => {
    expect(draftOf(file, new Set([2, 1]))).toMatchObject({
      title: 'Our aims',
      passage: 'Every child is seen.\n\nEvery carer is heard.',
      source: 'Fairer health, page 2',
    })
  })
  test('is called after its first words where there is no heading', () => {
    const text =
      'We will do many things for many people, and then some more for those who have least.'
    const { title } = draftOf(
      { name: 'plan.txt', passages: [{ text, heading: false, page: null }] },
      new Set([0]),
    )
    expect(title.length).toBeLessThanOrEqual(80)
    expect(text.startsWith(title.replace('…', ''))).toBe(true)
  })
})
