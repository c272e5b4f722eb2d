import { expect, test } from 'vitest'
import type { CommentThread, DocumentNode } from '../../domain/documents/tree.ts'
import { unfinishedIn } from '../../domain/documents/unfinished.ts'
import { guidance, heading, paragraph } from '../../domain/strategies/templates/write.ts'

const doc = (...content: DocumentNode[]): DocumentNode => ({ type: 'doc', content })
const text = (words: string, ...marks: string[]): DocumentNode => ({
  type: 'text',
  text: words,
  marks: marks.map((type) => ({ type, attrs: { id: 's1' } })),
})
const kinds = (found: ReturnType<typeof unfinishedIn>) => found.map(({ kind }) => kind)

test('brackets that wait for words are found under their heading, note marks are not', () => {
  const found = unfinishedIn(
    doc(
      heading(1, 'Money'),
      paragraph('By [month and year], see note [1] and [x], we spend **[amount in pounds]**.'),
    ),
  )
  expect(found).toEqual([
    { kind: 'bracket', words: '[month and year]', under: 'Money' },
    { kind: 'bracket', words: '[amount in pounds]', under: 'Money' },
  ])
})

test('a bracket that is suggested to go, and one half bold, are read as a reader would', () => {
  const going = doc({ type: 'paragraph', content: [text('[date]', 'deletion'), text('3 May')] })
  expect(kinds(unfinishedIn(going))).toEqual(['suggestion'])
  const half = doc(paragraph('[month **and year**]'))
  expect(kinds(unfinishedIn(half))).toEqual(['bracket'])
})

test('guidance of a template counts once, with the brackets in it; another callout does not', () => {
  const callout: DocumentNode = {
    type: 'callout',
    attrs: { tone: 'information' },
    content: [paragraph('Guidance is what we follow.')],
  }
  expect(unfinishedIn(doc(guidance('Say [what] you do.', 'More.'), callout))).toEqual([
    { kind: 'guidance', words: 'Say [what] you do. More.', under: null },
  ])
})

test('a suggestion of several runs counts once; pictures need words', () => {
  const found = unfinishedIn(
    doc(
      {
        type: 'paragraph',
        content: [text('new ', 'insertion'), text('words', 'insertion', 'bold')],
      },
      { type: 'image', attrs: { src: 'data:', alt: ' ', caption: 'Map' } },
      { type: 'image', attrs: { src: 'data:', alt: 'A map of waiting times' } },
    ),
  )
  expect(found).toEqual([
    { kind: 'suggestion', words: 'new words', under: null },
    { kind: 'alt', words: 'Map', under: null },
  ])
})

test('open comments and words on the shelf count, resolved comments do not', () => {
  const thread = { quote: 'our aim', text: 'Which?', by: 'a', name: 'A', at: '', replies: [] }
  const comments = new Map<string, CommentThread>([
    ['1', { ...thread, resolved: null }],
    ['2', { ...thread, resolved: { by: 'a', name: 'A', at: '' } }],
  ])
  expect(kinds(unfinishedIn(doc(), { comments, shelf: ['left over'] }))).toEqual([
    'comment',
    'shelf',
  ])
})
