import type {
  CalloutTone,
  Column,
  Drawing,
  HeadingLevel,
  Mark,
  PublicationMeta,
  Source,
} from './tree.ts'

/**
 * A publication made ready to draw by `finish`: text cleaned, headings in order, figures, tables,
 * notes and references numbered, pointers turned to links. Renderers read only this.
 */
export type Finished = {
  title: string
  subtitle?: string
  language: string
  /** "21 Nov 2026" */
  date: string
  authors: string[]
  organisations: string[]
  status?: string
  everyPage?: string
  summary: FinishedBlock[]
  blocks: FinishedBlock[]
  /** Every footnote, in the order of its numbers from 1. */
  notes: Run[][]
  meta: PublicationMeta
}

export type Run =
  | { kind: 'text'; text: string }
  | { kind: 'strong'; content: Run[] }
  | { kind: 'emphasis'; content: Run[] }
  | { kind: 'code'; text: string }
  /** `to` is an absolute address, or `#id` of a part of this document. */
  | { kind: 'link'; to: string; content: Run[] }
  | { kind: 'note'; number: number; content: Run[] }
  | { kind: 'value'; text: string; source: Source; mark?: Mark }
  | { kind: 'anchor'; id: string; text: string }
  | { kind: 'break' }

export type FinishedBlock =
  | FinishedHeading
  | FinishedParagraph
  | FinishedList
  | FinishedTable
  | FinishedFigure
  | FinishedCallout
  | { kind: 'definitions'; items: { term: Run[]; description: Run[] }[] }
  | { kind: 'quote'; content: Run[]; attribution?: string }
  | { kind: 'contents'; title: string; depth: HeadingLevel; entries: OutlineEntry[] }
  | { kind: 'references'; items: { id: string; content: Run[] }[] }
  | { kind: 'divider' }
  | { kind: 'pageBreak' }

export type FinishedHeading = { kind: 'heading'; level: HeadingLevel; content: Run[]; id: string }
export type FinishedParagraph = { kind: 'paragraph'; content: Run[] }
export type FinishedList = {
  kind: 'list'
  ordered: boolean
  start: number
  items: FinishedItem[]
}
export type FinishedItem = { content: Run[]; list?: FinishedList }

export type FinishedColumn = { header: Run[]; align: NonNullable<Column['align']>; width: number }
export type FinishedGrid = {
  columns: FinishedColumn[]
  /** Each row has a cell for each column. */
  rows: Run[][][]
  rowHeaders: boolean
  /** Whether people write in its cells by hand, so that rows need room for it. */
  handwritten?: boolean
}
export type FinishedTable = FinishedGrid & {
  kind: 'table'
  /** A table made of another block, such as signatures, has none. */
  id?: string
  /** "Table 3"; a table without a caption has no number. */
  label?: string
  caption?: Run[]
  notes: Run[][]
  source?: Source
}
export type FinishedFigure = {
  kind: 'figure'
  id: string
  /** "Figure 2" */
  label: string
  drawing: Drawing
  alt: string
  caption?: Run[]
  numbers?: FinishedGrid
  source?: Source
}
export type FinishedCallout = {
  kind: 'callout'
  tone: CalloutTone
  title: string
  blocks: (FinishedParagraph | FinishedList)[]
}

export type OutlineEntry = { level: HeadingLevel; text: string; id: string }
