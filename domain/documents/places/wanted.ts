import type { DocumentNode } from '../tree.ts'
import type { Block, GridCell, GridRow } from './model.ts'
import type { ContainerType } from './names.ts'
import type { PastedPart } from './spans.ts'

/**
 * A text as it is to be, told in what is to stay of the one that stands: which block is which, and
 * which words are which. Whoever knows how the text was changed says so: the editor from its steps,
 * others by comparing.
 */
export interface WantedBlock {
  type: string
  attrs: Record<string, unknown>
  /** What it stands in, outermost first; blocks in the same one name the same `key`. */
  inside: readonly WantedContainer[]
  runs: WantedRun[]
  /** The block it is, if it is one that stands. */
  from?: Block | undefined
  table?: WantedTable
  /** Its node, for making it anew. */
  json(): DocumentNode
}
export interface WantedContainer {
  key: object
  type: ContainerType
  attrs?: Record<string, unknown>
}
export interface WantedRun {
  node: DocumentNode
  length: number
  /** The words it is, if they stand: from where in which block. */
  from?: { block: Block; offset: number } | undefined
  /** Words that were cut out before. */
  pasted?: PastedPart
}
export interface WantedTable {
  rows: { from?: GridRow | undefined; cells: WantedCell[] }[]
}
export interface WantedCell {
  from?: GridCell | undefined
  type: 'tableCell' | 'tableHeader'
  attrs: Record<string, unknown>
  colspan: number
  rowspan: number
  blocks: WantedBlock[]
  /** Its nodes, for making it anew. */
  content(): DocumentNode[]
  /** Nothing in it is changed. */
  isSame: boolean
}
