import { useState } from 'react'
import type { SessionDetail } from '../../../../preload/workshops-types.ts'
import { queryClient, useTell } from '../../../app/api.ts'
import { showAtOnce } from '../../../app/show-at-once.ts'
import { withMoved } from './reorder.ts'

/** Moves items of an agenda: shows at once, and is withdrawn when the service refuses it. */
export function useMoveItem(session: SessionDetail) {
  const move = useTell('workshops.moveItem')
  const [announced, setAnnounced] = useState('')
  const key = ['workshops.session', { id: session.id }]

  return {
    /** What a screen reader is told of the last move. */
    announced,
    /** @param to the item's place, counted without it */
    async moveTo(id: string, to: number): Promise<void> {
      const from = session.items.findIndex((item) => item.id === id)
      if (from < 0 || from === to || to < 0 || to >= session.items.length) return
      const moved = withMoved(session, id, to)
      await queryClient.cancelQueries({ queryKey: key })
      const settle = showAtOnce({ queryKey: key, exact: true }, () => moved)
      const item = moved.items[to]
      setAnnounced(
        `${item?.title}: now ${to + 1} of ${moved.items.length}, starts at ${item?.clock}.`,
      )
      move.mutate(
        { session: session.id, id, to },
        { onSettled: (_, error) => settle(error === null) },
      )
    },
  }
}
