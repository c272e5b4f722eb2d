import type { Limits } from '../limits.ts'

/** What may be stored in a day: by each member, and in each room. */
export interface Budgets {
  /** Takes so many bytes out of both; `false`: not today, and nothing was taken. */
  take(member: string, room: string, bytes: number): boolean
  /** Of what was taken so many bytes were not stored after all. */
  giveBack(member: string, room: string, bytes: number): void
}

const DAY_MS = 86_400_000

/**
 * A day's bytes, counted anew from midnight UTC and from each start: enough for years of honest work,
 * and too little to fill a disk, or everybody's machine, before somebody notices.
 */
export function budgets(
  { memberBytesPerDay, roomBytesPerDay }: Pick<Limits, 'memberBytesPerDay' | 'roomBytesPerDay'>,
  now: () => number,
): Budgets {
  let day = 0
  const byMember = new Map<string, number>()
  const byRoom = new Map<string, number>()
  return {
    take(member, room, bytes) {
      const today = Math.floor(now() / DAY_MS)
      if (today !== day) {
        day = today
        byMember.clear()
        byRoom.clear()
      }
      const ofMember = (byMember.get(member) ?? 0) + bytes
      const ofRoom = (byRoom.get(room) ?? 0) + bytes
      if (ofMember > memberBytesPerDay || ofRoom > roomBytesPerDay) return false
      byMember.set(member, ofMember)
      byRoom.set(room, ofRoom)
      return true
    },
    giveBack(member, room, bytes) {
      // Counted anew since midnight: then there is less of it, and never less than nothing.
      byMember.set(member, Math.max(0, (byMember.get(member) ?? 0) - bytes))
      byRoom.set(room, Math.max(0, (byRoom.get(room) ?? 0) - bytes))
    },
  }
}
