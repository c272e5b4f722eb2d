// biome-ignore-all lint/a11y/noStaticElementInteractions: its role depends on whether rows are grouped
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: as above
// biome-ignore-all lint/a11y/useSemanticElements: rows are placed one by one and laid out by grid, which table elements do not take
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid around them takes the keys
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type ClipboardEvent,
  type MouseEvent,
  type ReactNode,
  useId,
  useLayoutEffect,
  useRef,
} from 'react'
import { fromTsv, layPasted, type PastedCell, toTsv } from './cells.ts'
import type { Column } from './column.ts'
import { gridKeys, rangeKeys } from './grid-keys.ts'
import { GroupLine, RowLine } from './lines.tsx'
import { TableHeading } from './TableHeading.tsx'
import { tablePositions, useTablePosition } from './table-state.ts'
import { usePrinting } from './use-printing.ts'
import { useTableModel } from './use-table-model.ts'
import './DataTable.css'

const ROW_HEIGHT = 34

export interface DataTableProps<Row extends object> {
  /** Name under which its layout is kept, and the scroll, selection and place. */
  stateKey: string
  /** Another name for the scroll, selection and place, where they belong to what is listed. */
  placeKey?: string
  /** What the table lists, for screen readers. */
  label: string
  rows: readonly Row[]
  /** Stable function. */
  rowKey: (row: Row) => string
  /** Stable array; the first column stays in view and names the row. */
  columns: readonly Column<Row>[]
  /** Rows can be selected: checkboxes, Space, Shift and Ctrl+A. */
  selectable?: boolean
  /** Enter, a double click, or a click on the row's name. */
  onOpen?: (row: Row) => void
  /** Key of the row shown beside the table. */
  openKey?: string | null
  /** Cells pasted from Excel, laid over the table; `left` of them did not fit. */
  onPaste?: (cells: PastedCell<Row>[], left: number) => void
  /** Shown when there are no rows. */
  empty?: ReactNode
}

/**
 * The one table: virtual rows, a sticky heading and first column, columns to resize, reorder and
 * hide, several sort keys, groups, keyboard, and cells to and from Excel.
 */
