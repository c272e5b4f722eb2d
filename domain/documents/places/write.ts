import * as Y from 'yjs'
import {
  addressOf,
  beginningOf,
  behind,
  type Cursor,
  endOf,
  type Piece,
  piecesOf,
} from './cursor.ts'
import { findPasted, noteMade, type Pasted } from './cut-words.ts'
import { changedFormats, Edits, elementFor, type Insert, putInto } from './edits.ts'
import { seenIn } from './gone.ts'
import type { Block, Home, Writer } from './model.ts'
import { goneOf, HERE, idOf, type Moved, type Path, type Place, START } from './names.ts'
import { newBlock } from './new-block.ts'
import { NOTE, writeNoteText } from './note-text.ts'
import { pair, pairNotes } from './pair.ts'
import { isTextblock } from './parts.ts'
import { pathsOf } from './paths.ts'
import { takeOut } from './take-out.ts'
import type { WantedBlock, WantedRun } from './wanted.ts'
import { writeTable } from './write-table.ts'

/** Makes a sequence of blocks what is wanted; all in the caller's transaction. */
export function writeSequence(
  writer: Writer,
  home: Home,
  old: readonly Block[],
  wanted: WantedBlock[],
): void {
  withinItself(old, wanted)
  pairNotes(wanted)
  const moved = pair(old, wanted, (json) => `${home.name} ${json}`, writer.cut)
  const paths = pathsOf(wanted, home.before?.path ?? [], writer.fresh)
  new SequenceWriter(writer, home, old, wanted, moved, paths).write()
}

/** What comes from another sequence, as out of one cell into the next, is made anew here. */
function withinItself(old: readonly Block[], wanted: readonly WantedBlock[]): void {
  const own = new Set(old)
  for (const block of wanted) {
    if (block.from && !own.has(block.from)) block.from = undefined
    for (const run of block.runs) if (run.from && !own.has(run.from.block)) run.from = undefined
  }
}

class SequenceWriter {
  readonly #edits = new Edits()
  readonly #later: (() => void)[] = []
  /** New elements, by what they come after; `null` is the front. */
  readonly #after = new Map<Place | null, Y.XmlElement[]>()
  readonly #lastUse = new Map<Place, number>()
  #cursor: Cursor = { at: 'front' }
  /** The place of the block that is being written. */
  #place: Place | undefined
  readonly #writer: Writer
  readonly #home: Home
  readonly #old: readonly Block[]
  readonly #wanted: readonly WantedBlock[]
  readonly #moved: ReadonlySet<WantedBlock>
  readonly #paths: readonly Path[]

  constructor(
    writer: Writer,
    home: Home,
    old: readonly Block[],
    wanted: readonly WantedBlock[],
    moved: ReadonlySet<WantedBlock>,
    paths: readonly Path[],
  ) {
    this.#writer = writer
    this.#home = home
    this.#old = old
    this.#wanted = wanted
    this.#moved = moved
    this.#paths = paths
    if (home.before) this.#cursor = endOf(home.before)
    for (const { leaf } of home.after?.parts ?? []) this.#lastUse.set(leaf, wanted.length)
    wanted.forEach((block, index) => {
      if (moved.has(block)) return
      for (const { leaf } of block.from?.parts ?? []) this.#used(leaf, index)
      for (const { from } of block.runs)
        for (const { leaf } of from?.block.parts ?? []) this.#used(leaf, index)
    })
  }

