import type { QueryFilters } from '@tanstack/react-query'
import { queryClient } from './api.ts'

/** Changes on show that are not kept yet, the earliest first. */
const shown: { key: readonly unknown[]; before: unknown; after: unknown }[] = []

/**
 * Shows a change before it is kept.
 * @returns what to call once it is known whether it was: a change that was refused, or that nobody
 *   is there to keep, is off the screen at once, whether or not the service can be asked again
 */
export function showAtOnce<T>(
  filters: QueryFilters,
  change: (data: T) => T,
): (isKept: boolean) => void {
  const made = queryClient.getQueriesData<T>(filters).flatMap(([key, before]) => {
    if (before === undefined) return []
    const after = queryClient.setQueryData<T>(key, change(before))
    return [{ key, before, after }]
  })
  shown.push(...made)
  return (isKept) => {
    for (const each of made) {
      shown.splice(shown.indexOf(each), 1)
      if (isKept) continue
      if (queryClient.getQueryData(each.key) === each.after)
        queryClient.setQueryData(each.key, each.before)
      // A later change was made on top of this one: without it, that one stands on what was before.
      else for (const later of shown) if (later.before === each.after) later.before = each.before
    }
    if (isKept) return
    for (const { key } of made) void queryClient.invalidateQueries({ queryKey: key, exact: true })
  }
}
