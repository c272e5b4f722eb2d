import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { CHECKLIST_GROUPS, CHECKLIST_QUESTIONS } from '../../domain/checklist/questions.ts'
import { readability } from '../../domain/publication/readability.ts'
import { formPage } from '../../main/checklist/form.ts'

// That it works in a browser, `tests/e2e/checklist.test.ts` sees.

const html = formPage({
  id: '7d2c7f0a-3f0c-4a52-9c15-0d6f5a1f9a11',
  organisation: 'Our <i>trust</i> & "friends"',
  title: 'Winter',
})
const { document } = new JSDOM(html).window

describe('the one-page form', () => {
  test('asks the twelve questions of the three groups, each once', () => {
    const legends = [...document.querySelectorAll('legend')].map(({ textContent }) => textContent)
    expect(legends).toEqual([
      'Where do you work?',
      ...CHECKLIST_QUESTIONS.map(({ id, text }) => `${id}. ${text}`),
    ])
    expect(CHECKLIST_QUESTIONS.map(({ id }) => Number(id))).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    )
    expect(CHECKLIST_GROUPS.map(({ questions }) => questions.length)).toEqual([2, 5, 5])
  })

  test('can be read at the age of nine', () => {
    const texts = [...document.querySelectorAll('p:not(.problem), legend, small, .label')].map(
      ({ textContent }) => textContent.trim().replace(/^\d+\. /, ''),
    )
    const found = readability(
      texts.map((text) => ({ kind: 'paragraph', content: [{ kind: 'text', text }] }) as never),
    )
    expect(found?.sentences).toBeGreaterThan(40)
    expect(found?.readingAge).toBeLessThanOrEqual(9)
  })

  test('fetches nothing, and shows names as they are', () => {
    expect(html).not.toMatch(/https?:|src=|@import|url\(/)
    expect(document.querySelector('h1')?.textContent).toBe(
      'How fair is Our <i>trust</i> & "friends"?',
    )
    expect(document.querySelector('meta[http-equiv]')?.getAttribute('content')).toContain(
      "default-src 'none'",
    )
  })
})
