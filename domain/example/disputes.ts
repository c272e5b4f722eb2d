import { addDays } from '../dates.ts'
import { DAY_MS, workingMoment } from './calendar.ts'
import type { Telling } from './history.ts'
import type { Deed } from './journal.ts'
import { isOpen } from './outcomes.ts'
import type { Profile } from './profiles.ts'
import { lastMoment, type Tale } from './tale.ts'

type Values = Deed['set']
interface Dispute {
  fits(tale: Tale): boolean
  /** What two leads set; the later is what the register shows. */
  rivals(tale: Tale, owners: readonly string[], telling: Telling, at: number): [Values, Values]
}

/** By the field that it is about. A field that is no decision, such as a note, cannot be disputed. */
const DISPUTES: readonly Dispute[] = [
  {
    fits: ({ outcome }) => (outcome.dueIn ?? 0) > 60,
    rivals: ({ outcome }, _owners, { today }) => [
      { due: addDays(today, (outcome.dueIn ?? 0) + 45) },
      { due: addDays(today, (outcome.dueIn ?? 0) + 14) },
    ],
  },
  {
    fits: ({ owner }) => owner !== null,
    rivals: ({ owner }, owners, { chance }) => {
      const [one, other] = chance.shuffle(owners.filter((id) => id !== owner))
      return [{ owner: one ?? null }, { owner: other ?? null }]
    },
  },
  {
    fits: ({ outcome }) => outcome.status === 'planned',
    rivals: ({ outcome }, _owners, { notes }, at) => [
      { status: 'blocked', note: notes.note('blocked', outcome.action, at) },
      { status: 'in-progress', note: notes.note('started', outcome.action, at) },
    ],
  },
  {
    fits: ({ outcome }) => outcome.status === 'in-progress' && outcome.confidence === 'on-track',
    rivals: () => [{ confidence: 'off-track' }, { confidence: 'at-risk' }],
  },
  {
    fits: ({ outcome }) => outcome.status === 'in-progress',
    rivals: ({ outcome }, _owners, { notes }, at) => [
      { nextStep: notes.nextStep('under', outcome.action, at) },
      { nextStep: notes.nextStep('under', outcome.action, at) },
    ],
  },
]

/** A dispute lies within these days of the end, or of the day a system fell silent. */
const WITHIN_DAYS = 30

/**
 * Fields that two leads set without seeing each other, one of them offline. Each comes after
 * everything else on its action, so that it stands open at the end unless it is settled here.
 */
export function disputesOf(
  tales: readonly Tale[],
  owners: readonly string[],
  leads: readonly string[],
  profile: Profile,
  telling: Telling,
): Deed[] {
  const { today, chance } = telling
  const { open, settled } = profile.disputes
  const taken = new Set<Tale>()
  const deeds: Deed[] = []

  for (let i = 0; i < open + settled; i++) {
    const { fits, rivals } = DISPUTES[i % DISPUTES.length] as Dispute
    const tale = chance
      .shuffle(tales)
      .find((candidate) => !taken.has(candidate) && isRecent(candidate, profile) && fits(candidate))
    const [one, other] = chance.shuffle(leads)
    if (!tale || !one || !other) continue
    taken.add(tale)

    const latestDay = profile.silentFor + 2
    const day = chance.int(latestDay, Math.min(tale.outcome.quietFor - 5, latestDay + WITHIN_DAYS))
    const at = Math.max(workingMoment(today, day, chance), lastMoment(tale) + DAY_MS / 2)
    const subject = `action:${tale.outcome.action.reference}`
    const [first, second] = rivals(tale, owners, telling, at)
    const earlier: Deed = { at, by: one, subject, set: first }
    const later: Deed = {
      at: at + chance.int(30, 120) * 60_000,
      by: other,
      subject,
      set: second,
      unaware: earlier,
    }
    deeds.push(earlier, later)
    if (i >= open) {
      const agreed = Object.entries(second).filter(([field]) => field !== 'note')
      const settledAt = later.at + chance.int(10, 60) * 60_000
      deeds.push({ at: settledAt, by: one, subject, set: Object.fromEntries(agreed) })
    }
  }
  return deeds
}

/** Told of lately, but not so lately that nothing can come after it. */
function isRecent({ outcome }: Tale, { silentFor }: Profile): boolean {
  const quietFor = outcome.quietFor - silentFor
  return isOpen(outcome) && quietFor >= 8 && quietFor <= 84
}
