/**
 * Chooses the further cells to hide so that no hidden cell of a table can be worked out. Works on a
 * table whose last row and last column are totals, those included as cells like any other.
 */

interface Cell {
  row: number
  column: number
}

/** What becomes of a cell: `unpublished` ones are simply not part of what goes out. */
export type Fate = 'shown' | 'hidden' | 'unpublished'

/**
 * Hides cells in `fates` (in place) until
 * - no hidden cell is a bridge of the graph that has rows and columns as nodes and the cells that
 *   nobody sees as edges: it would follow exactly from the cells and totals still shown;
 * - no row or column of inner cells with its total shown has hidden cells that add up to no more
 *   than `least` each: they would all be `least`.
 * `least` is the smallest count that is ever hidden: 1, or 0 where zeros are hidden too. Ends
 * because every step hides one more cell and a table hidden throughout is safe.
 */
export function hideSecondary(
  values: readonly (readonly number[])[],
  fates: Fate[][],
  least: 0 | 1,
): void {
  for (;;) {
    const next = nextForBridge(values, fates) ?? nextForLeast(values, fates, least)
    if (!next) return
    fates[next.row]![next.column] = 'hidden'
  }
}

function nextForBridge(
  values: readonly (readonly number[])[],
  fates: readonly (readonly Fate[])[],
): Cell | undefined {
  for (const bridge of cellsOf(values)) {
    if (fates[bridge.row]![bridge.column] !== 'hidden') continue
    const near = reachable(fates, bridge, { row: bridge.row })
    if (near.columns.has(bridge.column)) continue
    const far = reachable(fates, bridge, { column: bridge.column })
    const crossing = cellsOf(values).filter(
      ({ row, column }) =>
        fates[row]![column] === 'shown' && near.rows.has(row) !== near.columns.has(column),
    )
    // A cell that joins the two sides closes a circle at once; others need more cells after them.
    const closing = crossing.filter(
      ({ row, column }) =>
        (near.rows.has(row) && far.columns.has(column)) ||
        (far.rows.has(row) && near.columns.has(column)),
    )
    const best = cheapest(values, closing.length > 0 ? closing : crossing)
    if (best) return best
  }
  return undefined
}

function nextForLeast(
  values: readonly (readonly number[])[],
  fates: readonly (readonly Fate[])[],
  least: number,
): Cell | undefined {
  for (const line of linesOf(values)) {
    const total = line.at(-1)!
    const parts = line.slice(0, -1).filter(({ row, column }) => fates[row]![column] !== 'shown')
    if (parts.length === 0 || fates[total.row]![total.column] !== 'shown') continue
    const amount = parts.reduce((sum, { row, column }) => sum + values[row]![column]!, 0)
    if (amount > parts.length * least) continue
    const best = cheapest(
      values,
      line.filter(({ row, column }) => fates[row]![column] === 'shown'),
    )
    if (best) return best
  }
  return undefined
}

/** Rows and columns that unseen cells connect with the start, not using one of them. */
function reachable(
  fates: readonly (readonly Fate[])[],
  without: Cell,
  start: { row: number } | { column: number },
): { rows: Set<number>; columns: Set<number> } {
  const rows = new Set('row' in start ? [start.row] : [])
  const columns = new Set('column' in start ? [start.column] : [])
  let found = -1
  while (found !== rows.size + columns.size) {
    found = rows.size + columns.size
    fates.forEach((line, row) => {
      line.forEach((fate, column) => {
        if (fate === 'shown' || (row === without.row && column === without.column)) return
        if (rows.has(row)) columns.add(column)
        else if (columns.has(column)) rows.add(row)
      })
    })
  }
  return { rows, columns }
}

/** The smallest count: inner cells before totals, and zeros, which tell nobody anything, last. */
function cheapest(values: readonly (readonly number[])[], cells: readonly Cell[]) {
  const cost = ({ row, column }: Cell): [number, number] => {
    const isTotal = row === values.length - 1 || column === values[0]!.length - 1
    const value = values[row]![column]!
    return [value === 0 ? 2 : isTotal ? 1 : 0, value]
  }
  return cells.reduce<Cell | undefined>((best, cell) => {
    if (!best) return cell
    const [kind, value] = cost(cell)
    const [bestKind, bestValue] = cost(best)
    return kind < bestKind || (kind === bestKind && value < bestValue) ? cell : best
  }, undefined)
}

function cellsOf(values: readonly (readonly number[])[]): Cell[] {
  return values.flatMap((line, row) => line.map((_, column) => ({ row, column })))
}

/** Rows and columns as lists of cells, the total last. */
function linesOf(values: readonly (readonly number[])[]): Cell[][] {
  const rows = values.map((line, row) => line.map((_, column) => ({ row, column })))
  const columns = values[0]!.map((_, column) => values.map((_, row) => ({ row, column })))
  return [...rows, ...columns]
}
