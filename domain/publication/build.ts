import type {
  Block,
  Callout,
  CalloutTone,
  Column,
  Figure,
  Heading,
  HeadingLevel,
  Inline,
  List,
  ListItem,
  Source,
  Table,
} from './tree.ts'

/** Short ways to write a publication's tree. Wherever text goes, a string will do. */
export type Text = string | Inline | readonly Inline[]

export function inlines(text: Text): Inline[] {
  return Array.isArray(text) ? [...(text as readonly Inline[])] : [text as Inline]
}

export const strong = (text: Text): Inline => ({ kind: 'strong', content: inlines(text) })
export const emphasis = (text: Text): Inline => ({ kind: 'emphasis', content: inlines(text) })
export const code = (text: string): Inline => ({ kind: 'code', text })
export const link = (to: string, text: Text = to.replace(/^(?:mailto|tel):/, '')): Inline => ({
  kind: 'link',
  to,
  content: inlines(text),
})
export const note = (text: Text): Inline => ({ kind: 'note', content: inlines(text) })
export const citation = (reference: string): Inline => ({ kind: 'citation', reference })
export const pointer = (to: string): Inline => ({ kind: 'pointer', to })
export const value = (text: string, source: Source): Inline => ({ kind: 'value', text, source })
export const lineBreak: Inline = { kind: 'break' }

export function heading(level: HeadingLevel, text: Text, id?: string): Heading {
  return { kind: 'heading', level, content: inlines(text), ...(id ? { id } : {}) }
}

export function paragraph(text: Text): Extract<Block, { kind: 'paragraph' }> {
  return { kind: 'paragraph', content: inlines(text) }
}

/** What a person typed, as a paragraph for each stretch between blank lines; line ends are kept. */
export function paragraphs(typed: string): Extract<Block, { kind: 'paragraph' }>[] {
  return typed
    .split(/(?:\r?\n\s*){2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) =>
      paragraph(
        part
          .trim()
          .split(/\r?\n/)
          .flatMap((line, index): Inline[] => (index === 0 ? [line] : [lineBreak, line])),
      ),
    )
}

/** A list; an item that is a pair has a list of its own under it. */
export function list(items: readonly (Text | ListItem)[], ordered = false): List {
  return {
    kind: 'list',
    ordered,
    items: items.map((entry) => (isItem(entry) ? entry : { content: inlines(entry) })),
  }
}

export function item(text: Text, under?: List): ListItem {
  return { content: inlines(text), ...(under ? { list: under } : {}) }
}

function isItem(entry: Text | ListItem): entry is ListItem {
  return (
    typeof entry === 'object' && !Array.isArray(entry) && 'content' in entry && !('kind' in entry)
  )
}

export function column(header: Text, options: Omit<Column, 'header'> = {}): Column {
  return { header: inlines(header), ...options }
}

export type TableOptions = Pick<Table, 'id' | 'rowHeaders' | 'source'> & {
  caption?: Text
  notes?: Text[]
}

export function table(
  columns: Column[],
  rows: readonly (readonly Text[])[],
  { caption, notes, ...options }: TableOptions = {},
): Table {
  return {
    kind: 'table',
    columns,
    rows: rows.map((row) => row.map(inlines)),
    ...(caption === undefined ? {} : { caption: inlines(caption) }),
    ...(notes ? { notes: notes.map(inlines) } : {}),
    ...options,
  }
}

export function figure(
  drawing: Figure['drawing'],
  alt: string,
  { caption, ...options }: Pick<Figure, 'id' | 'numbers' | 'source'> & { caption?: Text } = {},
): Figure {
  return {
    kind: 'figure',
    drawing,
    alt,
    ...(caption === undefined ? {} : { caption: inlines(caption) }),
    ...options,
  }
}

export function callout(tone: CalloutTone, title: string, blocks: Callout['blocks']): Callout {
  return { kind: 'callout', tone, title, blocks }
}

export function definitions(items: readonly (readonly [Text, Text])[]): Block {
  return {
    kind: 'definitions',
    items: items.map(([term, description]) => ({
      term: inlines(term),
      description: inlines(description),
    })),
  }
}

export function quote(text: Text, attribution?: string): Block {
  return { kind: 'quote', content: inlines(text), ...(attribution ? { attribution } : {}) }
}
