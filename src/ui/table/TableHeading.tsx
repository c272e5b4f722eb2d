// biome-ignore-all lint/a11y/useSemanticElements: rows are placed one by one and laid out by grid, which table elements do not take
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid around them takes the keys
import { useState } from 'react'
import { placeColumn } from './grid-keys.ts'
import type { TableModel } from './use-table-model.ts'

const SORT_WORDS = { asc: 'ascending', desc: 'descending' } as const

/**
 * The headings: a click sorts (with Shift, by one more column), the right edge resizes, and a
 * heading dragged onto another takes its place.
 */
export function TableHeading<Row extends object>({
  model,
  cellId,
  activeColumn,
  selection,
  onSelectAll,
}: {
  model: TableModel<Row>
  cellId: (column: string) => string
  activeColumn: string | null
  selection: { allSelected: boolean; some: boolean } | null
  onSelectAll: () => void
}) {
  const { table, layout, setLayout } = model
  const [dragged, setDragged] = useState<string | null>(null)
  const headers = table.getHeaderGroups()[0]?.headers ?? []
  const tick = selection?.allSelected ? 'table-ticked' : selection?.some ? 'table-part-ticked' : ''

  function drop(on: string): void {
    if (!dragged || dragged === on || on === headers[0]?.column.id) return
    const order = table.getAllLeafColumns().map((column) => column.id)
    placeColumn(order, dragged, on, order.indexOf(dragged) < order.indexOf(on), setLayout)
  }

  return (
    <div role="row" tabIndex={-1} aria-rowindex={1} className="table-row table-heading">
      {selection && (
        <div
          role="columnheader"
          tabIndex={-1}
          className="table-cell table-lead"
          onClick={onSelectAll}
          title="Select all"
        >
          <span className={`table-tick ${tick}`} />
          <span className="visually-hidden">Selected</span>
        </div>
      )}
      {headers.map((header, at) => {
        const { column } = header
        const sorted = column.getIsSorted()
        const rank = layout.sorting.length > 1 && sorted ? column.getSortIndex() + 1 : null
        const names = [
          'table-cell',
          at === 0 && 'table-first',
          model.columns[at]?.align === 'end' && 'table-cell-end',
          activeColumn === column.id && 'table-cell-active',
        ]
        return (
          <div
            key={header.id}
            id={cellId(column.id)}
            role="columnheader"
            tabIndex={-1}
            aria-sort={sorted ? SORT_WORDS[sorted] : 'none'}
            className={names.filter(Boolean).join(' ')}
            draggable={at > 0 && !column.getIsResizing()}
            onDragStart={() => setDragged(column.id)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={() => drop(column.id)}
            onDragEnd={() => setDragged(null)}
            onClick={(event) => column.toggleSorting(undefined, event.shiftKey)}
          >
            <span className="table-heading-text">{String(column.columnDef.header)}</span>
            {sorted && (
              <span className="table-sort" aria-hidden="true">
                {sorted === 'asc' ? '▲' : '▼'}
                {rank}
              </span>
            )}
            <span
              aria-hidden="true"
              className="table-resize"
              onPointerDown={(event) => event.stopPropagation()}
              onMouseDown={(event) => {
                event.preventDefault()
                header.getResizeHandler()(event)
              }}
              onTouchStart={header.getResizeHandler()}
              onClick={(event) => event.stopPropagation()}
            />
          </div>
        )
      })}
    </div>
  )
}
