import { asParagraph } from './blocks.ts'
import type { Block } from './model.ts'
import { type Container, classOf } from './names.ts'

/** How a tree of nodes is made of some kind: the editor's, or JSON. */
export interface Maker<T> {
  leaf(block: Block): T
  /** An empty paragraph where there must be one and nobody has made one. */
  filler(): T
  branch(type: string, attrs: Record<string, unknown> | undefined, children: T[]): T
}

/** One node of the document with the blocks in it, in order; null for a filler. */
export interface Top<T> {
  node: T
  blocks: (Block | null)[]
}

/** The blocks in what they stand in: neighbours of one container are in it together. */
export function assemble<T>(blocks: readonly Block[], maker: Maker<T>): Top<T>[] {
  const tops: Top<T>[] = []
  for (let from = 0; from < blocks.length; ) {
    const alone = blocks[from] as Block
    if (alone.path.length === 0) {
      tops.push({ node: maker.leaf(alone), blocks: [alone] })
      from++
      continue
    }
    const to = endOfGroup(blocks, from, 0)
    const inside: (Block | null)[] = []
    const nodes = build(blocks.slice(from, to), 0, maker, inside)
    // One group of blocks is one node, but for a block by itself.
    for (const node of nodes) tops.push({ node, blocks: nodes.length === 1 ? inside : [] })
    from = to
  }
  return tops
}

/** Up to where the blocks stand in the same container at a depth; a block in none stands alone. */
function endOfGroup(blocks: readonly Block[], from: number, depth: number): number {
  const first = blocks[from]?.path[depth]
  let to = from + 1
  if (first) while (to < blocks.length && isSame(first, blocks[to]?.path[depth])) to++
  return to
}

const isSame = (a: Container, b: Container | undefined): boolean =>
  b !== undefined && a.id === b.id && classOf(a.type) === classOf(b.type)

function build<T>(
  blocks: readonly Block[],
  depth: number,
  maker: Maker<T>,
  inside: (Block | null)[],
): T[] {
  const nodes: T[] = []
  for (let from = 0; from < blocks.length; ) {
    const to = endOfGroup(blocks, from, depth)
    const [first] = blocks.slice(from, to) as [Block]
    const container = first.path[depth]
    if (!container) {
      inside.push(first)
      nodes.push(maker.leaf(first))
    } else {
      const own = blocks.slice(from, to)
      const children: T[] = []
      if (container.type === 'listItem') {
        const head = own[0] as Block
        const isDirect = head.path.length === depth + 1
        // An item begins with a paragraph, whatever else it holds.
        if (isDirect && head.type === 'heading') asParagraph(head)
        else if (!isDirect || head.type !== 'paragraph') {
          children.push(maker.filler())
          inside.push(null)
        }
      }
      children.push(...build(own, depth + 1, maker, inside))
      nodes.push(maker.branch(container.type, container.attrs, children))
    }
    from = to
  }
  return nodes
}
