import { type WorkMeter, worked } from './meter.ts'

/** Somebody with work waiting, one step after the other. */
export interface Taker {
  readonly member: string
  /** Whether there is a step that could be done now. */
  waits(): boolean
  /** Does one step. */
  step(): void
}

/** Who gets the thread next. */
export interface Turns {
  /** Does the step now where nobody has to wait for it; answers whether it was done. */
  now(member: string, step: () => void): boolean
  /** Has the taker called when it is its turn, for as long as it waits. */
  queue(taker: Taker): void
  leave(taker: Taker): void
}

/** Time after which the thread is given back, so that everybody else is heard. */
const SLICE_MS = 10

/** Of those who wait, who had least goes first; after each slice everybody else is heard. */
export function turns(meter: WorkMeter): Turns {
  const takers = new Set<Taker>()
  let used = 0
  let _next: NodeJS.Immediate | undefined
  let later: NodeJS.Timeout | undefined

  function work(member: string, step: () => void): void {
    const before = worked()
    step()
    const ms = worked() - before
    used += ms
    meter.spend(member, ms)
    _next ??= setImmediate(turn)
  }

  function turn(): void {
    _next = undefined
    used = 0
    clearTimeout(later)
    later = undefined
    const inOrder = [...takers].sort((a, b) => meter.spent(a.member) - meter.spent(b.member))
    let wait = Number.POSITIVE_INFINITY
    for (const taker of inOrder) {
      const owed = meter.owes(taker.member)
      if (owed > 0) wait = Math.min(wait, owed)
      else if (used >= SLICE_MS) wait = 0
      else {
        if (taker.waits()) work(taker.member, () => taker.step())
        if (taker.waits()) wait = 0
      }
    }
    if (wait === 0) _next ??= setImmediate(turn)
    else if (wait !== Number.POSITIVE_INFINITY) {
      later = setTimeout(turn, Math.ceil(wait))
      later.unref()
    }
  }

  return {
    now(member, step) {
      if (used >= SLICE_MS || meter.owes(member) > 0) return false
      work(member, step)
      return true
    },
    queue(taker) {
      takers.add(taker)
      _next ??= setImmediate(turn)
    },
    leave: (taker) => void takers.delete(taker),
  }
}
