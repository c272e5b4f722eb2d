import { inlineText } from '../../publication/inline-text.ts'
import type { Block, Column, Inline } from '../../publication/tree.ts'
import type { DocumentNode } from '../tree.ts'
import { flatten } from './flat.ts'
import { columnWidths } from './widths.ts'
import type { Work } from './work.ts'

/** A cell as it stands in one place of the grid; a merged cell stands in each place it covers. */
interface Placed {
  content: Inline[]
  isHead: boolean
  width: number
}

const EMPTY: Placed = { content: [], isHead: false, width: 0 }
/** More columns than any page holds; a span beyond them is cut. */
const MOST_COLUMNS = 60
const NUMBER = /^[£–-]?\d[\d,.]*\s?%?$/

/**
 * A table with its heads. Merged cells are told apart again, each with the words of the whole, so
 * that every cell reads by itself; several rows of heads become one.
 */
export function tableBlocks(
  node: DocumentNode,
  work: Work,
  blockOf: (node: DocumentNode) => Block[],
): Block[] {
  const { grid, after } = placed(node, work, blockOf)
  const width = Math.max(0, ...grid.map((row) => row.length))
  if (width === 0) return after
  const rows = grid.map((row) => Array.from({ length: width }, (_, index) => row[index] ?? EMPTY))
  const firstBody = rows.findIndex((row) => !row.every(({ isHead }) => isHead))
  const heads = firstBody < 0 ? rows.slice(0, 1) : rows.slice(0, firstBody)
  const body = firstBody < 0 ? rows.slice(1) : rows.slice(firstBody)
  const widths = widthsOf([...heads, ...body], width)
  const columns = widths.map((share, index) => columnOf(index, heads, body, share))
  const rowHeaders = body.length > 0 && body.every((row) => row[0]?.isHead)
  const cells = body.map((row) => row.map(({ content }) => content))
  return [{ kind: 'table', columns, rows: cells, ...(rowHeaders ? { rowHeaders } : {}) }, ...after]
}

/** The widths people gave; where they gave none, what the words need. */
function widthsOf(rows: readonly Placed[][], count: number): number[] {
  const given = rows[0]?.map(({ width }) => width) ?? []
  if (given.length === count && given.every((width) => width > 0)) return given
  return columnWidths(
    Array.from({ length: count }, (_, index) =>
      rows.map((row) => inlineText(row[index]!.content).trim()),
    ),
  )
}

function columnOf(index: number, heads: Placed[][], body: Placed[][], width: number): Column {
  const words = [...new Set(heads.map((row) => inlineText(row[index]!.content).trim()))]
  const only = heads.length === 1 ? heads[0]![index]!.content : []
  const header = words.filter((text) => text !== '').join(': ')
  const texts = body
    .map((row) => inlineText(row[index]!.content).trim())
    .filter((text) => text !== '')
  const isNumber = texts.length > 0 && texts.every((text) => NUMBER.test(text))
  return {
    header: only.length > 0 ? only : [header || `Column ${index + 1}`],
    ...(isNumber ? { align: 'end' } : {}),
    width,
  }
}

function placed(node: DocumentNode, work: Work, blockOf: (node: DocumentNode) => Block[]) {
  const rows = node.content ?? []
  const grid: Placed[][] = rows.map(() => [])
  const after: Block[] = []
  for (const [y, row] of rows.entries()) {
    let x = 0
    for (const cell of row.content ?? []) {
      while (grid[y]![x]) x++
      if (x >= MOST_COLUMNS) break
      const flat = flatten(cell.content ?? [], work, blockOf)
      after.push(...flat.after)
      const across = Math.min(spanOf(cell, 'colspan'), MOST_COLUMNS - x)
      const down = Math.min(spanOf(cell, 'rowspan'), rows.length - y)
      const isHead = cell.type === 'tableHeader'
      for (let dy = 0; dy < down; dy++)
        for (let dx = 0; dx < across; dx++)
          grid[y + dy]![x + dx] = { content: flat.content, isHead, width: widthOf(cell, dx) }
      x += across
    }
  }
  // A row shorter than where a cell from above stands has holes.
  return { grid: grid.map((row) => Array.from(row, (cell) => cell ?? EMPTY)), after }
}

function spanOf(cell: DocumentNode, name: 'colspan' | 'rowspan'): number {
  const span = cell.attrs?.[name]
  return typeof span === 'number' && span > 0 ? span : 1
}

function widthOf(cell: DocumentNode, index: number): number {
  const widths = cell.attrs?.colwidth
  const width = Array.isArray(widths) ? widths[index] : null
  return typeof width === 'number' ? width : 0
}
