import * as Y from 'yjs'
import type { Grid, GridCell, GridRow, Sequence } from './model.ts'
import { attributeOf, GONE_COLUMN, type Gone, goneOf, idOf } from './names.ts'

/** Up to where a merged cell reaches: the place of its last column, and the name of its last row. */
export interface Until {
  column: number
  row: string
}

/** All rows and cells of a table, with those that were taken out. */
export interface Layout {
  rows: { element: Y.XmlElement; gone: Gone | undefined; cells: LaidCell[] }[]
  columns: { at: number; gone: Gone | undefined }[]
}
export interface LaidCell {
  element: Y.XmlElement
  column: number
  until: Until | null
}

const MOST_SPAN = 100

export function layoutOf(table: Y.XmlElement): Layout {
  const elements = elementsIn(table, ['tableRow'])
  const rows: Layout['rows'] = elements.map((element) => ({
    element,
    gone: goneOf(element),
    cells: [],
  }))
  // Cells that name no column stand as in any table: beside what reaches down to them. Rows put in
  // since name a column for every cell, and are none of those that a cell counts on its way down.
  const counted = rows.filter(({ element }) => attributeOf(element, 'made') === undefined)
  const reaching: number[] = []
  for (const row of rows) {
    const index = counted.indexOf(row)
    let column = 0
    for (const element of elementsIn(row.element, ['tableCell', 'tableHeader'])) {
      const named = attributeOf<number>(element, 'column')
      const said = attributeOf<Until | null>(element, 'until')
      if (typeof named === 'number') {
        row.cells.push({ element, column: named, until: said ?? null })
        continue
      }
      while ((reaching[column] ?? 0) > index) column++
      const colspan = spanOf(attributeOf(element, 'colspan'))
      const rowspan = spanOf(attributeOf(element, 'rowspan'))
      const last = counted[Math.min(counted.length, index + rowspan) - 1]?.element ?? row.element
      const reach = { column: column + colspan - 1, row: idOf(last) }
      const until = said ?? (colspan > 1 || rowspan > 1 ? reach : null)
      row.cells.push({ element, column, until: said === undefined ? until : said })
      for (let i = 0; i < colspan; i++) reaching[column + i] = index + rowspan
      column += colspan
    }
  }
  const places = new Set<number>()
  for (const { cells } of rows)
    for (const { column, until } of cells) {
      places.add(column)
      if (until && Number.isInteger(column))
        for (let at = column + 1; at <= until.column; at++) places.add(at)
    }
  const columns = [...places]
    .sort((a, b) => a - b)
    .map((at) => ({
      at,
      gone: attributeOf<Gone | false>(table, `${GONE_COLUMN}${at}`) || undefined,
    }))
  return { rows, columns }
}

/** @param read what cells show, one after the other */
export function gridOf(table: Y.XmlElement, read: (cells: Y.XmlElement[]) => Sequence): Grid {
  const layout = layoutOf(table)
  const columns = layout.columns.filter(({ gone }) => !gone).map(({ at }) => at)
  const shown = layout.rows.filter(({ gone }) => !gone)
  const order = new Map(layout.rows.map(({ element }, index) => [idOf(element), index]))
  const taken = shown.map(() => columns.map(() => false))
  const rows = shown.map(({ element, cells }, row): GridRow => {
    const placed: GridCell[] = []
    for (const [column, at] of columns.entries()) {
      if (taken[row]?.[column]) continue
      const own = cells.filter((cell) => cell.column === at)
      const [first] = own
      const until = first?.until
      let colspan = 1
      let rowspan = 1
      if (until) {
        while (
          column + colspan < columns.length &&
          (columns[column + colspan] as number) <= until.column &&
          !taken[row]?.[column + colspan]
        )
          colspan++
        const last = order.get(until.row) ?? -1
        while (
          row + rowspan < shown.length &&
          (order.get(idOf((shown[row + rowspan] as (typeof shown)[0]).element)) ?? 0) <= last
        )
          rowspan++
      }
      const merged: Y.XmlElement[] = []
      for (let down = 0; down < rowspan; down++)
        for (let along = 0; along < colspan; along++) {
          const line = taken[row + down] as boolean[]
          line[column + along] = true
          if (down + along > 0)
            for (const cell of shown[row + down]?.cells ?? [])
              if (cell.column === columns[column + along]) merged.push(cell.element)
        }
      const elements = own.map((cell) => cell.element)
      placed.push({
        column,
        row,
        colspan,
        rowspan,
        type: headerOrCell(first?.element ?? cells[0]?.element),
        attrs: first ? ownAttributes(first.element) : {},
        own: elements,
        merged,
        sequence: mergedSequence(elements, merged, read),
      })
    }
    return { element, cells: placed }
  })
  return { table, columns, rows }
}

/** Of the cells that one was merged with, those in which something stands. */
function mergedSequence(
  own: Y.XmlElement[],
  merged: Y.XmlElement[],
  read: (cells: Y.XmlElement[]) => Sequence,
): Sequence {
  const sequence = read(own)
  if (merged.length === 0) return sequence
  const others = merged.map((element) => read([element]))
  const filled = others.filter(({ blocks }) => blocks.some(holdsSomething))
  const isEmpty = !sequence.blocks.some(holdsSomething)
  return {
    blocks: [...(isEmpty && filled.length > 0 ? [] : [sequence]), ...filled].flatMap(
      ({ blocks }) => blocks,
    ),
    gone: [sequence, ...others].flatMap(({ gone }) => gone),
  }
}

const holdsSomething = ({ runs, type }: Sequence['blocks'][0]) =>
  runs.length > 0 || (type !== 'paragraph' && type !== 'heading')

function headerOrCell(element: Y.XmlElement | undefined): 'tableCell' | 'tableHeader' {
  const as = element && (attributeOf<string>(element, 'as') ?? element.nodeName)
  return as === 'tableHeader' ? 'tableHeader' : 'tableCell'
}

export function elementsIn(parent: Y.XmlElement, names: readonly string[]): Y.XmlElement[] {
  return parent
    .toArray()
    .filter(
      (child): child is Y.XmlElement =>
        child instanceof Y.XmlElement && names.includes(child.nodeName),
    )
}

function spanOf(value: unknown): number {
  const span = Number(value ?? 1)
  return Number.isInteger(span) && span >= 1 ? Math.min(span, MOST_SPAN) : 1
}

const SAID_OF_CELLS = new Set(['as', 'column', 'until', 'gone', 'made', 'colspan', 'rowspan'])

function ownAttributes(element: Y.XmlElement): Record<string, unknown> {
  const all = Object.entries(element.getAttributes() as Record<string, unknown>)
  return Object.fromEntries(all.filter(([name]) => !SAID_OF_CELLS.has(name)))
}
