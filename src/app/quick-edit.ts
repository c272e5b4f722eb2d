import { useSyncExternalStore } from 'react'
import type { ActionRow } from '../../preload/types.ts'

/** Editing one field of one or many actions from wherever they are on show. */

export type QuickField = 'status' | 'note' | 'owner' | 'due'

export interface QuickEditing {
  field: QuickField
  /** Actions of one system; at least one. */
  rows: readonly ActionRow[]
}

let editing: QuickEditing | null = null
const watchers = new Set<() => void>()

function set(next: QuickEditing | null): void {
  editing = next
  for (const watch of watchers) watch()
}

/** Opens the small editor for a field of the rows. */
export function quickEdit(field: QuickField, rows: readonly ActionRow[]): void {
  if (rows.length > 0) set({ field, rows })
}

export function closeQuickEdit(): void {
  set(null)
}

export function useQuickEditing(): QuickEditing | null {
  return useSyncExternalStore(
    (watch) => {
      watchers.add(watch)
      return () => watchers.delete(watch)
    },
    () => editing,
  )
}