  #used(leaf: Place, index: number): void {
    this.#lastUse.set(leaf, Math.max(index, this.#lastUse.get(leaf) ?? -1))
  }

  write(): void {
    takeOut({
      writer: this.#writer,
      home: this.#home,
      old: this.#old,
      wanted: this.#wanted,
      edits: this.#edits,
      later: this.#later,
    })
    const pasted: Pasted[] = []
    for (const block of this.#wanted)
      if (!this.#moved.has(block)) pasted.push(...findPasted(this.#writer, block))
    for (const [index, block] of this.#wanted.entries()) this.#block(block, index)
    this.#edits.make()
    this.#writer.typed?.(this.#edits.typed)
    for (const [place, elements] of this.#after) {
      if (place === null) this.#home.front().insert(0, elements)
      else (place.parent as Y.XmlFragment).insertAfter(place as Y.XmlElement, elements)
    }
    for (const change of this.#later) change()
    for (const [element, { runs }] of this.#made) noteMade(element, runs)
    const doc = this.#home.front().doc
    if (doc) for (const words of pasted) words.write(doc, this.#writer)
  }

  #block(block: WantedBlock, index: number): void {
    const path = this.#paths[index] as Path
    if (!block.from) this.#begin(block, index, path)
    else {
      this.#place = block.from.place
      this.#change(block, block.from, path)
      if (this.#moved.has(block)) {
        this.#bringBack(block.from)
        this.#move(block.from, index)
        return
      }
      this.#cursor = beginningOf(block.from)
    }
    this.#words(block)
    if (block.table && block.from) writeTable(this.#writer, block.from, block.table, writeSequence)
    if (block.from && !isTextblock(block.from.type)) this.#cursor = endOf(block.from)
  }

  /** What is said of a block that stands, where that is to be otherwise. */
  #change({ type, attrs }: WantedBlock, from: Block, path: Path): void {
    const place = from.place as Y.XmlElement
    const say = (name: string, value: unknown) =>
      this.#later.push(() => {
        if (value === null || value === undefined) place.removeAttribute(name)
        else place.setAttribute(name, value as string)
      })
    if (isTextblock(type) && type !== from.type) say('as', type)
    if (JSON.stringify(path) !== JSON.stringify(from.path)) say('path', path)
    if (from.grid) return
    const names = new Set([...Object.keys(attrs), ...Object.keys(from.attrs)])
    for (const name of names) {
      const isSame =
        JSON.stringify(attrs[name] ?? null) === JSON.stringify(from.attrs[name] ?? null)
      if (!isSame && (attrs[name] ?? null) !== null) say(name, attrs[name])
      else if (!isSame && !isTextblock(type)) say(name, null)
    }
  }

  /** A block that nobody has made yet. */
  #begin(block: WantedBlock, index: number, path: Path): void {
    const first = block.runs.find(({ from }) => from)?.from
    if (first) {
      this.#cursor = addressOf(first)
      this.#insertHere({ element: this.#start(block, path) })
      return
    }
    const place = this.#whereNew(index)
    if (place.at === 'front' || place.at === 'after') {
      const after = place.at === 'front' ? null : place.leaf
      const around = [...this.#old, ...(this.#home.before ? [this.#home.before] : [])]
      const natural = after ? naturalOf(after, around) : []
      const element = newBlock(block, path, natural, this.#writer.fresh())
      this.#place = element
      this.#made.set(element, block)
      this.#put(after, element)
    } else {
      const element = isTextblock(block.type)
        ? this.#start(block, path)
        : newBlock(block, path, null, this.#writer.fresh())
      this.#place = element
      this.#insertHere({ element })
    }
    this.#cursor = place
  }
  /** New blocks that have their words already. */
  readonly #made = new Map<Y.XmlElement, WantedBlock>()

  #start({ type, attrs }: WantedBlock, path: Path): Y.XmlElement {
    const start = elementFor({
      type: START,
      attrs: { as: type, ...(type === 'heading' ? { level: attrs.level } : {}), path },
    })
    this.#place = start
    return start
  }

  /** A block put elsewhere as it was: where to is said beside it. */
  #move(from: Block, index: number): void {
    const id = this.#writer.fresh()
    const here = elementFor({ type: HERE, attrs: { id } })
    const place = this.#whereNew(index)
    this.#cursor = place
    if (place.at === 'front') this.#put(null, here)
    else if (place.at === 'after') this.#put(place.leaf, here)
    else this.#insertHere({ element: here })
    const moved: Moved = { id, seen: seenIn(from.parts.map(({ leaf }) => leaf)) }
    this.#later.push(() => (from.place as Y.XmlElement).setAttribute('to', moved as never))
  }

  /** What was cut out and is pasted is the same block, with whatever others typed in it. */
  #bringBack({ parts }: Block): void {
    for (const { place } of parts)
      if (goneOf(place))
        this.#later.push(() => (place as Y.XmlElement).setAttribute('gone', false as never))
  }

  /** Where a block goes of which nothing stands yet: among elements, or inside a text that goes on. */
  #whereNew(index: number): Cursor {
    const cursor = this.#cursor
    if (cursor.at === 'front') return cursor
    const goesOn = (this.#lastUse.get(cursor.leaf) ?? -1) > index
    return goesOn ? cursor : { at: 'after', leaf: cursor.leaf }
  }

  #put(after: Place | null, element: Y.XmlElement): void {
    const elements = this.#after.get(after)
    if (elements) elements.push(element)
    else this.#after.set(after, [element])
  }

  #words(block: WantedBlock): void {
    if (!isTextblock(block.type) || this.#made.has(this.#place as Y.XmlElement)) return
    let isBeginning = block.from !== undefined
    block.runs.forEach((run, number) => {
      if (run.from) this.#keep(run, block)
      else {
        // At a block's beginning new words stand right before those that stay.
        const next = block.runs.slice(number).find(({ from }) => from)?.from
        if (next && (isBeginning || isFromElsewhere(next))) this.#cursor = addressOf(next)
        this.#insertHere({ node: run.node, pasted: run.pasted })
      }
      isBeginning = false
    })
  }

  /** Words that stay: their look may change, and a block they come from may have ended here. */
  #keep({ node, from, length }: WantedRun, block: WantedBlock): void {
    const { block: source, offset } = from as NonNullable<WantedRun['from']>
    if (source !== block.from) this.#joinTo(source)
    for (const piece of piecesOf(source, offset, length)) {
      const formats = changedFormats(piece.node, node)
      if (formats && piece.in instanceof Y.XmlText)
        this.#edits.format(piece.in, piece.at, piece.length, formats)
      if (node.type !== 'text') this.#attributes(piece, node.attrs ?? {})
      this.#cursor =
        piece.in instanceof Y.XmlText
          ? behind(piece.run, piece.at + piece.length, piece.leaf)
          : { at: 'inside', leaf: piece.leaf as Y.XmlElement, after: piece.in }
    }
  }

  #attributes(piece: Piece, attrs: Record<string, unknown>): void {
    const element = piece.element
    if (!element) return
    for (const [name, value] of Object.entries(attrs))
      if (JSON.stringify(piece.node.attrs?.[name] ?? null) !== JSON.stringify(value ?? null))
        this.#later.push(() => {
          if (element.nodeName === NOTE && name === 'text')
            writeNoteText(element, String(value ?? ''))
          else if (value === null || value === undefined) element.removeAttribute(name)
          else element.setAttribute(name, value as string)
        })
  }

  #insertHere(insert: Insert): void {
    const cursor = this.#cursor
    if (cursor.at === 'text') this.#edits.insert(cursor.text, cursor.index, insert)
    else if (cursor.at === 'inside') this.#insertInside(cursor, insert)
  }

  /** Words among notes that are elements of their own: in the text beside, or in one of their own. */
  #insertInside({ leaf, after }: Extract<Cursor, { at: 'inside' }>, insert: Insert): void {
    const next = after ? after.nextSibling : leaf.firstChild
    if (after instanceof Y.XmlText) this.#edits.insert(after, after.length, insert)
    else if (next instanceof Y.XmlText) this.#edits.insert(next, 0, insert)
    else {
      const waiting = this.#texts.get(after ?? leaf)
      if (waiting) {
        waiting.push(insert)
        return
      }
      const inserts = [insert]
      this.#texts.set(after ?? leaf, inserts)
      this.#later.push(() => {
        const text = new Y.XmlText()
        leaf.insertAfter(after as Y.XmlElement | null, [text])
        for (const each of inserts.toReversed()) putInto(text, 0, each)
      })
    }
  }
  readonly #texts = new Map<Place, Insert[]>()

  #joinTo(source: Block): void {
    const isNamed = this.#wanted.some(({ from }) => from === source)
    const to = this.#place
    if (isNamed || this.#joined.has(source) || !to) return
    this.#joined.add(source)
    this.#later.push(() => (source.place as Y.XmlElement).setAttribute('joined', idOf(to)))
  }
  readonly #joined = new Set<Block>()
}

/** Words that are shown before others which came from elsewhere stand with those. */
function isFromElsewhere({ block, offset }: NonNullable<WantedRun['from']>): boolean {
  const [piece] = piecesOf(block, offset, 1)
  return piece?.run.isElsewhere === true && !piece.run.isBehind && piece.at === piece.run.at
}

function naturalOf(leaf: Place, blocks: readonly Block[]): Path {
  for (const { parts } of blocks)
    for (const part of parts) if (part.leaf === leaf) return part.natural
  return []
}
