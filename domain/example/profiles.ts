import type { Status } from '../record/statuses.ts'

/** How a system fares in the example. Numbers are of actions unless they say otherwise. */
export interface Profile {
  /** Actions of which nothing is ever said. */
  untouched: number
  /** Weights by which the others come to their status; the blocked ones come from `attention`. */
  mix: Partial<Record<Status, number>>
  /** Most progress notes between two turns of an action. */
  chatter: number
  /** Days into the year by which every action that is worked on has been taken up. */
  takenUpBy: number
  /** Days before the end since which nothing has been reported. */
  silentFor: number
  attention: Record<'overdue' | 'dueSoon' | 'blocked' | 'stale' | 'noOwner', number>
  /** Fields that two leads set without seeing each other: left open, and settled since. */
  disputes: { open: number; settled: number }
  /** Deeds that were taken back. */
  corrections: number
  /** Owners who left and passed their actions on. */
  handovers: number
}

/** The system whose lead the example's reader is: something of every kind to look after. */
export const HOME: Profile = {
  untouched: 4,
  mix: {
    'not-started': 10,
    planned: 18,
    'in-progress': 40,
    complete: 16,
    embedded: 8,
    'not-applicable': 4,
  },
  chatter: 2,
  takenUpBy: 120,
  silentFor: 0,
  attention: { overdue: 7, dueSoon: 9, blocked: 8, stale: 14, noOwner: 9 },
  disputes: { open: 3, settled: 3 },
  corrections: 5,
  handovers: 2,
}

const FRONT_RUNNER: Profile = {
  untouched: 2,
  mix: {
    'not-started': 3,
    planned: 10,
    'in-progress': 36,
    complete: 30,
    embedded: 22,
    'not-applicable': 3,
  },
  chatter: 2,
  takenUpBy: 70,
  silentFor: 0,
  attention: { overdue: 3, dueSoon: 12, blocked: 4, stale: 5, noOwner: 3 },
  disputes: { open: 1, settled: 4 },
  corrections: 6,
  handovers: 1,
}

const STEADY: Profile = {
  untouched: 14,
  mix: {
    'not-started': 14,
    planned: 22,
    'in-progress': 38,
    complete: 14,
    embedded: 6,
    'not-applicable': 5,
  },
  chatter: 2,
  takenUpBy: 160,
  silentFor: 0,
  attention: { overdue: 10, dueSoon: 11, blocked: 9, stale: 24, noOwner: 16 },
  disputes: { open: 2, settled: 2 },
  corrections: 4,
  handovers: 1,
}

const LATE_STARTER: Profile = {
  untouched: 40,
  mix: {
    'not-started': 26,
    planned: 34,
    'in-progress': 32,
    complete: 5,
    embedded: 1,
    'not-applicable': 6,
  },
  chatter: 1,
  takenUpBy: 270,
  silentFor: 0,
  attention: { overdue: 6, dueSoon: 14, blocked: 7, stale: 12, noOwner: 30 },
  disputes: { open: 1, settled: 1 },
  corrections: 3,
  handovers: 1,
}

/** Reports little, and seldom. */
const LAGGARD: Profile = {
  untouched: 178,
  mix: {
    'not-started': 30,
    planned: 36,
    'in-progress': 26,
    complete: 3,
    embedded: 0,
    'not-applicable': 5,
  },
  chatter: 1,
  takenUpBy: 300,
  silentFor: 10,
  attention: { overdue: 9, dueSoon: 3, blocked: 4, stale: 30, noOwner: 24 },
  disputes: { open: 0, settled: 0 },
  corrections: 1,
  handovers: 0,
}

/** Stopped reporting after five months. */
const FELL_SILENT: Profile = {
  untouched: 52,
  mix: {
    'not-started': 24,
    planned: 38,
    'in-progress': 34,
    complete: 4,
    embedded: 0,
    'not-applicable': 4,
  },
  chatter: 1,
  takenUpBy: 130,
  silentFor: 213,
  attention: { overdue: 48, dueSoon: 12, blocked: 6, stale: 0, noOwner: 18 },
  disputes: { open: 2, settled: 0 },
  corrections: 2,
  handovers: 0,
}

const OTHERS = [
  FRONT_RUNNER,
  STEADY,
  LATE_STARTER,
  STEADY,
  FELL_SILENT,
  FRONT_RUNNER,
  STEADY,
  LAGGARD,
  STEADY,
  LATE_STARTER,
] as const

/** Gives each system its profile: the reader's own one, the others in turn. */
export function profilesFor(systems: readonly string[], home: string): Map<string, Profile> {
  let turn = 0
  return new Map(
    systems.map((ods) => [ods, ods === home ? HOME : (OTHERS[turn++ % OTHERS.length] as Profile)]),
  )
}
