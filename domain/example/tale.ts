import type { Deed } from './journal.ts'
import type { Outcome } from './outcomes.ts'

/** One action of one system: where it ends, and the deeds by which it came there. */
export interface Tale {
  outcome: Outcome
  owner: string | null
  /** Deeds on the action itself, in the order of time. */
  history: Deed[]
}

export function lastMoment({ history }: Tale): number {
  return history.at(-1)?.at ?? 0
}
