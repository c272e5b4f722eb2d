import { lineBreak } from '../../publication/build.ts'
import type { Block, Inline } from '../../publication/tree.ts'
import type { DocumentNode } from '../tree.ts'
import { inlinesOf } from './inlines.ts'
import type { Work } from './work.ts'

/** Blocks in a place that holds running text only, such as a cell of a table. */
export interface Flat {
  content: Inline[]
  /** What has to stand after the place: pictures, tables and live blocks. */
  after: Block[]
}

const LISTS = new Set(['bulletList', 'orderedList'])
const TEXT = new Set(['paragraph', 'heading'])

/**
 * Paragraphs on lines of their own, items of lists with a dash before them.
 * @param blockOf draws what cannot be running text
 */
export function flatten(
  nodes: readonly DocumentNode[],
  work: Work,
  blockOf: (node: DocumentNode) => Block[],
): Flat {
  const lines: Inline[][] = []
  const after: Block[] = []
  const visit = (node: DocumentNode, before: string) => {
    if (TEXT.has(node.type)) {
      const line = inlinesOf(node.content ?? [], work)
      if (line.length > 0) lines.push(before === '' ? line : [before, ...line])
    } else if (LISTS.has(node.type)) {
      for (const item of node.content ?? [])
        for (const [index, child] of (item.content ?? []).entries())
          visit(child, index === 0 ? '– ' : before)
    } else if (node.type === 'blockquote' || node.type === 'callout') {
      for (const child of node.content ?? []) visit(child, before)
    } else after.push(...blockOf(node))
  }
  for (const node of nodes) visit(node, '')
  return {
    content: lines.flatMap((line, index) => (index === 0 ? line : [lineBreak, ...line])),
    after,
  }
}
