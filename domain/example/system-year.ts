import type { ExampleAction } from './actions.ts'
import { workingMoment, YEAR_DAYS } from './calendar.ts'
import { correctionsOf } from './corrections.ts'
import { disputesOf } from './disputes.ts'
import { evidenceFor } from './evidence.ts'
import { handoversOf } from './handovers.ts'
import { historyOf, SETTING_UP_DAYS, type Telling } from './history.ts'
import type { Deed } from './journal.ts'
import type { Outcome } from './outcomes.ts'
import type { ExampleLead, ExampleOwner } from './people.ts'
import type { Profile } from './profiles.ts'
import type { Tale } from './tale.ts'

export interface Cast {
  leads: readonly ExampleLead[]
  owners: readonly ExampleOwner[]
}

/** Share of recommendations whose actions were given out together at the beginning. */
const GIVEN_OUT_TOGETHER = 0.2
const HAS_MODEL = 0.08

/** Everything that happens in one system's stream, in no particular order. */
export function systemYear(
  outcomes: readonly Outcome[],
  cast: Cast,
  profile: Profile,
  modelFor: (action: ExampleAction) => { ods: string; name: string } | null,
  telling: Telling,
): Deed[] {
  const { chance } = telling
  const namings = new Map<string, Naming | null>()
  const deeds = directoryOf(cast, telling)

  const tales = outcomes.map((outcome): Tale => {
    const { action, hasOwner } = outcome
    const owner = hasOwner ? ownerFor(action, cast.owners, telling) : null
    const naming = namings.get(action.recommendation) ?? namingFor(telling)
    namings.set(action.recommendation, naming)
    const isLocal = action.summary !== undefined
    const ownerNamed = owner !== null && naming !== null && !isLocal
    const history = historyOf(
      outcome,
      {
        owner,
        ownerNamed,
        adoptedFrom: !isLocal && chance.chance(HAS_MODEL) ? modelFor(action) : null,
        chatter: profile.chatter,
        takenUpBy: profile.takenUpBy,
      },
      telling,
    )
    if (ownerNamed)
      history.unshift({ ...naming, subject: `action:${action.reference}`, set: { owner } })
    if (isLocal) deeds.push(addingOf(action, history))
    return { outcome, owner, history }
  })

  // First of all, since it changes who the histories name.
  const handovers = handoversOf(tales, cast.owners, profile, telling)
  deeds.push(...handovers)
  for (const { outcome, history } of tales)
    deeds.push(...history, ...evidenceFor(outcome.action, history, telling))
  deeds.push(...correctionsOf(tales, profile.corrections, telling))
  const gone = new Set(handovers.filter(({ set }) => set.removed).map(({ subject }) => subject))
  const owners = cast.owners.map(({ id }) => id).filter((id) => !gone.has(`owner:${id}`))
  const leads = cast.leads.map(({ id }) => id)
  deeds.push(...disputesOf(tales, owners, leads, profile, telling))
  return deeds
}

/** When, by whom and with what else the owners of a recommendation's actions were named. */
type Naming = Pick<Deed, 'at' | 'by' | 'together'>

function namingFor({ today, chance, someLead }: Telling): Naming | null {
  if (!chance.chance(GIVEN_OUT_TOGETHER)) return null
  const daysAgo = YEAR_DAYS - chance.int(2, SETTING_UP_DAYS - 6)
  return { at: workingMoment(today, daysAgo, chance), by: someLead(), together: {} }
}

/** Mostly somebody of the part of the report that the action stands in. */
function ownerFor(
  { section }: ExampleAction,
  owners: readonly ExampleOwner[],
  { chance }: Telling,
): string {
  const near = owners.filter((owner) => owner.section === section)
  return chance.pick(chance.chance(0.9) ? near : owners).id
}

/** The leads name themselves, and one of them enters the owners, on the first days of the year. */
function directoryOf({ leads, owners }: Cast, { today, chance }: Telling): Deed[] {
  const introductions = leads.map(
    ({ id, name, role }): Deed => ({
      at: workingMoment(today, YEAR_DAYS, chance),
      by: id,
      subject: `member:${id}`,
      set: { name, role },
    }),
  )
  const at = workingMoment(today, YEAR_DAYS - 1, chance)
  const together = {}
  const by = leads[0]?.id as string
  const entered = owners.map(
    ({ id, fields }): Deed => ({ at, by, subject: `owner:${id}`, set: { ...fields }, together }),
  )
  return [...introductions, ...entered]
}

/** A system's own action is added in the same deed in which something is first said of it. */
function addingOf(action: ExampleAction, history: readonly Deed[]): Deed {
  const first = history[0] as Deed
  first.together = {}
  return {
    at: first.at,
    by: first.by,
    together: first.together,
    subject: `local-action:${action.reference}`,
    set: {
      recommendation: action.recommendation,
      title: action.title,
      summary: action.summary ?? null,
    },
  }
}