export function DataTable<Row extends object>({
  stateKey,
  placeKey = stateKey,
  label,
  rows,
  rowKey,
  columns,
  selectable = false,
  onOpen,
  openKey = null,
  onPaste,
  empty,
}: DataTableProps<Row>) {
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const anchor = useRef<string | null>(null)
  const printing = usePrinting()
  const [position, setPosition] = useTablePosition(placeKey)
  const model = useTableModel(stateKey, rows, columns, rowKey, position.collapsed)
  const { lines, table } = model

  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    paddingStart: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT * 2,
    scrollPaddingEnd: ROW_HEIGHT,
  })

  // Back where the person left the list.
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = tablePositions.get(placeKey).scrollTop
  }, [placeKey])

  // The row shown beside the table stays in view; only when it or the layout around it changes.
  const openIndex = openKey === null ? -1 : lines.findIndex((line) => line.key === openKey)
  useLayoutEffect(() => {
    if (openIndex >= 0) virtual.scrollToIndex(openIndex)
  }, [openIndex, virtual])

  const keys = gridKeys({
    model,
    position,
    setPosition,
    selectable,
    anchor,
    onOpen,
    scrollToLine: (index) => virtual.scrollToIndex(index),
  })

  function onRowClick(event: MouseEvent, key: string, column: string | null): void {
    const at = column ?? position.active?.column ?? model.columns[0]?.id ?? ''
    if (selectable && event.shiftKey) {
      const from = anchor.current ?? position.active?.row ?? key
      anchor.current = from
      setPosition({ active: { row: key, column: at }, selected: rangeKeys(lines, from, key) })
      return
    }
    anchor.current = key
    setPosition({ active: { row: key, column: at } })
    if (selectable && (event.ctrlKey || event.metaKey)) keys.toggleSelected(key)
  }

  const selectedRows = () => {
    const selected = new Set(position.selected)
    return lines.flatMap((line) =>
      line.kind === 'row' && selected.has(line.key) ? [line.row] : [],
    )
  }
  const activeLine = lines.find((line) => line.key === position.active?.row)
  const activeColumn = model.columns.findIndex(({ id }) => id === position.active?.column)

  function onCopy(event: ClipboardEvent): void {
    if (event.target !== scroller.current) return
    const chosen = selectedRows()
    const cell = model.columns[activeColumn]
    const text =
      chosen.length > 0
        ? toTsv(chosen, model.columns)
        : activeLine?.kind === 'row' && cell
          ? toTsv([activeLine.row], [cell])
          : undefined
    if (text === undefined) return
    event.clipboardData.setData('text/plain', text)
    event.preventDefault()
  }

  function onPasteCells(event: ClipboardEvent): void {
    if (event.target !== scroller.current || !onPaste || activeLine?.kind !== 'row') return
    const rowsInOrder = lines.flatMap((line) => (line.kind === 'row' ? [line.row] : []))
    const { cells, left } = layPasted(
      fromTsv(event.clipboardData.getData('text/plain')),
      rowsInOrder,
      model.columns,
      { row: rowsInOrder.indexOf(activeLine.row), column: activeColumn },
      selectedRows(),
    )
    event.preventDefault()
    onPaste(cells, left)
  }

  const widths = model.columns.map((column) => table.getColumn(column.id)?.getSize() ?? 0)
  const lead = selectable ? 36 : 0
  const template = model.columns
    .map((column, i) => (column.grow ? `minmax(${widths[i]}px, 1fr)` : `${widths[i]}px`))
    .join(' ')
  const cellId = (row: string | null, column: string) => `${gridId}-${row ?? 'heading'}-${column}`
  const items = printing
    ? lines.map((_, index) => ({ index, start: (index + 1) * ROW_HEIGHT }))
    : virtual.getVirtualItems()
  const allSelected = rows.length > 0 && position.selected.length >= rows.length

  return (
    <div
      ref={scroller}
      className="table"
      role={model.layout.groupBy ? 'treegrid' : 'grid'}
      tabIndex={0}
      aria-label={label}
      aria-rowcount={lines.length + 1}
      aria-colcount={model.columns.length + (selectable ? 1 : 0)}
      aria-multiselectable={selectable}
      aria-activedescendant={
        position.active ? cellId(position.active.row, position.active.column) : undefined
      }
      onKeyDown={keys.onKeyDown}
      onFocus={() => {
        const first = model.columns[0]
        if (!position.active && first)
          setPosition({ active: { row: lines[0]?.key ?? null, column: first.id } })
      }}
      onScroll={(event) => {
        // Kept without announcing it: nothing on show depends on it.
        tablePositions.keep(placeKey, { scrollTop: event.currentTarget.scrollTop })
      }}
      onCopy={onCopy}
      onPaste={onPasteCells}
      style={{
        ['--columns' as string]: selectable ? `${lead}px ${template}` : template,
        ['--total' as string]: `${lead + widths.reduce((sum, width) => sum + width, 0)}px`,
        ['--lead' as string]: `${lead}px`,
      }}
    >
      <div
        className="table-body"
        role="rowgroup"
        style={{ height: Math.max(virtual.getTotalSize(), (lines.length + 1) * ROW_HEIGHT) }}
      >
        <TableHeading
          model={model}
          cellId={(column) => cellId(null, column)}
          activeColumn={position.active?.row === null ? position.active.column : null}
          selection={selectable ? { allSelected, some: position.selected.length > 0 } : null}
          onSelectAll={() =>
            setPosition({ selected: allSelected ? [] : rows.map((row) => rowKey(row)) })
          }
        />
        {items.map(({ index, start }) => {
          const line = lines[index]
          if (!line) return null
          const active =
            position.active && position.active.row === line.key ? position.active.column : null
          if (line.kind === 'group') {
            return (
              <GroupLine
                key={line.key}
                line={line}
                index={index}
                top={start}
                id={cellId(line.key, position.active?.column ?? '')}
                isActive={active !== null}
                onToggle={() => keys.toggleGroup(line.key.slice('group:'.length))}
              />
            )
          }
          return (
            <RowLine
              key={line.key}
              row={line.row}
              index={index}
              top={start}
              columns={model.columns}
              cellId={(column) => cellId(line.key, column)}
              activeColumn={active}
              isOpen={line.key === openKey}
              selected={selectable ? position.selected.includes(line.key) : null}
              onClick={(event, column) => onRowClick(event, line.key, column)}
              onToggle={() => keys.toggleSelected(line.key)}
              onOpen={onOpen}
            />
          )
        })}
      </div>
      {lines.length === 0 && <div className="table-empty">{empty}</div>}
    </div>
  )
}
