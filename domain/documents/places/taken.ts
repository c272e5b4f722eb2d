import * as Y from 'yjs'
import { sequenceOf } from './blocks.ts'
import { type Layout, layoutOf } from './grid.ts'
import type { Block, Part } from './model.ts'
import { type Stretch, shownOf } from './moved-words.ts'
import { GONE_COLUMN, type Gone, goneOf, idOf, type Place } from './names.ts'
import { textsOf } from './note-text.ts'
import { isTextblock, type Known, knownOf } from './parts.ts'

/** A place that somebody took out. */
export interface Taken {
  /** The same on every computer. */
  id: string
  gone: Gone
  /** The heading it stood under, and the words before it; empty where there are none. */
  heading: string
  after: string
  what: 'paragraph' | 'table' | 'row' | 'column' | 'footnote'
  /** All texts in it. */
  texts: Stretch[]
  restore(): void
}

/** All that was taken out of a text, with the texts in it. */
export function takenIn(body: Y.XmlFragment): Taken[] {
  const kept: Taken[] = []
  const known = knownOf(body.doc)
  const { blocks, gone } = sequenceOf([body], known)
  const heading = (block: Block | undefined) => {
    const index = block ? blocks.indexOf(block) : -1
    const found = blocks.slice(0, index + 1).findLast(({ type }) => type === 'heading')
    return found ? textOf(found) : ''
  }
  const where = (block: Block | undefined) => ({
    heading: heading(block),
    after: block ? textOf(block).slice(-80) : '',
  })
  for (const { part, gone: taken, after } of gone)
    add(kept, placesIn(part, known), part.place, taken, {
      ...where(after),
      what: part.type === 'table' ? 'table' : 'paragraph',
    })
  for (const block of blocks) for (const part of block.parts) addNotes(kept, part, where(block))
  for (const { part, after } of gone) addNotes(kept, part, where(after))
  for (const block of blocks) if (block.grid) addFromTable(kept, block, where(block), known)
  return kept
}

type Where = Pick<Taken, 'heading' | 'after' | 'what'>

function addFromTable(
  kept: Taken[],
  { grid }: Block,
  where: Omit<Where, 'what'>,
  known: Known,
): void {
  const table = grid?.table
  if (!table) return
  const { rows, columns }: Layout = layoutOf(table)
  for (const { element, gone } of rows)
    if (gone) add(kept, textsIn(element, known), element, gone, { ...where, what: 'row' })
  for (const { at, gone } of columns) {
    if (!gone) continue
    const cells = rows
      .filter((row) => !row.gone)
      .flatMap((row) => row.cells.filter(({ column }) => column === at))
    const texts = cells.flatMap(({ element }) => textsIn(element, known))
    const id = `${idOf(table)}:${at}`
    const name = `${GONE_COLUMN}${at}`
    const restore = () => table.setAttribute(name, false as never)
    addKept(kept, texts, id, gone, { ...where, what: 'column' }, restore)
  }
  for (const { cells } of grid.rows)
    for (const { sequence } of cells) {
      for (const part of sequence.blocks.flatMap(({ parts }) => parts)) addNotes(kept, part, where)
      for (const { part, gone } of sequence.gone)
        add(kept, placesIn(part, known), part.place, gone, { ...where, what: 'paragraph' })
    }
}

/** Footnotes that were taken out while somebody changed what they say. */
function addNotes(kept: Taken[], { notes = [] }: Part, where: Omit<Where, 'what'>): void {
  for (const note of notes) {
    const texts = textsOf(note).map((text) => ({ text, at: 0, length: text.length }))
    add(kept, texts, note, goneOf(note) as Gone, { ...where, what: 'footnote' })
  }
}

function add(kept: Taken[], texts: Stretch[], place: Place, gone: Gone, where: Where): void {
  const restore = () => (place as Y.XmlElement).setAttribute('gone', false as never)
  addKept(kept, texts, idOf(place), gone, where, restore)
}

function addKept(
  kept: Taken[],
  texts: Stretch[],
  id: string,
  gone: Gone,
  where: Where,
  restore: () => void,
): void {
  kept.push({ id, gone, ...where, texts, restore })
}

/** The texts of a place that was taken out. */
function placesIn(part: Part, known: Known): Stretch[] {
  if (!isTextblock(part.type))
    return part.place instanceof Y.XmlElement ? textsIn(part.place, known) : []
  const pieces: Stretch[] = []
  for (const { in: text, at, length } of part.runs) {
    if (!(text instanceof Y.XmlText)) {
      pieces.push(...textsIn(text, known))
      continue
    }
    const last = pieces.at(-1)
    if (last?.text === text && last.at + last.length === at) last.length += length
    else pieces.push({ text, at, length })
  }
  return pieces
}

function textsIn(element: Y.XmlElement, known: Known): Stretch[] {
  return element.toArray().flatMap((child): Stretch[] => {
    if (child instanceof Y.XmlText)
      return shownOf({ text: child, at: 0, length: child.length }, known.elsewhere)
    return child instanceof Y.XmlElement ? textsIn(child, known) : []
  })
}

const textOf = ({ runs }: Block): string =>
  runs
    .map(({ node }) => node.text ?? ' ')
    .join('')
    .trim()
