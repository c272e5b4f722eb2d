import type { Random } from '../random.ts'
import {
  type Confidence,
  isOpen as isOpenStatus,
  STATUSES,
  type Status,
  UNDER_WAY,
} from '../record/statuses.ts'
import { SOON_DAYS, STALE_DAYS } from '../register/attention.ts'
import type { ExampleAction } from './actions.ts'
import type { Profile } from './profiles.ts'

/**
 * Where an action stands when the example ends. It is settled first, so that each system has what
 * its profile says; `history.ts` then tells how it came to that.
 */
export interface Outcome {
  action: ExampleAction
  status: Status
  confidence: Confidence | null
  hasOwner: boolean
  /** Days from today to the date by which it is due, negative where that has passed. */
  dueIn: number | null
  /** Days since the last entry. */
  quietFor: number
}

/** Room for the weekends and holidays by which `workingMoment` goes back. */
const STALE_MARGIN = 6
/** Long enough after the beginning of the year for a history to fit before it. */
const LONGEST_QUIET = 300
const HAS_DUE = 0.7
const OWNED_BEFORE_START = 0.6

/** Outcomes of the actions that a system speaks of; those it never mentions are left out. */
export function outcomesFor(
  actions: readonly ExampleAction[],
  local: readonly ExampleAction[],
  profile: Profile,
  chance: Random,
): Outcome[] {
  const spokenOf = chance.shuffle(actions).slice(profile.untouched)
  const outcomes = [...spokenOf, ...local].map((action) => ordinary(action, profile, chance))
  const { overdue, dueSoon, blocked, stale, noOwner } = profile.attention
  const shuffled = (which: (outcome: Outcome) => boolean) => chance.shuffle(outcomes.filter(which))

  for (const outcome of shuffled(wasBegun).slice(0, blocked)) outcome.status = 'blocked'
  const dated = shuffled(isOpen)
  for (const outcome of dated.splice(0, overdue)) outcome.dueIn = -chance.int(3, 75)
  for (const outcome of dated.splice(0, dueSoon)) outcome.dueIn = chance.int(1, SOON_DAYS - 1)
  const longAgo = Math.max(STALE_DAYS + STALE_MARGIN, profile.silentFor)
  for (const outcome of shuffled(isUnderWay).slice(0, stale)) {
    outcome.quietFor = chance.int(longAgo, Math.min(longAgo + 90, LONGEST_QUIET))
  }
  for (const outcome of shuffled(isUnderWay).slice(0, noOwner)) outcome.hasOwner = false
  for (const outcome of outcomes) outcome.confidence = confidenceIn(outcome, chance)
  return outcomes
}

export function isOpen({ status }: Outcome): boolean {
  return isOpenStatus(status)
}

function isUnderWay({ status }: Outcome): boolean {
  return (UNDER_WAY as readonly Status[]).includes(status)
}

/** An outcome that needs nobody's attention. */
function ordinary(action: ExampleAction, profile: Profile, chance: Random): Outcome {
  const status = weighted(profile.mix, chance)
  const open = isOpenStatus(status)
  const lately = chance.int(2, STALE_DAYS - STALE_MARGIN)
  const anyTime = chance.int(2, LONGEST_QUIET - profile.silentFor)
  const quietFor = profile.silentFor + (open ? lately : anyTime)
  return {
    action,
    status,
    confidence: null,
    hasOwner: status !== 'not-started' || chance.chance(OWNED_BEFORE_START),
    dueIn:
      status === 'not-applicable' || status === 'not-started' || !chance.chance(HAS_DUE)
        ? null
        : open
          ? SOON_DAYS + chance.int(5, 240)
          : chance.int(-25, 30) - quietFor,
    quietFor,
  }
}

function wasBegun({ status }: Outcome): boolean {
  return status === 'in-progress'
}

function confidenceIn(outcome: Outcome, chance: Random): Confidence | null {
  const { status, dueIn } = outcome
  if (status === 'not-started' || status === 'not-applicable') return null
  if (!isOpen(outcome)) return 'on-track'
  if (status === 'blocked') return chance.pick(['off-track', 'off-track', 'at-risk'])
  if (dueIn !== null && dueIn < 0) return chance.pick(['at-risk', 'at-risk', 'off-track'])
  return chance.pick(['on-track', 'on-track', 'on-track', 'on-track', 'at-risk'])
}

function weighted(weights: Profile['mix'], chance: Random): Status {
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0)
  let left = chance.next() * total
  for (const status of STATUSES) {
    left -= weights[status] ?? 0
    if (left < 0) return status
  }
  return 'in-progress'
}
