import { createHash } from 'node:crypto'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { canonicalDocument } from '../../domain/documents/canonical.ts'
import { DOCUMENT_BODY, type DocumentMark, type DocumentNode } from '../../domain/documents/tree.ts'

/**
 * The editor's text between a Y.Doc and its JSON, in the encoding of y-prosemirror: a node is an
 * XML element, neighbouring runs of text are one XML text, and marks are its formats. The service
 * does so itself, since the editor's own code brings half a browser with it.
 */

/** The text as it stands. An empty document has no content. */
export function readDocument(doc: Y.Doc): DocumentNode {
  return { type: 'doc', content: doc.getXmlFragment(DOCUMENT_BODY).toArray().flatMap(nodesOf) }
}

function nodesOf(item: unknown): DocumentNode[] {
  if (item instanceof Y.XmlText) return runsOf(item)
  if (!(item instanceof Y.XmlElement)) return []
  const attrs = item.getAttributes() as Record<string, unknown>
  const content = item.toArray().flatMap(nodesOf)
  return [
    {
      type: item.nodeName,
      ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
      ...(content.length > 0 ? { content } : {}),
    },
  ]
}

interface Run {
  insert: unknown
  attributes?: Record<string, Record<string, unknown>>
}

function runsOf(text: Y.XmlText): DocumentNode[] {
  return (text.toDelta() as Run[]).flatMap(({ insert, attributes }) => {
    if (typeof insert !== 'string') return []
    const marks = Object.entries(attributes ?? {}).map(([name, attrs]): DocumentMark => {
      const type = name.replace(OVERLAP, '')
      return Object.keys(attrs).length > 0 ? { type, attrs } : { type }
    })
    return [{ type: 'text', ...(marks.length > 0 ? { marks } : {}), text: insert }]
  })
}

/**
 * Makes the text that of another document, in one transaction. Blocks at its beginning and end that
 * are the same stay as they are, with the places of whoever types in them.
 */
export function fillDocument(doc: Y.Doc, node: DocumentNode): void {
  const body = doc.getXmlFragment(DOCUMENT_BODY)
  const wanted = node.content ?? []
  const standing = body.toArray()
  const before = standing.map((item) => nodesOf(item).map(canonicalDocument).join())
  const after = wanted.map(canonicalDocument)
  const most = Math.min(before.length, after.length)
  let first = 0
  while (first < most && before[first] === after[first]) first += 1
  let last = 0
  while (last < most - first && before.at(-1 - last) === after.at(-1 - last)) last += 1
  doc.transact(() => {
    body.delete(first, standing.length - first - last)
    body.insert(first, itemsOf(wanted.slice(first, wanted.length - last)))
  })
}

type Item = Y.XmlElement | Y.XmlText

function itemsOf(nodes: readonly DocumentNode[]): Item[] {
  const items: Item[] = []
  let runs: DocumentNode[] = []
  const endText = () => {
    if (runs.length > 0) items.push(textOf(runs))
    runs = []
  }
  for (const node of nodes) {
    if (node.type === 'text') {
      if (node.text) runs.push(node)
      continue
    }
    endText()
    const element = new Y.XmlElement<Record<string, string>>(node.type)
    // Attributes hold any JSON, whatever the types of Yjs say.
    for (const [key, value] of Object.entries(node.attrs ?? {}))
      if (value !== null && value !== undefined) element.setAttribute(key, value as string)
    element.insert(0, itemsOf(node.content ?? []))
    items.push(element)
  }
  endText()
  return items
}

function textOf(runs: readonly DocumentNode[]): Y.XmlText {
  const text = new Y.XmlText()
  text.applyDelta(
    runs.map(({ text: insert, marks = [] }) => ({
      insert,
      attributes: Object.fromEntries(marks.map((mark) => [formatName(mark), mark.attrs ?? {}])),
    })),
  )
  return text
}

/** Marks of which several may lie on the same words; each is a format of its own, told by a hash. */
const OVERLAPPING: ReadonlySet<string> = new Set(['comment', 'modification'])
const OVERLAP = /--[a-zA-Z0-9+/=]{8}$/

function formatName({ type, attrs = {} }: DocumentMark): string {
  if (!OVERLAPPING.has(type)) return type
  const encoder = encoding.createEncoder()
  encoding.writeAny(encoder, { type, attrs } as never)
  const digest = createHash('sha256').update(encoding.toUint8Array(encoder)).digest()
  const folded = Buffer.alloc(6)
  for (const [i, byte] of digest.entries()) folded[i % 6] = (folded[i % 6] ?? 0) ^ byte
  return `${type}--${folded.toString('base64')}`
}
