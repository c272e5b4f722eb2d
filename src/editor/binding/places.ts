import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import type { Block, Part } from '../../../domain/documents/places/model.ts'
import { isTextblock, type Known } from '../../../domain/documents/places/parts.ts'
import { type Leaf, leavesOf } from './leaves.ts'
import type { NodeMaker, Shown } from './maker.ts'

/**
 * Places in the editor as places in the shared document: beside what stands there, so that they stay
 * with it whatever others change.
 */

export function relativeOf(
  doc: Node,
  shown: readonly Shown[],
  maker: NodeMaker,
  pos: number,
): Y.RelativePosition | null {
  const leaf = leafAt(doc, shown, maker, pos)
  if (!leaf?.block) return null
  return besideOffset(leaf.block, Math.min(pos - leaf.pos - 1, leaf.node.content.size))
}

/** The block that holds a place, or stands at it. */
function leafAt(doc: Node, shown: readonly Shown[], maker: NodeMaker, pos: number) {
  const index = Math.min(doc.resolve(Math.min(pos, doc.content.size)).index(0), doc.childCount - 1)
  const top = shown[index]
  const node = doc.maybeChild(index)
  if (!top || !node) return undefined
  const from = doc.resolve(0).posAtIndex(index, 0)
  const { blocks } = leavesOf(node, from, top.blocks, maker)
  return blocks.findLast((leaf) => leaf.pos <= pos && leaf.node.type.name !== 'table') ?? blocks[0]
}

/** Right behind what stands before it; at a block's beginning, right behind that. */
function besideOffset(block: Block, offset: number): Y.RelativePosition {
  let at = 0
  for (const { runs } of block.parts)
    for (const run of runs) {
      if (offset > at && offset <= at + run.length)
        return run.in instanceof Y.XmlText
          ? Y.createRelativePositionFromTypeIndex(run.in, run.at + offset - at, -1)
          : Y.createRelativePositionFromTypeIndex(run.in.parent as Y.XmlElement, run.at + 1, -1)
      at += run.length
    }
  const { place, in: text, at: index } = block.parts[0] as Part
  if (text) return Y.createRelativePositionFromTypeIndex(text, index + 1, -1)
  return Y.createRelativePositionFromTypeIndex(place, 0, -1)
}

/** @returns null when what it stood beside is not shown any more */
export function absoluteOf(
  doc: Node,
  shown: readonly Shown[],
  maker: NodeMaker,
  ydoc: Y.Doc,
  known: Known,
  relative: Y.RelativePosition,
): number | null {
  // Beside a character that was cut out and pasted: there.
  const item = relative.item && (known.elsewhere.follow(relative.item) ?? relative.item)
  const there = new Y.RelativePosition(relative.type, relative.tname, item, relative.assoc)
  const found = Y.createAbsolutePositionFromRelativePosition(there, ydoc)
  if (!found) return null
  const { type, index } = found
  const leafType =
    type instanceof Y.XmlText && type.parent instanceof Y.XmlElement ? type.parent : type
  let pos = 0
  for (const [number, top] of shown.entries()) {
    const node = doc.maybeChild(number)
    if (!node) return null
    if (mayHold(top, leafType as Y.XmlElement, type))
      for (const leaf of leavesOf(node, pos, top.blocks, maker).blocks) {
        const offset = leaf.block ? offsetIn(leaf, type as Y.XmlText, index, leafType) : null
        if (offset !== null) return leaf.pos + 1 + offset
      }
    pos += node.nodeSize
  }
  return null
}

const mayHold = ({ blocks }: Shown, leaf: Y.XmlElement | Y.XmlText, text: unknown): boolean =>
  blocks.some((block) => block?.grid || block?.parts.some((part) => holds(part, leaf, text)))

/** Words from elsewhere are in texts of other leaves. */
const holds = (part: Part, leaf: unknown, text: unknown): boolean =>
  part.leaf === leaf || part.runs.some((run) => run.isElsewhere && run.in === text)

function offsetIn(
  { block, node }: Leaf,
  type: Y.XmlText | Y.XmlElement,
  index: number,
  leaf: unknown,
): number | null {
  if (!block || !node.isTextblock) return null
  let at = 0
  for (const part of block.parts) {
    if (!holds(part, leaf, type)) {
      at += lengthOf(part)
      continue
    }
    // At the very beginning of the block, or of what was joined to it.
    const isBeginning = part.in ? part.in === type && part.at + 1 === index : index === 0
    if (isBeginning) return at
    for (const run of part.runs) {
      const inText = run.in === type && index > run.at && index <= run.at + run.length
      const inElement = type === leaf && run.in instanceof Y.XmlElement && index === run.at + 1
      if (inText) return at + index - run.at
      if (inElement) return at + 1
      at += run.length
    }
    if (isTextblock(part.type) && part.runs.length === 0 && part.place === type) return at
  }
  return null
}

const lengthOf = ({ runs }: Part): number => runs.reduce((sum, { length }) => sum + length, 0)
