import type { Limits } from '../limits.ts'

/** A connection that takes less than it is sent. */
export interface Slow {
  readonly member: string
  /** Bytes that wait for it. */
  waiting(): number
  /** Ends it. */
  tooSlow(): void
}

/** From here on a connection is looked at beside the others. */
export const SLOW_BYTES = 256 * 1024

/** Looks at what waits for slow readers: of each member, and of all. The largest is ended first. */
export function backlog(limits: Pick<Limits, 'waitingBytesPerMember' | 'waitingBytesInAll'>) {
  const slow = new Set<Slow>()

  function largest(some: readonly Slow[]): Slow | undefined {
    return some.reduce<Slow | undefined>(
      (most, each) => (most && most.waiting() >= each.waiting() ? most : each),
      undefined,
    )
  }

  const sum = (some: readonly Slow[]) => some.reduce((total, each) => total + each.waiting(), 0)

  return {
    /** To be told of whoever has more than `SLOW_BYTES` waiting. */
    note(connection: Slow): void {
      slow.add(connection)
      for (const each of slow) if (each.waiting() <= SLOW_BYTES) slow.delete(each)
      const all = [...slow]
      const mine = all.filter(({ member }) => member === connection.member)
      const worst =
        sum(mine) > limits.waitingBytesPerMember
          ? largest(mine)
          : sum(all) > limits.waitingBytesInAll
            ? largest(all)
            : undefined
      if (!worst) return
      slow.delete(worst)
      worst.tooSlow()
    },
  }
}

export type Backlog = ReturnType<typeof backlog>
