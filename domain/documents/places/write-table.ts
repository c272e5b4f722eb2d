import * as Y from 'yjs'
import { canonicalDocument } from '../canonical.ts'
import { seenIn } from './gone.ts'
import { elementsIn, layoutOf } from './grid.ts'
import { elementOf } from './make.ts'
import type { Block, Grid, GridCell, Home, Writer } from './model.ts'
import { GONE_COLUMN, type Gone, idOf } from './names.ts'
import { jsonOf } from './read.ts'
import type { WantedBlock, WantedCell, WantedTable } from './wanted.ts'

/**
 * Makes a table what is wanted: rows and columns that came or went, what cells span, and what stands
 * in them. A row or column that goes keeps its place, as blocks do.
 */
export function writeTable(
  writer: Writer,
  block: Block,
  wanted: WantedTable,
  writeWords: WriteWords,
): void {
  const grid = block.grid as Grid
  const placed = placesOf(wanted)
  const columns = columnsFor(grid, placed)
  const rows = writeRows(writer, grid, wanted)
  takeOutColumns(writer, grid, columns)
  const places = new Map<Y.XmlElement, number>()
  for (const { cells } of layoutOf(grid.table).rows)
    for (const { element, column } of cells) places.set(element, column)
  const cells = grid.rows.flatMap((row) => row.cells)
  for (const { cell, row, column } of placed) {
    if (cell.isSame && cell.from?.own[0] && places.get(cell.from.own[0]) === columns[column])
      continue
    const element = rows[row] as Y.XmlElement
    const at = columns[column] as number
    const until =
      cell.colspan > 1 || cell.rowspan > 1
        ? {
            column: columns[Math.min(columns.length, column + cell.colspan) - 1] as number,
            row: idOf(rows[Math.min(rows.length, row + cell.rowspan) - 1] as Y.XmlElement),
          }
        : null
    writeCell(writer, places, cell, element, at, until, cells, writeWords)
  }
}

/** Makes what stands in a cell what is wanted: `writeSequence`. */
export type WriteWords = (
  writer: Writer,
  home: Home,
  old: readonly Block[],
  wanted: WantedBlock[],
) => void

interface Placed {
  cell: WantedCell
  row: number
  column: number
}

/** Where each cell stands, as in any table: beside what reaches down from the rows above. */
function placesOf({ rows }: WantedTable): Placed[] {
  const reaching: number[] = []
  const placed: Placed[] = []
  rows.forEach(({ cells }, row) => {
    let column = 0
    for (const cell of cells) {
      while ((reaching[column] ?? 0) > row) column++
      placed.push({ cell, row, column })
      for (let i = 0; i < cell.colspan; i++) reaching[column + i] = row + cell.rowspan
      column += cell.colspan
    }
  })
  return placed
}

/** The places of the wanted columns: those that stand, and new ones between them. */
function columnsFor(grid: Grid, placed: readonly Placed[]): number[] {
  const width = Math.max(0, ...placed.map(({ cell, column }) => column + cell.colspan))
  // What most rows say: steps that reach over cells may leave one in another's place.
  const said = Array.from({ length: width }, () => new Map<number, number>())
  for (const { cell, column } of placed) {
    const { from } = cell
    const spans = from && from.colspan === cell.colspan ? cell.colspan : 1
    for (let i = 0; from && i < spans; i++) {
      const at = grid.columns[from.column + i]
      const votes = said[column + i]
      if (at !== undefined) votes?.set(at, (votes.get(at) ?? 0) + 1)
    }
  }
  const known = said.map(
    (votes) => [...votes].sort(([a, some], [b, more]) => more - some || b - a)[0]?.[0],
  )
  // Columns in which every cell is merged with the one before it stay as well.
  for (const { cell, column } of placed)
    for (let i = 0; cell.from && i < cell.colspan; i++) {
      const at = grid.columns[cell.from.column + i]
      if (known[column + i] === undefined && !known.includes(at)) known[column + i] = at
    }
  let last = Number.NEGATIVE_INFINITY
  const rising = known.map((at) => {
    if (at === undefined || at <= last) return undefined
    last = at
    return at
  })
  const columns: number[] = []
  for (let i = 0; i < width; i++) {
    const before = columns[i - 1]
    const after = rising.slice(i).find((at) => at !== undefined)
    columns.push(rising[i] ?? between(before, after, grid))
  }
  return columns
}

