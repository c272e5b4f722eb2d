import { useRef } from 'react'
import type { ActionFields } from '../../../../domain/record/subjects.ts'
import type { ActionDetail } from '../../../../preload/types.ts'
import { queryClient, useTell } from '../../../app/api.ts'
import { showAtOnce } from '../../../app/show-at-once.ts'
import { seenFor } from '../../shared/seen.ts'
import { withChanges } from './edits.ts'

type Seen = Record<string, string[]>

/**
 * Saves changes to one action, one after another. A change shows at once and is withdrawn, with
 * the reason in a toast, when the service refuses it.
 *
 * @returns a function that takes the changes and, for a text that took a while to write, the
 *   entries that were in view when the person began; it answers whether the change was kept
 */
export function useSaveAction({ row }: ActionDetail) {
  const { ics, reference } = row
  const key = ['action.get', { ics, reference }]
  const update = useTell('action.update')
  const last = useRef<Promise<unknown> | null>(null)

  return function save(changes: ActionFields, seen?: Seen): Promise<boolean> {
    const fields = queryClient.getQueryData<ActionDetail>(key)?.fields ?? {}
    let inView = seen ?? seenFor(fields, changes)
    const earlier = last.current
    const settle = showAtOnce<ActionDetail>({ queryKey: key, exact: true }, (detail) =>
      withChanges(detail, changes),
    )

    const saving = (async () => {
      if (earlier !== null) {
        await earlier
        // The person's own change just before this one is in view as well.
        const now = queryClient.getQueryData<ActionDetail>(key)?.fields ?? {}
        inView = seen ?? seenFor(now, changes)
      }
      const kept = await update.mutateAsync({ ics, reference, changes, seen: inView }).then(
        () => true,
        () => false,
      )
      settle(kept)
      await queryClient.invalidateQueries({ queryKey: key })
      return kept
    })()
    last.current = saving
    void saving.then(() => {
      if (last.current === saving) last.current = null
    })
    return saving
  }
}
