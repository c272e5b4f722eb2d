import * as Y from 'yjs'
import { canonicalDocument } from '../canonical.ts'
import type { DocumentNode } from '../tree.ts'
import { type Piece, piecesOf } from './cursor.ts'
import { elementFor } from './edits.ts'
import { seenIn } from './gone.ts'
import type { Block, Writer } from './model.ts'
import { DOCUMENT_MOVED, type MovedWords, placeOf } from './moved-words.ts'
import { LEFT } from './names.ts'
import {
  type CutWords,
  idIn,
  joinedSpans,
  lengthOf,
  type Span,
  sliceOf,
  spanOf,
  spansIn,
} from './spans.ts'
import type { WantedBlock, WantedRun } from './wanted.ts'

/** Words that are being put in and were cut out before. */
export class Pasted {
  readonly #cut: CutWords
  readonly #spans: { offset: number; spans: Span[] }[] = []
  constructor(cut: CutWords) {
    this.#cut = cut
  }

  /** Which characters of the shared document those are that stand at a place of what was pasted. */
  note(offset: number, spans: Span[]): void {
    this.#spans.push({ offset, spans })
  }

  /** Notes in the document that they are the same; unless not all of them got there. */
  write(doc: Y.Doc, writer: Writer): void {
    const { from, texts } = this.#cut
    const to = this.#spans.toSorted((a, b) => a.offset - b.offset).flatMap(({ spans }) => spans)
    if (lengthOf(to) !== lengthOf(from)) return
    markLeft(doc, from)
    const moved: MovedWords = { from, to, seen: seenIn(texts), at: writer.now() }
    doc.getMap<MovedWords>(DOCUMENT_MOVED).set(writer.fresh(), moved)
  }
}

/** Behind what was cut out, where words are still shown. */
function markLeft(doc: Y.Doc, from: readonly Span[]): void {
  const id = idIn(from, lengthOf(from) - 1) as Y.ID
  const item = Y.getItem(doc.store, id) as Y.Item | Y.GC
  if (!(item instanceof Y.Item) || !item.deleted || !(item.parent instanceof Y.XmlText)) return
  item.parent.insertEmbed(placeOf(item), elementFor({ type: LEFT }))
}

const MOST_CUT = 100
const MOST_CHARACTERS = 20_000
/** Fewer are typed anew as often as they are moved. */
const FEWEST = 3

/** Words of a block that are being taken out, before they are. */
export function rememberWords(writer: Writer, block: Block, offset: number, length: number): void {
  const { cutWords } = writer
  if (!cutWords || length < FEWEST || length > MOST_CHARACTERS) return
  const pieces = piecesOf(block, offset, length)
  const words = wordsOf(pieces.map(partOf))
  if (words.trim().length < FEWEST) return
  const from = joinedSpans(pieces.flatMap(spansOf))
  cutWords.push({ words, from, texts: new Set(pieces.map((piece) => piece.in)) })
  if (cutWords.length > MOST_CUT) cutWords.shift()
}

function partOf({ node, in: text, at, length, run }: Piece): DocumentNode {
  if (node.type !== 'text' || !(text instanceof Y.XmlText)) return node
  return { ...node, text: node.text?.slice(at - run.at, at - run.at + length) ?? '' }
}

const wordsOf = (nodes: readonly DocumentNode[]): string => nodes.map(wordsIn).join('')
/** Of a note all it says: two that say the same are one that was moved. */
const wordsIn = (node: DocumentNode): string =>
  node.type === 'text' ? (node.text ?? '') : `\ufffc${canonicalDocument({ ...node, marks: [] })}`

/**
 * Finds, among words that are new in a block, those that were cut out before.
 * @returns what was found
 */
export function findPasted(writer: Writer, block: WantedBlock): Pasted[] {
  const { cutWords } = writer
  const found: Pasted[] = []
  if (!cutWords || cutWords.length === 0) return found
  for (let first = 0; first < block.runs.length; first++) {
    if (block.runs[first]?.from) continue
    let last = first
    while (block.runs[last + 1] && !block.runs[last + 1]?.from) last++
    const runs = block.runs.slice(first, last + 1)
    const words = wordsOf(runs.map(({ node }) => node))
    const cut = cutWords
      .filter((each) => words.includes(each.words))
      .toSorted((a, b) => b.words.length - a.words.length)[0]
    if (cut) {
      cutWords.splice(cutWords.indexOf(cut), 1)
      const pasted = new Pasted(cut)
      found.push(pasted)
      const marked = markedRuns(runs, words.indexOf(cut.words), cut.words.length, pasted)
      block.runs.splice(first, runs.length, ...marked)
      last = first + marked.length - 1
    }
    first = last
  }
  return found
}

/** Cuts runs where what was pasted begins and ends, by characters of `wordsIn`. */
function markedRuns(
  runs: readonly WantedRun[],
  from: number,
  length: number,
  pasted: Pasted,
): WantedRun[] {
  const marked: WantedRun[] = []
  let at = 0
  let offset = 0
  for (const run of runs) {
    const size = wordsIn(run.node).length
    const [a, b] = [Math.max(at, from) - at, Math.min(at + size, from + length) - at]
    at += size
    if (a >= b) marked.push(run)
    else if (run.node.type !== 'text') {
      marked.push({ ...run, pasted: { words: pasted, offset } })
      offset += run.length
    } else {
      const text = run.node.text as string
      const part = (start: number, end: number): WantedRun[] =>
        end > start
          ? [{ node: { ...run.node, text: text.slice(start, end) }, length: end - start }]
          : []
      marked.push(...part(0, a))
      for (const own of part(a, b)) marked.push({ ...own, pasted: { words: pasted, offset } })
      marked.push(...part(b, size))
      offset += b - a
    }
  }
  return marked
}

function spansOf({ in: text, at, length }: Piece): Span[] {
  return text instanceof Y.XmlText ? spansIn(text, at, length) : spanOf(text)
}

/** What was put into an element just made, told by its characters. */
export function noteMade(element: Y.XmlElement, runs: readonly WantedRun[]): void {
  if (!runs.some(({ pasted }) => pasted)) return
  const all = element
    .toArray()
    .flatMap((child) =>
      child instanceof Y.XmlText
        ? spansIn(child, 0, child.length)
        : child instanceof Y.XmlElement
          ? spanOf(child)
          : [],
    )
  let offset = 0
  for (const { length, pasted } of runs) {
    pasted?.words.note(pasted.offset, sliceOf(all, offset, length))
    offset += length
  }
}
