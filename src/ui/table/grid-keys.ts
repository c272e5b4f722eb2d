import type { KeyboardEvent } from 'react'
import type { Line } from './grouping.ts'
import type { TablePosition } from './table-state.ts'
import type { TableModel } from './use-table-model.ts'

const PAGE = 12
const RESIZE_STEP = 16

/** Keys of the rows between two rows, both included, in the order of the table. */
export function rangeKeys<Row>(lines: readonly Line<Row>[], from: string, to: string): string[] {
  const keys = lines.flatMap((line) => (line.kind === 'row' ? [line.key] : []))
  const [start, end] = [keys.indexOf(from), keys.indexOf(to)].sort((a, b) => a - b)
  return start === undefined || end === undefined || start < 0 ? [] : keys.slice(start, end + 1)
}

interface Grid<Row extends object> {
  model: TableModel<Row>
  position: TablePosition
  setPosition: (change: Partial<TablePosition>) => void
  selectable: boolean
  /** Row from which Shift extends the selection. */
  anchor: { current: string | null }
  onOpen: ((row: Row) => void) | undefined
  scrollToLine: (index: number) => void
}

/** Moves, selects, opens, sorts, and shapes columns by keyboard. Answers the handler for key presses. */
export function gridKeys<Row extends object>(grid: Grid<Row>) {
  const { model, position, setPosition, selectable, anchor, onOpen, scrollToLine } = grid
  const { lines, columns, table } = model
  const active = position.active
  const columnIndex = Math.max(
    0,
    columns.findIndex((column) => column.id === active?.column),
  )
  const lineIndex = active?.row == null ? -1 : lines.findIndex((line) => line.key === active.row)
  const line = lines[lineIndex]

  function moveTo(nextLine: number, nextColumn: number): string | null {
    const row = Math.min(Math.max(nextLine, -1), lines.length - 1)
    const column = columns[Math.min(Math.max(nextColumn, 0), columns.length - 1)]
    if (!column) return null
    const key = lines[row]?.key ?? null
    setPosition({ active: { row: key, column: column.id } })
    if (row >= 0) scrollToLine(row)
    return key
  }

  function move(event: KeyboardEvent, nextLine: number, nextColumn = columnIndex): void {
    const from = line?.kind === 'row' ? line.key : null
    const to = moveTo(nextLine, nextColumn)
    if (!selectable || !event.shiftKey || !from || !to) return
    anchor.current ??= from
    setPosition({ selected: rangeKeys(lines, anchor.current, to) })
  }

  function toggleSelected(key: string): void {
    anchor.current = key
    const { selected } = position
    setPosition({
      selected: selected.includes(key) ? selected.filter((one) => one !== key) : [...selected, key],
    })
  }

  function toggleGroup(label: string): void {
    const { collapsed } = position
    setPosition({
      collapsed: collapsed.includes(label)
        ? collapsed.filter((one) => one !== label)
        : [...collapsed, label],
    })
  }

  function onHeadingKey(event: KeyboardEvent): boolean {
    const column = columns[columnIndex]
    const inTable = column && table.getColumn(column.id)
    if (!column || !inTable) return false
    const sideways = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (event.key === 'Enter' || event.key === ' ') inTable.toggleSorting(undefined, event.shiftKey)
    else if (sideways && event.altKey) moveColumn(model, column.id, sideways)
    else if (sideways && event.shiftKey) {
      const width = Math.max(48, inTable.getSize() + sideways * RESIZE_STEP)
      model.setLayout({ widths: { ...model.layout.widths, [column.id]: width } })
    } else return false
    return true
  }

  function onKey(event: KeyboardEvent): boolean {
    const jump = event.ctrlKey || event.metaKey
    if (lineIndex < 0 && onHeadingKey(event)) return true
    switch (event.key) {
      case 'ArrowDown':
        move(event, jump ? lines.length - 1 : lineIndex + 1)
        return true
      case 'ArrowUp':
        move(event, jump ? 0 : lineIndex - 1)
        return true
      case 'ArrowRight':
        move(event, lineIndex, columnIndex + 1)
        return true
      case 'ArrowLeft':
        move(event, lineIndex, columnIndex - 1)
        return true
      case 'PageDown':
        move(event, lineIndex + PAGE)
        return true
      case 'PageUp':
        move(event, Math.max(0, lineIndex - PAGE))
        return true
      case 'Home':
        move(event, jump ? 0 : lineIndex, 0)
        return true
      case 'End':
        move(event, jump ? lines.length - 1 : lineIndex, columns.length - 1)
        return true
      case ' ':
        if (line?.kind === 'row' && selectable) toggleSelected(line.key)
        if (line?.kind === 'group') toggleGroup(line.key.slice('group:'.length))
        return true
      case 'Enter':
        if (line?.kind === 'row') onOpen?.(line.row)
        if (line?.kind === 'group') toggleGroup(line.key.slice('group:'.length))
        return true
      case 'Escape':
        if (position.selected.length === 0) return false
        setPosition({ selected: [] })
        return true
      case 'a':
        if (!jump || !selectable) return false
        setPosition({ selected: lines.flatMap((one) => (one.kind === 'row' ? [one.key] : [])) })
        return true
      default:
        return false
    }
  }

  return {
    toggleSelected,
    toggleGroup,
    onKeyDown(event: KeyboardEvent) {
      if (!event.shiftKey) anchor.current = null
      if (!onKey(event)) return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}

/** Moves a column by so many places among those on show. */
export function moveColumn<Row extends object>(
  { table, columns, setLayout }: Pick<TableModel<Row>, 'table' | 'columns' | 'setLayout'>,
  id: string,
  by: number,
): void {
  const order = table.getAllLeafColumns().map((column) => column.id)
  const neighbour = columns[columns.findIndex((column) => column.id === id) + by]?.id
  // The first column stays where it is: it names the row.
  if (!neighbour || id === columns[0]?.id || neighbour === columns[0]?.id) return
  placeColumn(order, id, neighbour, by > 0, setLayout)
}

/** Puts a column before or after another. */
export function placeColumn(
  order: readonly string[],
  id: string,
  beside: string,
  after: boolean,
  setLayout: (change: { order: string[] }) => void,
): void {
  const rest = order.filter((one) => one !== id)
  rest.splice(rest.indexOf(beside) + (after ? 1 : 0), 0, id)
  setLayout({ order: rest })
}
