import type { Node } from '@tiptap/pm/model'
import type { Block, GridCell, GridRow } from '../../../domain/documents/places/model.ts'
import type { NodeMaker } from './maker.ts'

/** A block where the editor shows it. */
export interface Leaf {
  /** Null for a paragraph that stands there only since there must be one. */
  block: Block | null
  node: Node
  /** Before the node. */
  pos: number
}
export interface CellLeaf {
  cell: GridCell
  row: GridRow
  node: Node
  pos: number
}
export interface Leaves {
  blocks: Leaf[]
  cells: CellLeaf[]
  rows: { row: GridRow; pos: number }[]
}

/** The blocks in a node that shows them, in order. */
export function leavesOf(
  node: Node,
  pos: number,
  blocks: readonly (Block | null)[],
  maker: NodeMaker,
  found: Leaves = { blocks: [], cells: [], rows: [] },
): Leaves {
  let next = 0
  const walk = (each: Node, at: number) => {
    if (!isLeaf(each)) {
      each.forEach((child, offset) => {
        walk(child, at + 1 + offset)
      })
      return
    }
    const block = blocks[next++] ?? null
    found.blocks.push({ block, node: each, pos: at })
    if (block?.grid && each.type.name === 'table') tableLeaves(each, at, block, maker, found)
  }
  walk(node, pos)
  return found
}

/** What blocks are shown as: paragraphs, headings, tables, and what holds no words. */
export const isLeaf = ({ isTextblock, isAtom, type }: Node): boolean =>
  isTextblock || isAtom || type.name === 'table'

function tableLeaves(table: Node, pos: number, block: Block, maker: NodeMaker, found: Leaves) {
  table.forEach((rowNode, rowOffset, rowIndex) => {
    const row = block.grid?.rows[rowIndex]
    if (!row) return
    const rowPos = pos + 1 + rowOffset
    found.rows.push({ row, pos: rowPos })
    rowNode.forEach((cellNode, cellOffset, cellIndex) => {
      const cell = row.cells[cellIndex]
      if (!cell) return
      const cellPos = rowPos + 1 + cellOffset
      found.cells.push({ cell, row, node: cellNode, pos: cellPos })
      cellsInside(cellNode, cellPos, maker.cells.get(cell) ?? [], maker, found)
    })
  })
}

function cellsInside(
  cell: Node,
  pos: number,
  blocks: readonly (Block | null)[],
  maker: NodeMaker,
  found: Leaves,
) {
  const rest = [...blocks]
  cell.forEach((child, offset) => {
    const own = countLeaves(child)
    leavesOf(child, pos + 1 + offset, rest.splice(0, own), maker, found)
  })
}

function countLeaves(node: Node): number {
  if (isLeaf(node)) return 1
  let count = 0
  node.forEach((child) => {
    count += countLeaves(child)
  })
  return count
}
