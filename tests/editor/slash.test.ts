import { describe, expect, it } from 'vitest'
import { documentFromJson } from '../../src/editor/document/from-json.ts'
import { slashAt } from '../../src/editor/slash/place.ts'

const NAMES = ['Footnote', 'Reference', 'Table']

/** What is asked of the menu at the end of a paragraph of these pieces; null while it is shut. */
function asked(...pieces: (string | { bold: string } | { note: string })[]): string | null {
  const content = pieces.map((piece) =>
    typeof piece === 'string'
      ? { type: 'text', text: piece }
      : 'bold' in piece
        ? { type: 'text', text: piece.bold, marks: [{ type: 'bold' }] }
        : { type: 'footnote', attrs: { text: piece.note } },
  )
  const doc = documentFromJson({ type: 'doc', content: [{ type: 'paragraph', content }] })
  const $position = doc.resolve(doc.content.size - 1)
  const usual = { allowSpaces: false, allowToIncludeChar: false, startOfLine: false }
  const match = slashAt({ char: '/', allowedPrefixes: [' '], ...usual, $position }, NAMES)
  return match?.query ?? null
}

describe('the menu under /', () => {
  it.each([
    ['/', ''],
    ['Care /foo', 'foo'],
    ['2025 /', ''],
    ['/zz', 'zz'],
  ])('opens at the start and after a space: %j', (text, query) => expect(asked(text)).toBe(query))

  it.each([
    ['care/', ''],
    ['care./foot', 'foot'],
    ['(at home)/', ''],
    ['Stoke-on-Trent,/Ref', 'Ref'],
  ])('opens right after a word, for a note: %j', (text, query) => expect(asked(text)).toBe(query))

  it.each([
    ...['2025/', '2025/26', '12/03/2026', '8.4%/', 'and/or', 'he/she', 'km/h', 'care/home'],
    ...['https:/', 'https://nhs.uk/', 'nhs.uk/', 'a/b/', 'C:/', 'HS6.b2/'],
  ])('stays shut within %j', (text) => expect(asked(text)).toBeNull())

  it('looks at what is before whatever its formatting', () => {
    expect(asked({ bold: '2025' }, '/26')).toBeNull()
    expect(asked({ bold: 'care' }, '/foot')).toBe('foot')
    expect(asked('care', { note: 'As counted.' }, '/')).toBe('')
  })
})