/** By chance within the gap, so that two who put in a column at once hardly ever choose the same. */
function between(before: number | undefined, after: number | undefined, grid: Grid): number {
  const all = layoutOf(grid.table).columns.map(({ at }) => at)
  const low = before ?? Math.min(0, ...all) - 1
  const next = after ?? Math.max(low, ...all) + 1
  return low + (next - low) * (0.25 + Math.random() / 2)
}

function writeRows(writer: Writer, grid: Grid, wanted: WantedTable): Y.XmlElement[] {
  const kept = new Set(wanted.rows.map(({ from }) => from))
  for (const row of grid.rows) if (!kept.has(row)) takeOut(writer, row.element)
  let last: Y.XmlElement | null = null
  return wanted.rows.map(({ from }) => {
    if (from) {
      last = from.element
      return from.element
    }
    const element = new Y.XmlElement('tableRow')
    element.setAttribute('made', writer.fresh())
    grid.table.insertAfter(last, [element])
    last = element
    return element
  })
}

function takeOutColumns(writer: Writer, grid: Grid, columns: readonly number[]): void {
  const kept = new Set(columns)
  for (const at of grid.columns) {
    if (kept.has(at)) continue
    const cells = layoutOf(grid.table).rows.flatMap((row) =>
      row.cells.filter(({ column }) => column === at).map(({ element }) => element),
    )
    grid.table.setAttribute(`${GONE_COLUMN}${at}`, goneOfElements(writer, cells) as never)
  }
}

function takeOut(writer: Writer, element: Y.XmlElement): void {
  element.setAttribute('gone', goneOfElements(writer, [element]) as never)
}

function goneOfElements(writer: Writer, elements: Y.XmlElement[]): Gone {
  return { by: writer.by, at: writer.now(), seen: seenIn(elements) }
}

/** What is merged into a cell stays in the cells it was typed in: an editor puts it in as if it were new. */
function withoutMerged(
  cell: WantedCell,
  shown: GridCell,
  cells: readonly GridCell[],
): WantedBlock[] {
  const others = new Set(
    cells
      .filter((each) => each !== shown)
      .flatMap(({ sequence }) => sequence.blocks.map((block) => canonicalDocument(jsonOf(block)))),
  )
  const own = new Set(shown.sequence.blocks)
  return cell.blocks.filter(({ from, runs, json }) => {
    const isOwn = [from, ...runs.map((run) => run.from?.block)].some(
      (each) => each && own.has(each),
    )
    return isOwn || !others.has(canonicalDocument(json()))
  })
}

function writeCell(
  writer: Writer,
  places: ReadonlyMap<Y.XmlElement, number>,
  cell: WantedCell,
  row: Y.XmlElement,
  column: number,
  until: { column: number; row: string } | null,
  cells: readonly GridCell[],
  writeWords: WriteWords,
): void {
  const standing = elementsIn(row, ['tableCell', 'tableHeader']).filter(
    (element) => places.get(element) === column,
  )
  const from = cell.from?.own.some((own) => standing.includes(own)) ? cell.from : undefined
  const element = from?.own[0] ?? standing[0]
  if (!element) {
    const made = elementOf({
      type: cell.type,
      attrs: cell.attrs,
      content: cell.content(),
    })
    made.setAttribute('column', column as never)
    if (until) made.setAttribute('until', until as never)
    row.push([made])
    return
  }
  if (cell.type !== (from?.type ?? cell.type)) element.setAttribute('as', cell.type)
  const names = new Set([...Object.keys(cell.attrs), ...Object.keys(from?.attrs ?? {})])
  for (const name of from ? names : []) {
    const value = cell.attrs[name] ?? null
    if (JSON.stringify(value) === JSON.stringify(from?.attrs[name] ?? null)) continue
    if (value === null) element.removeAttribute(name)
    else element.setAttribute(name, value as string)
  }
  const spans = { colspan: from?.colspan ?? 1, rowspan: from?.rowspan ?? 1 }
  if (spans.colspan !== cell.colspan || spans.rowspan !== cell.rowspan)
    element.setAttribute('until', until as never)
  const shown = from ?? cells.find(({ own }) => own.includes(element))
  const home = { name: idOf(element), front: () => element }
  const isSame = spans.colspan === cell.colspan && spans.rowspan === cell.rowspan
  const blocks = isSame || !shown ? cell.blocks : withoutMerged(cell, shown, cells)
  if (shown) writeWords(writer, home, shown.sequence.blocks, blocks)
}
