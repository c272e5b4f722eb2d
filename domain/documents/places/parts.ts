import * as Y from 'yjs'
import type { DocumentNode } from '../tree.ts'
import { type Formats, marksOf } from './marks.ts'
import type { Part } from './model.ts'
import { HERE, idOf, isContainer, type Path, type Place, START } from './names.ts'

const TEXTBLOCKS: ReadonlySet<string> = new Set(['paragraph', 'heading'])
export const BLOCK_ATOMS: ReadonlySet<string> = new Set(['image', 'live', 'horizontalRule'])
const INLINE_ATOMS: ReadonlySet<string> = new Set(['hardBreak', 'footnote', 'citation', 'figure'])
export const isTextblock = (name: string): boolean => TEXTBLOCKS.has(name)
export const isInlineAtom = (name: string): boolean => INLINE_ATOMS.has(name)

/** Parts already read, for whoever looks at one document again and again; see `forgetChanged`. */
export type Known = WeakMap<Y.XmlFragment | Y.XmlText, Part[]>

/** What stands in a fragment, in order. */
export function partsIn(fragment: Y.XmlFragment, known?: Known, natural: Path = []): Part[] {
  const parts: Part[] = []
  for (let item = fragment._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentType)) continue
    const type = item.content.type as Y.XmlElement | Y.XmlText
    const read = known?.get(type) ?? readParts(type, natural, known)
    known?.set(type, read)
    for (const part of read) parts.push(part)
  }
  return parts
}

/** Forgets what was read of the types that a change touched, and of all around them. */
export function forgetChanged(known: Known, { changed }: Y.Transaction): void {
  for (const type of changed.keys())
    for (
      let at = type as unknown as Y.XmlFragment | null;
      at;
      at = at.parent as Y.XmlFragment | null
    )
      known.delete(at)
}

function readParts(type: Y.XmlElement | Y.XmlText, natural: Path, known?: Known): Part[] {
  if (type instanceof Y.XmlText) {
    const parts = [partAt(type, type, null, 0, natural, 'paragraph')]
    readText(type, type, natural, parts)
    // An empty text by itself is nothing.
    return parts.length === 1 && parts[0]?.runs.length === 0 ? [] : parts
  }
  const name = type.nodeName
  if (isContainer(name)) {
    const attrs = type.getAttributes() as Record<string, unknown>
    const container = {
      id: idOf(type),
      type: name,
      ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    }
    return partsIn(type, known, [...natural, container])
  }
  const parts = [partAt(type, type, null, 0, natural, name)]
  if (isTextblock(name)) readTextblock(type, natural, parts)
  return parts
}

function readTextblock(leaf: Y.XmlElement, natural: Path, parts: Part[]): void {
  leaf.toArray().forEach((child, index) => {
    if (child instanceof Y.XmlText) readText(child, leaf, natural, parts)
    else if (child instanceof Y.XmlElement)
      parts.at(-1)?.runs.push({
        node: atomOf(child),
        length: 1,
        in: child,
        at: index,
        element: child,
      })
  })
}

function readText(text: Y.XmlText, leaf: Place, natural: Path, parts: Part[]): void {
  let at = 0
  for (const { insert, attributes } of text.toDelta() as Delta[]) {
    const length = typeof insert === 'string' ? insert.length : 1
    const marks = marksOf(attributes)
    const marked = marks.length > 0 ? { marks } : {}
    const runs = () => wordsPart(parts, text, leaf, at, natural).runs
    if (typeof insert === 'string')
      runs().push({ node: { type: 'text', ...marked, text: insert }, length, in: text, at })
    else if (insert instanceof Y.XmlElement) {
      const name = insert.nodeName
      if (isInlineAtom(name))
        runs().push({
          node: { ...atomOf(insert), ...marked },
          length,
          in: text,
          at,
          element: insert,
        })
      else parts.push(partAt(insert, leaf, text, at, natural, name === START ? 'paragraph' : name))
    }
    at += length
  }
}

interface Delta {
  insert: unknown
  attributes?: Formats
}

/** Words after a picture or table inside a run of text begin a paragraph that has no place yet. */
function wordsPart(parts: Part[], text: Y.XmlText, leaf: Place, at: number, natural: Path): Part {
  const last = parts.at(-1) as Part
  if (isTextblock(last.type)) return last
  const part = partAt(text, leaf, text, at - 1, natural, 'paragraph')
  parts.push(part)
  return part
}

function partAt(
  place: Place,
  leaf: Place,
  text: Y.XmlText | null,
  at: number,
  natural: Path,
  type: string,
): Part {
  return { place, leaf, in: text, at, natural, type, runs: [] }
}

function atomOf(element: Y.XmlElement): DocumentNode {
  const attrs = element.getAttributes() as Record<string, unknown>
  return { type: element.nodeName, ...(Object.keys(attrs).length > 0 ? { attrs } : {}) }
}

export const isHere = ({ type }: Part): boolean => type === HERE
