import type { Reference, Source } from '../../publication/tree.ts'
import type { LiveContent } from '../live.ts'
import type { DocumentNode } from '../tree.ts'

/** A figure of a report's freeze, as it is printed. */
export interface PrintedFigure {
  text: string
  source: Source
}

/** What turning a document into blocks knows, and what it has met so far. */
export interface Work {
  /** What live blocks show, by the text of their query. */
  live: ReadonlyMap<string, LiveContent>
  figures: ReadonlyMap<string, PrintedFigure>
  /** Numbers of the comments that end at a node. */
  commentEnds: ReadonlyMap<DocumentNode, number[]>
  /** What was cited, by its words and address, in the order of first mention. */
  references: Map<string, Reference>
  /** Added to the level of every heading. */
  deeper: number
}

/** An attribute as text; empty where it is none. */
export function attribute(node: DocumentNode, name: string): string {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}
