// biome-ignore-all lint/a11y/noStaticElementInteractions: a cell's role is chosen as it is drawn
// biome-ignore-all lint/a11y/useSemanticElements: rows are placed one by one and laid out by grid, which table elements do not take
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid around them takes the keys
import type { MouseEvent } from 'react'
import { formatNumber } from '../format.ts'
import type { Column } from './column.ts'
import type { Line } from './grouping.ts'

/** A group's heading: folds its rows away and back. */
export function GroupLine<Row>({
  line,
  index,
  top,
  id,
  isActive,
  onToggle,
}: {
  line: Extract<Line<Row>, { kind: 'group' }>
  index: number
  top: number
  id: string
  isActive: boolean
  onToggle: () => void
}) {
  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-level={1}
      aria-expanded={!line.collapsed}
      className="table-row table-group"
      style={{ transform: `translateY(${top}px)` }}
      onClick={onToggle}
    >
      <div
        id={id}
        role="gridcell"
        tabIndex={-1}
        className={isActive ? 'table-group-name table-cell-active' : 'table-group-name'}
      >
        <span
          className={line.collapsed ? 'table-fold table-folded' : 'table-fold'}
          aria-hidden="true"
        />
        {line.label} <span className="quiet numbers">{formatNumber(line.count)}</span>
      </div>
    </div>
  )
}

/** A row and its cells. */
export function RowLine<Row>({
  row,
  index,
  top,
  columns,
  cellId,
  activeColumn,
  isOpen,
  selected,
  onClick,
  onToggle,
  onOpen,
}: {
  row: Row
  index: number
  top: number
  columns: readonly Column<Row>[]
  cellId: (column: string) => string
  /** Column under the keyboard, when this row is. */
  activeColumn: string | null
  isOpen: boolean
  /** `null` where rows cannot be selected. */
  selected: boolean | null
  onClick: (event: MouseEvent, column: string | null) => void
  onToggle: () => void
  onOpen: ((row: Row) => void) | undefined
}) {
  const state = [
    'table-row',
    activeColumn !== null && 'table-row-active',
    isOpen && 'table-row-open',
    selected && 'table-row-selected',
  ]
  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={selected ?? undefined}
      className={state.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${top}px)` }}
      onDoubleClick={() => onOpen?.(row)}
    >
      {selected !== null && (
        <div
          role="gridcell"
          tabIndex={-1}
          className="table-cell table-lead"
          onClick={(event) => (event.shiftKey ? onClick(event, null) : onToggle())}
        >
          <span className={selected ? 'table-tick table-ticked' : 'table-tick'} />
          <span className="visually-hidden">{selected ? 'Selected' : 'Not selected'}</span>
        </div>
      )}
      {columns.map((column, at) => {
        const names = [
          'table-cell',
          at === 0 && 'table-first table-name',
          column.align === 'end' && 'table-cell-end',
          activeColumn === column.id && 'table-cell-active',
        ]
        const text = column.text(row)
        return (
          <div
            key={column.id}
            id={cellId(column.id)}
            role={at === 0 ? 'rowheader' : 'gridcell'}
            tabIndex={-1}
            className={names.filter(Boolean).join(' ')}
            title={text.length > 24 ? text : undefined}
            onClick={(event) => {
              onClick(event, column.id)
              if (at === 0 && !event.shiftKey && !event.ctrlKey && !event.metaKey) onOpen?.(row)
            }}
          >
            {column.render ? column.render(row) : text}
          </div>
        )
      })}
    </div>
  )
}
