import { agendaTiming } from '../../../../domain/workshops/timing.ts'
import type { SessionDetail } from '../../../../preload/workshops-types.ts'

/**
 * Where a dropped item ends up, counted without it.
 * @param ids of all items, in order
 */
export function dropIndex(
  ids: readonly string[],
  moved: string,
  target: string,
  side: 'before' | 'after' | 'on',
): number {
  const others = ids.filter((id) => id !== moved)
  return others.indexOf(target) + (side === 'after' ? 1 : 0)
}

/**
 * The session as it will stand once the item is moved, to show before it is saved.
 * @param to the item's place, counted without it
 */
export function withMoved(session: SessionDetail, id: string, to: number): SessionDetail {
  const moved = session.items.find((item) => item.id === id)
  if (!moved) return session
  const items = session.items.filter((item) => item !== moved).toSpliced(to, 0, moved)
  const timing = agendaTiming(session, items)
  return {
    ...session,
    timing,
    items: items.map((item, at) => {
      const slot = timing.slots[at]
      return slot ? { ...item, startsAt: slot.startsAt, clock: slot.clock } : item
    }),
  }
}
