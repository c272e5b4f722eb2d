import * as Y from 'yjs'
import type { DocumentNode } from '../tree.ts'
import { type Formats, marksOf } from './marks.ts'
import type { Part, Run } from './model.ts'
import {
  type Arrival,
  DOCUMENT_MOVED,
  type Elsewhere,
  elsewhereIn,
  type Stretch,
  shownOf,
} from './moved-words.ts'
import { goneOf, HERE, idOf, isContainer, LEFT, type Path, type Place, START } from './names.ts'
import { NOTE, noteText, TEXTS } from './note-text.ts'

const TEXTBLOCKS: ReadonlySet<string> = new Set(['paragraph', 'heading'])
export const BLOCK_ATOMS: ReadonlySet<string> = new Set(['image', 'live', 'horizontalRule'])
const INLINE_ATOMS: ReadonlySet<string> = new Set(['hardBreak', 'footnote', 'citation', 'figure'])
export const isTextblock = (name: string): boolean => TEXTBLOCKS.has(name)
export const isInlineAtom = (name: string): boolean => INLINE_ATOMS.has(name)

/** What was already read, for whoever looks at one document again and again; see `forgetChanged`. */
export interface Known {
  parts: WeakMap<object, Part[]>
  elsewhere: Elsewhere
}

export const knownOf = (doc: Y.Doc | null | undefined): Known => ({
  parts: new WeakMap(),
  elsewhere: elsewhereIn(doc),
})

/** What stands in a fragment, in order. */
export function partsIn(fragment: Y.XmlFragment, known: Known, natural: Path = []): Part[] {
  const parts: Part[] = []
  for (let item = fragment._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentType)) continue
    const type = item.content.type as Y.XmlElement | Y.XmlText
    const read = known.parts.get(type) ?? readParts(type, natural, known)
    known.parts.set(type, read)
    for (const part of read) parts.push(part)
  }
  return parts
}

/** Forgets what was read of the types that a change touched, and of all around them. */
export function forgetChanged(known: Known, { changed, doc }: Y.Transaction): void {
  const { parts, elsewhere } = known
  const forget = (type: unknown) => {
    for (let at = type as Y.XmlFragment | null; at; at = at.parent as Y.XmlFragment | null)
      parts.delete(at)
  }
  const types = [...changed.keys()]
  for (const type of types) forget(type)
  if (!types.some((type) => elsewhere.watched.has(type)) && !movesWords(types, doc)) return
  known.elsewhere = elsewhereIn(doc)
  for (const { hidden, arriving } of [elsewhere, known.elsewhere])
    for (const text of [...hidden.keys(), ...arriving.keys()]) forget(text)
}

const movesWords = (types: readonly unknown[], doc: Y.Doc): boolean =>
  types.includes(doc.share.get(DOCUMENT_MOVED))

function readParts(type: Y.XmlElement | Y.XmlText, natural: Path, known: Known): Part[] {
  if (type instanceof Y.XmlText) {
    const parts = [partAt(type, type, null, 0, natural, 'paragraph')]
    readText(type, type, natural, parts, known)
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
  if (isTextblock(name)) readTextblock(type, natural, parts, known)
  return parts
}

function readTextblock(leaf: Y.XmlElement, natural: Path, parts: Part[], known: Known): void {
  leaf.toArray().forEach((child, index) => {
    if (child instanceof Y.XmlText) readText(child, leaf, natural, parts, known)
    else if (child instanceof Y.XmlElement && goneOf(child)) notesOf(parts).push(child)
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

/** Notes that were taken out. */
function notesOf(parts: readonly Part[]): Y.XmlElement[] {
  const part = parts.at(-1) as Part
  part.notes ??= []
  return part.notes
}

function readText(
  text: Y.XmlText,
  leaf: Place,
  natural: Path,
  parts: Part[],
  { elsewhere }: Known,
): void {
  const whole = { text, at: 0, length: text.length }
  const stretches = shownOf(whole, elsewhere)
  const deltas = new Map<Y.XmlText, Piece[]>()
  let last: Run | undefined
  let index = 0
  for (const stretch of stretches) {
    const isElsewhere = stretch.text !== text || isArrival(stretch, elsewhere)
    if (!isElsewhere) {
      if (last?.isElsewhere) last.home = { text, index: stretch.at }
      index = stretch.at + stretch.length
    }
    const pieces = deltas.get(stretch.text) ?? piecesOf(stretch.text)
    deltas.set(stretch.text, pieces)
    for (const { insert, attributes, at } of within(pieces, stretch)) {
      const length = typeof insert === 'string' ? insert.length : 1
      const marks = marksOf(attributes)
      const look = marks.length > 0 ? { marks } : {}
      const add = (node: DocumentNode, element?: Y.XmlElement) => {
        last = { node, length, in: stretch.text, at }
        if (element) last.element = element
        if (isElsewhere) last.isElsewhere = true
        if (isBehind(stretch)) last.isBehind = true
        wordsPart(parts, stretch.text, leaf, at, natural).runs.push(last)
      }
      if (typeof insert === 'string') add({ type: 'text', ...look, text: insert })
      else if (insert instanceof Y.XmlElement) {
        const name = insert.nodeName
        if (name === LEFT) continue
        if (isInlineAtom(name) && goneOf(insert)) notesOf(parts).push(insert)
        else if (isInlineAtom(name)) add({ ...atomOf(insert), ...look }, insert)
        else {
          const type = name === START ? 'paragraph' : name
          parts.push(partAt(insert, leaf, stretch.text, at, natural, type))
        }
      }
    }
  }
  if (last?.isElsewhere) last.home ??= { text, index }
}

const isBehind = (stretch: Stretch): boolean => (stretch as Arrival).isBehind === true

/** Words that came from elsewhere may have come from the same text. */
const isArrival = ({ text, at }: Stretch, { hidden }: Elsewhere): boolean =>
  hidden.get(text)?.some((each) => at >= each.at && at < each.at + each.length) ?? false

interface Piece extends Delta {
  at: number
}

function piecesOf(text: Y.XmlText): Piece[] {
  let at = 0
  return (text.toDelta() as Delta[]).map((each) => {
    const piece = { ...each, at }
    at += typeof each.insert === 'string' ? each.insert.length : 1
    return piece
  })
}

function within(pieces: readonly Piece[], { at: from, length }: Stretch): Piece[] {
  const to = from + length
  return pieces.flatMap((piece) => {
    const { insert, at } = piece
    if (typeof insert !== 'string') return at >= from && at < to ? [piece] : []
    const [a, b] = [Math.max(at, from), Math.min(at + insert.length, to)]
    return b > a ? [{ ...piece, insert: insert.slice(a - at, b - at), at: a }] : []
  })
}

/** Of a note its text is another thing. */
const SAID_OF_NOTES = [TEXTS, 'gone']

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
  if (element.nodeName === NOTE) {
    for (const name of SAID_OF_NOTES) delete attrs[name]
    attrs.text = noteText(element)
  }
  return { type: element.nodeName, ...(Object.keys(attrs).length > 0 ? { attrs } : {}) }
}

export const isHere = ({ type }: Part): boolean => type === HERE
