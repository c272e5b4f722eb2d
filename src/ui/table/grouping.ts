import type { Column } from './column.ts'

/** A line of the table's body: a group's heading, or a row. */
export type Line<Row> =
  | { kind: 'group'; key: string; label: string; count: number; collapsed: boolean }
  | { kind: 'row'; key: string; row: Row }

/** Orders two sort keys: numbers by size, text as people do ("2" before "10"); `null` last. */
export function compareKeys(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return collator.compare(String(a), String(b))
}
const collator = new Intl.Collator('en-GB', { numeric: true })

export function sortKeyOf<Row>(column: Column<Row>, row: Row): string | number | null {
  return column.sortBy ? column.sortBy(row) : column.text(row) || null
}

/** Lines of sorted rows, under group headings when grouped. Groups come in the column's own order. */
export function toLines<Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  groupBy: Column<Row> | undefined,
  collapsed: readonly string[],
): Line<Row>[] {
  const line = (row: Row): Line<Row> => ({ kind: 'row', key: rowKey(row), row })
  if (!groupBy) return rows.map(line)

  const groups = Map.groupBy(rows, (row) => groupBy.text(row))
  const byOrder = [...groups].sort(([, [a]], [, [b]]) =>
    compareKeys(a ? sortKeyOf(groupBy, a) : null, b ? sortKeyOf(groupBy, b) : null),
  )
  return byOrder.flatMap(([label, members]) => {
    const isCollapsed = collapsed.includes(label)
    const heading: Line<Row> = {
      kind: 'group',
      key: `group:${label}`,
      label: label || `No ${groupBy.header.toLowerCase()}`,
      count: members.length,
      collapsed: isCollapsed,
    }
    return isCollapsed ? [heading] : [heading, ...members.map(line)]
  })
}
