import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createSortedRowModel,
  functionalUpdate,
  type ReactTable,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import { type Column, DEFAULT_WIDTH } from './column.ts'
import { compareKeys, type Line, sortKeyOf, toLines } from './grouping.ts'
import { type TableLayout, useTableLayout } from './table-state.ts'

const features = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  columnOrderingFeature,
  columnSizingFeature,
  columnResizingFeature,
  sortedRowModel: createSortedRowModel(),
})

export type TableInstance<Row extends object> = ReactTable<typeof features, Row>

export interface TableModel<Row extends object> {
  table: TableInstance<Row>
  layout: TableLayout
  setLayout: (change: Partial<TableLayout>) => void
  /** Columns on show, in order. */
  columns: Column<Row>[]
  lines: Line<Row>[]
}

/** Columns in the layout's order; those it does not name stay after the one declared before them. */
export function orderColumns(ids: readonly string[], order: readonly string[]): string[] {
  const ordered = order.filter((id) => ids.includes(id))
  ids.forEach((id, index) => {
    if (ordered.includes(id)) return
    const before = ids[index - 1]
    ordered.splice(before === undefined ? 0 : ordered.indexOf(before) + 1, 0, id)
  })
  return ordered
}

/** Rows, columns and lines of a table in the layout kept under its name. */
export function useTableModel<Row extends object>(
  stateKey: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  rowKey: (row: Row) => string,
  collapsed: readonly string[],
): TableModel<Row> {
  const [layout, setLayout] = useTableLayout(stateKey)
  const defs = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        header: column.header,
        // Undefined is what the sorting puts last in both directions.
        accessorFn: (row: Row) => sortKeyOf(column, row) ?? undefined,
        sortUndefined: 'last' as const,
        sortDescFirst: false,
        sortFn: (a: { original: Row }, b: { original: Row }) =>
          compareKeys(sortKeyOf(column, a.original), sortKeyOf(column, b.original)),
        size: column.width ?? DEFAULT_WIDTH,
        minSize: 48,
        maxSize: 900,
      })),
    [columns],
  )
  const columnVisibility = useMemo(
    () => ({
      ...Object.fromEntries(columns.map(({ id, hidden }) => [id, !hidden])),
      ...layout.visible,
    }),
    [columns, layout.visible],
  )
  const columnOrder = useMemo(
    () =>
      orderColumns(
        columns.map(({ id }) => id),
        layout.order,
      ),
    [columns, layout.order],
  )
  const data = useMemo(() => [...rows], [rows])
  const table = useTable({
    features,
    columns: defs,
    data,
    getRowId: rowKey,
    enableMultiSort: true,
    columnResizeMode: 'onChange',
    state: {
      sorting: layout.sorting,
      columnSizing: layout.widths,
      columnVisibility,
      columnOrder,
    },
    onSortingChange: (change) => setLayout({ sorting: functionalUpdate(change, layout.sorting) }),
    onColumnSizingChange: (change) =>
      setLayout({ widths: functionalUpdate(change, layout.widths) }),
    onColumnOrderChange: (change) => setLayout({ order: functionalUpdate(change, columnOrder) }),
    onColumnVisibilityChange: (change) =>
      setLayout({ visible: functionalUpdate(change, columnVisibility) }),
  })

  const shown = table.getVisibleLeafColumns().map((column) => column.id)
  const shownKey = shown.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: shownKey stands for shown
  const shownColumns = useMemo(
    () => shown.flatMap((id) => columns.find((column) => column.id === id) ?? []),
    [columns, shownKey],
  )
  const sorted = table.getRowModel().rows
  const lines = useMemo(
    () =>
      toLines(
        sorted.map((row) => row.original),
        rowKey,
        columns.find((column) => column.id === layout.groupBy),
        collapsed,
      ),
    [sorted, rowKey, columns, layout.groupBy, collapsed],
  )
  return { table, layout, setLayout, columns: shownColumns, lines }
}
