import type * as Y from 'yjs'
import type { DocumentNode } from '../tree.ts'
import type { Gone, Moved, Path, Place } from './names.ts'
import type { CutWords } from './spans.ts'

/** Words of one look, or one thing in a line, with where they stand in the shared document. */
export interface Run {
  node: DocumentNode
  length: number
  /** The text they stand in and from where on; for an element of its own, that element. */
  in: Y.XmlText | Y.XmlElement
  at: number
  /** Of a note or line break. */
  element?: Y.XmlElement
  /** Words that are shown elsewhere than where they stand. */
  isElsewhere?: true
  /** And were typed right behind words that were moved. */
  isBehind?: true
  /** Where words right behind these go, if not there. */
  home?: { text: Y.XmlText; index: number }
}

/** A place with what stands in it as it was typed, before anything said of places is followed. */
export interface Part {
  place: Place
  /** What stands among its kind in the document: the place itself, or the one whose text it is in. */
  leaf: Place
  /** For a place inside a run of text: that text, and where. */
  in: Y.XmlText | null
  at: number
  /** What the elements around it say. */
  natural: Path
  type: string
  runs: Run[]
  /** Notes in it that were taken out: somebody may be changing what they say. */
  notes?: Y.XmlElement[]
  /** What its attributes say, once they were read; the part is another one when they change. */
  said?: Said
}

/** What people have said of a place. */
export interface Said {
  gone: Gone | undefined
  isBack: boolean
  joined: string | undefined
  to: Moved | undefined
  /** As it is shown by itself. */
  block: Block
}

/** A block as it is shown: its place with those that were joined to it, in what it stands. */
export interface Block {
  /** Its own place first. */
  parts: Part[]
  place: Place
  type: string
  /** Of a heading its level, of others what their elements hold; without what is said of places. */
  attrs: Record<string, unknown>
  path: Path
  runs: Run[]
  /** Of a table. */
  grid?: Grid
}

/** A place that was taken out, with what stands in it. */
export interface GonePart {
  part: Part
  gone: Gone
  /** The block before it, for saying where it stood. */
  after: Block | undefined
}

export interface Sequence {
  blocks: Block[]
  gone: GonePart[]
}

/**
 * A table as rows and columns that keep their names: a cell belongs to a row, in which it stands, and
 * to a column, which it names. So what is added to a table apart comes together square.
 */
export interface Grid {
  table: Y.XmlElement
  /** Places of the columns that are shown, in order. */
  columns: number[]
  rows: GridRow[]
}
export interface GridRow {
  element: Y.XmlElement
  cells: GridCell[]
}
export interface GridCell {
  /** Number of the column it begins at, among those shown. */
  column: number
  row: number
  colspan: number
  rowspan: number
  type: 'tableCell' | 'tableHeader'
  /** As its element has them; what it spans is above. */
  attrs: Record<string, unknown>
  /** What stands in it: its own elements first (none yet where a row and a column met), then those it was merged with. */
  own: Y.XmlElement[]
  merged: Y.XmlElement[]
  sequence: Sequence
}
/** Who changes a text, and what must differ from one computer to the next. */
export interface Writer {
  by: string
  /** ISO moment. */
  now(): string
  /** A name that nobody else makes. */
  fresh(): string
  /** What the writer took out lately, by what it said: put in again, it is the same block moved. */
  cut?: Map<string, Block>
  /** Told of the words that were put in. */
  typed?: (words: { end: string; id: Y.ID }[]) => void
  /** Words taken out lately: put in again, whatever others typed between them goes along. */
  cutWords?: CutWords[]
}

/** Where a sequence of blocks is kept. */
export interface Home {
  /** The same for all that one sequence is written with: blocks are moved within one alone. */
  name: string
  /** For what comes before all that stands. */
  front(): Y.XmlFragment
  /** The block before the first, and the one after the last, which stay as they are. */
  before?: Block | undefined
  after?: Block | undefined
}
