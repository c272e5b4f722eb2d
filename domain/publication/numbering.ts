import { inlineText } from './inline-text.ts'
import type { Block, Figure, HeadingLevel, Publication, Table } from './tree.ts'

/** What each numbered or named part of a publication is called, found before anything is drawn. */
export type Numbering = {
  /** The id in the file of a heading, table or figure. */
  ids: Map<Block, string>
  /** "Figure 2" or "Table 1". */
  labels: Map<Block, string>
  /** The level a heading is drawn at: the first is 1 and none skips one. */
  levels: Map<Block, HeadingLevel>
  /** What a pointer to an author's id says, and the id in the file it leads to. */
  targets: Map<string, { text: string; id: string }>
  /** The number of each reference, from 1. */
  references: Map<string, number>
}

/** Word allows 40 characters in a bookmark's name; this leaves room for a number. */
const ID_LENGTH = 34

export function numberParts({ summary = [], blocks, references = [] }: Publication): Numbering {
  const numbering: Numbering = {
    ids: new Map(),
    labels: new Map(),
    levels: new Map(),
    targets: new Map(),
    references: new Map(references.map(({ id }, index) => [id, index + 1])),
  }
  const taken = new Set<string>()
  let level: number = 0
  let figures = 0
  let tables = 0
  for (const block of [...summary, ...blocks]) {
    if (block.kind === 'heading') {
      level = Math.min(block.level, level + 1)
      numbering.levels.set(block, level as HeadingLevel)
      name(block, inlineText(block.content))
    } else if (block.kind === 'figure') {
      label(block, `Figure ${++figures}`)
    } else if (block.kind === 'table') {
      if (block.caption) label(block, `Table ${++tables}`)
      else name(block, 'table')
    }
  }
  return numbering

  function label(block: Figure | Table, text: string): void {
    numbering.labels.set(block, text)
    name(block, text)
  }

  function name(block: Extract<Block, { id?: string }>, text: string): void {
    const id = freeId(slug(block.id ?? text), taken)
    numbering.ids.set(block, id)
    if (block.id !== undefined && !numbering.targets.has(block.id))
      numbering.targets.set(block.id, { text, id })
  }
}

/** Letters, digits and hyphens that start with a letter: an id in HTML, Word, Typst and Markdown. */
function slug(text: string): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, ID_LENGTH)
    .replace(/^-+|-+$/g, '')
  return /^[a-z]/.test(words) ? words : `part${words ? `-${words}` : ''}`
}

function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted
  for (let count = 2; taken.has(id); count++) id = `${wanted}-${count}`
  taken.add(id)
  return id
}
