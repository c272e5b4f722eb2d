/**
 * A finished document, said once and drawn four ways (DOCX, PDF, HTML, Markdown).
 *
 * Agendas, minutes, strategies and reports compile to this tree. It says what each part *is*; how it
 * looks is the renderers' business. Text is plain text everywhere: nothing in it is read as markup.
 */
export type Publication = {
  title: string
  subtitle?: string
  /** A BCP 47 tag, such as `en-GB`. */
  language: string
  /** The day it speaks for, `2026-11-21`. */
  date: string
  /** People who wrote it. */
  authors?: string[]
  /** Bodies that publish it. */
  organisations?: string[]
  /** One line on how far it may be relied on, such as "Draft 2, not yet agreed". */
  status?: string
  /** What each page says, such as that its data is invented. */
  everyPage?: string
  /** What a reader in a hurry must know, set apart under the title. */
  summary?: Block[]
  blocks: Block[]
  /** What citations point to, in the order they are numbered. */
  references?: Reference[]
  meta?: PublicationMeta
}

/** Where the document came from, for the properties of its file. */
export type PublicationMeta = {
  /** What the document shows, such as `workshop:0192…`. */
  subject?: string
  keywords?: string[]
}

/** Where a number or a figure came from, so that it can be traced. */
export type Source = {
  /** What was asked of the record, in words or as the name of a query. */
  query: string
  /** Ids of the entries that the answer rests on. */
  entries: string[]
  /** Key of the report's figure it is, by which its entries can be asked for. */
  figure?: string
}

/** A small link beside a number: `F12`, to an anchor of this document or a page beside it. */
export type Mark = { text: string; to: string }

export type Reference = { id: string; content: Inline[] }

/** A run of text. A bare string is plain text; a newline in it is a space. */
export type Inline =
  | string
  | { kind: 'strong'; content: Inline[] }
  | { kind: 'emphasis'; content: Inline[] }
  | { kind: 'code'; text: string }
  /** `to` is an absolute http, https, mailto or tel address; any other is shown as plain text. */
  | { kind: 'link'; to: string; content: Inline[] }
  /** A footnote: its text stands where its mark goes. */
  | { kind: 'note'; content: Inline[] }
  /** The number of a reference, `[2]`. */
  | { kind: 'citation'; reference: string }
  /** "Figure 2", "Table 1" or the words of a heading, as a link to it. */
  | { kind: 'pointer'; to: string }
  /** A number that can be traced to where it came from; its mark leads there. */
  | { kind: 'value'; text: string; source: Source; mark?: Mark }
  /** Words that a mark leads to. */
  | { kind: 'anchor'; id: string; text: string }
  | { kind: 'break' }

export type Block =
  | Heading
  | { kind: 'paragraph'; content: Inline[] }
  | List
  | Table
  | Figure
  | Callout
  | { kind: 'definitions'; items: { term: Inline[]; description: Inline[] }[] }
  | { kind: 'quote'; content: Inline[]; attribution?: string }
  | { kind: 'signatures'; signatories: Signatory[] }
  /** The headings down to `depth` (2 unless given), as links. */
  | { kind: 'contents'; title?: string; depth?: HeadingLevel }
  /** The list of references. Left out, it closes a document that cites any. */
  | { kind: 'references' }
  /** A table of every traceable number and figure and where it came from. */
  | { kind: 'sources' }
  | { kind: 'divider' }
  | { kind: 'pageBreak' }

export type HeadingLevel = 1 | 2 | 3 | 4

/** A level that skips one (1 then 3) is drawn as the next level down. */
export type Heading = { kind: 'heading'; level: HeadingLevel; content: Inline[]; id?: string }

/** `start`: the first number of an ordered list, 1 unless it is told. */
export type List = { kind: 'list'; ordered?: boolean; start?: number; items: ListItem[] }
export type ListItem = { content: Inline[]; list?: List }

export type Column = {
  header: Inline[]
  /** `end` for numbers. `start` unless given. */
  align?: 'start' | 'centre' | 'end'
  /** Share of the table's width, against the other columns' (1 unless given). */
  width?: number
}

export type Grid = {
  columns: Column[]
  /** Cells in the columns' order; a missing cell is empty and one too many is left out. */
  rows: Inline[][][]
  /** Whether the first cell of each row names the row. */
  rowHeaders?: boolean
}

export type Table = Grid & {
  kind: 'table'
  caption?: Inline[]
  /** Remarks under the table, such as what a symbol means. */
  notes?: Inline[][]
  /** What a pointer names. */
  id?: string
  source?: Source
}

export type Figure = {
  kind: 'figure'
  drawing: Drawing
  /** What the picture shows, for those who cannot see it. */
  alt: string
  caption?: Inline[]
  /** The numbers that the picture is drawn from. */
  numbers?: Grid
  id?: string
  source?: Source
}

/** A picture as a whole SVG document; its size in CSS pixels. */
export type Drawing = { svg: string; width: number; height: number }

export type CalloutTone = 'information' | 'important' | 'warning' | 'success'

export type Callout = {
  kind: 'callout'
  tone: CalloutTone
  title?: string
  blocks: (Extract<Block, { kind: 'paragraph' }> | List)[]
}

/** Somebody who signs, or has signed, the document. */
export type Signatory = {
  /** Left out while it is not known who will sign: there is room to write it. */
  name?: string
  role?: string
  organisation?: string
  /** The day they signed it in the record; without it a line is left to sign on. */
  signedOn?: string
}
