import { useCallback, useSyncExternalStore } from 'react'

/**
 * What a table looks like and where the person was in it, kept by name outside the components:
 * it survives leaving the page and coming back. Layouts can also be saved and loaded again.
 */

export interface TableLayout {
  sorting: { id: string; desc: boolean }[]
  /** Width by column, in px. */
  widths: Record<string, number>
  /** Ids in order; columns not named keep their place after these. */
  order: string[]
  /** By column, where it differs from how the column is declared. */
  visible: Record<string, boolean>
  groupBy: string | null
}

export interface TablePosition {
  scrollTop: number
  /** Keys of selected rows. */
  selected: readonly string[]
  /** Row (by key; `null` for the heading) and column under the keyboard. */
  active: { row: string | null; column: string } | null
  /** Group names that are folded away. */
  collapsed: readonly string[]
}

export const PLAIN_LAYOUT: TableLayout = {
  sorting: [],
  widths: {},
  order: [],
  visible: {},
  groupBy: null,
}
const START: TablePosition = { scrollTop: 0, selected: [], active: null, collapsed: [] }

/** Values by name, with one set of watchers. */
function keyedStore<T>(initial: T) {
  const values = new Map<string, T>()
  const watchers = new Set<(key: string) => void>()
  const watch = (watcher: (key: string) => void) => {
    watchers.add(watcher)
    return () => watchers.delete(watcher)
  }
  const get = (key: string) => values.get(key) ?? initial
  /** Keeps a change without announcing it. */
  const keep = (key: string, change: Partial<T>) => values.set(key, { ...get(key), ...change })
  const set = (key: string, change: Partial<T>) => {
    keep(key, change)
    for (const watcher of watchers) watcher(key)
  }
  return { watch, get, set, keep }
}

export const tableLayouts = keyedStore(PLAIN_LAYOUT)
export const tablePositions = keyedStore(START)

export function useTableLayout(key: string): [TableLayout, (change: Partial<TableLayout>) => void] {
  const layout = useSyncExternalStore(tableLayouts.watch, () => tableLayouts.get(key))
  return [
    layout,
    useCallback((change: Partial<TableLayout>) => tableLayouts.set(key, change), [key]),
  ]
}

export function useTablePosition(
  key: string,
): [TablePosition, (change: Partial<TablePosition>) => void] {
  const position = useSyncExternalStore(tablePositions.watch, () => tablePositions.get(key))
  return [
    position,
    useCallback((change: Partial<TablePosition>) => tablePositions.set(key, change), [key]),
  ]
}
