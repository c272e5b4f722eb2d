/**
 * A hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014): a stamp follows every
 * stamp its maker has seen, and stays as near to wall time as the machines' clocks allow.
 *
 * A stamp is text of fixed width that sorts as time does:
 * `2026-11-21T19:53:36.123Z.0000.a1b2c3d4` (UTC wall time, counter in hex, replica).
 */
export type Stamp = string

export const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\.[0-9a-f]{4}\.[0-9a-f]{8}$/

/** Entries tell of work that is done with Accord: a stamp of another age is a mistake, or worse. */
const FIRST_YEAR = 2000

/**
 * Whether a text is a stamp of a moment that there was. The shape alone lets through the 30th of
 * February, midnight as 24:00 and a sixtieth second, which machines read as different moments, or none.
 */
export function isStamp(text: string): boolean {
  if (!STAMP.test(text)) return false
  const moment = text.slice(0, 24)
  const time = Date.parse(moment)
  return (
    !Number.isNaN(time) &&
    new Date(time).toISOString() === moment &&
    Number(stampYear(text)) >= FIRST_YEAR
  )
}

/** How far ahead of our own clock a stamp from elsewhere may lie before we say so. */
export const TOLERANCE_MS = 5 * 60 * 1000

const MAX_COUNTER = 0xffff

export interface HybridClock {
  /** The next stamp: after every stamp made or received here. */
  next(): Stamp
  /** Takes note of a stamp from elsewhere; answers how far it lies ahead of this machine, in ms. */
  receive(stamp: Stamp): number
  /** The latest stamp made or received. */
  latest(): Stamp | undefined
  /** Goes back to a stamp: for a machine whose wall clock ran ahead and was put right. */
  restart(last: Stamp | undefined): void
}

/**
 * @param replica 8 hex digits that no other running service shares
 * @param last the latest stamp already in the record
 * @param wall the machine's clock, in ms since 1970
 */
export function hybridClock(
  replica: string,
  last?: Stamp,
  wall: () => number = Date.now,
): HybridClock {
  let physical = last ? stampTime(last) : 0
  let counter = last ? stampCounter(last) : -1
  let latest = last

  return {
    next() {
      const now = wall()
      if (now > physical) {
        physical = now
        counter = 0
      } else if (counter < MAX_COUNTER) {
        counter += 1
      } else {
        physical += 1
        counter = 0
      }
      latest = makeStamp(physical, counter, replica)
      return latest
    },
    receive(stamp) {
      const time = stampTime(stamp)
      const count = stampCounter(stamp)
      if (time > physical) {
        physical = time
        counter = count
      } else if (time === physical && count > counter) {
        counter = count
      }
      if (latest === undefined || stamp > latest) latest = stamp
      return time - wall()
    },
    latest: () => latest,
    restart(last) {
      physical = last ? stampTime(last) : 0
      counter = last ? stampCounter(last) : -1
      latest = last
    },
  }
}

export function makeStamp(ms: number, counter: number, replica: string): Stamp {
  return `${new Date(ms).toISOString()}.${counter.toString(16).padStart(4, '0')}.${replica}`
}

/** Wall time of a stamp in ms since 1970. */
export function stampTime(stamp: Stamp): number {
  return Date.parse(stamp.slice(0, 24))
}

/** The same, ISO in UTC. */
export function stampMoment(stamp: Stamp): string {
  return new Date(stampTime(stamp)).toISOString()
}

/** Which running service made it. */
export function stampReplica(stamp: Stamp): string {
  return stamp.slice(30)
}

function stampCounter(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(25, 29), 16)
}

/** The year a stamp falls in (UTC): the segment its entry belongs to. */
export function stampYear(stamp: Stamp): string {
  return stamp.slice(0, 4)
}
