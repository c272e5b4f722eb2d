import type { DocumentMark, DocumentNode } from '../../domain/documents/tree.ts'

export const words = (text: string, marks?: DocumentMark[]): DocumentNode => ({
  type: 'text',
  text,
  ...(marks ? { marks } : {}),
})
export const p = (text: string): DocumentNode => ({
  type: 'paragraph',
  content: text === '' ? [] : [words(text)],
})
export const h = (level: number, text: string): DocumentNode => ({
  type: 'heading',
  attrs: { level },
  content: [words(text)],
})
type Item = string | DocumentNode
export const li = (...content: Item[]): DocumentNode => ({
  type: 'listItem',
  content: content.map((each) => (typeof each === 'string' ? p(each) : each)),
})
export const ul = (...items: Item[]): DocumentNode => ({
  type: 'bulletList',
  content: items.map((each) => (typeof each === 'string' ? li(each) : each)),
})
const cell = (type: string) => (text: string) => ({
  type,
  attrs: { colspan: 1, rowspan: 1 },
  content: [p(text)],
})
export const td = cell('tableCell')
export const th = cell('tableHeader')
export const tr = (...content: DocumentNode[]): DocumentNode => ({ type: 'tableRow', content })
export const table = (...content: DocumentNode[]): DocumentNode => ({ type: 'table', content })
export const doc = (...content: DocumentNode[]): DocumentNode => ({ type: 'doc', content })

export const THREE = doc(
  p('one two three four'),
  p('five six seven eight'),
  p('nine ten eleven twelve'),
)
export const LIST = doc(
  p('intro'),
  ul('l1a l1b l1c', 'l2a l2b l2c', 'l3a l3b l3c', 'l4a l4b l4c'),
  p('outro'),
)
export const NESTED = doc(
  ul(li('l1a l1b l1c', ul('n1a n1b n1c', 'n2a n2b n2c', 'n3a n3b n3c')), li('l4a l4b l4c')),
  p('outro'),
)
export const TABLE = doc(
  p('intro'),
  table(
    tr(th('H1'), th('H2'), th('H3')),
    tr(td('a1 a2'), td('b1 b2'), td('c1 c2')),
    tr(td('d1 d2'), td('e1 e2'), td('f1 f2')),
  ),
  p('outro'),
)
