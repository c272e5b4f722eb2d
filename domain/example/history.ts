import { addDays } from '../dates.ts'
import type { Random } from '../random.ts'
import type { Confidence, Status } from '../record/statuses.ts'
import { workingMoment, YEAR_DAYS } from './calendar.ts'
import type { Deed } from './journal.ts'
import type { NoteWriter } from './notes.ts'
import type { Outcome } from './outcomes.ts'
import type { Stage } from './wording/next-steps.ts'
import type { Phase } from './wording/phases.ts'

/** What the tellers of a system's year share. */
export interface Telling {
  today: string
  chance: Random
  notes: NoteWriter
  /** Somebody who keeps the system's record. */
  someLead(): string
}

export interface HistoryOptions {
  /** `null` where nobody is answerable. */
  owner: string | null
  /** Where the owner was named beforehand, in a deed of its own. */
  ownerNamed: boolean
  adoptedFrom: { ods: string; name: string } | null
  /** Most progress notes between two turns. */
  chatter: number
  /** Days into the year by which work is taken up. */
  takenUpBy: number
}

/** What comes of each phase; `preparing` and the like change no status. */
const TURNS: Record<Phase, { status?: Status; stage?: Stage }> = {
  assigned: { status: 'not-started' },
  planned: { status: 'planned', stage: 'before' },
  adopted: { status: 'planned', stage: 'before' },
  preparing: { stage: 'before' },
  started: { status: 'in-progress', stage: 'under' },
  progress: { stage: 'under' },
  blocked: { status: 'blocked', stage: 'stuck' },
  stuck: { stage: 'stuck' },
  unblocked: { status: 'in-progress', stage: 'under' },
  complete: { status: 'complete', stage: 'after' },
  embedded: { status: 'embedded' },
  'not-applicable': { status: 'not-applicable' },
}

/** Days at the beginning of the year kept for setting up the directory and naming owners. */
export const SETTING_UP_DAYS = 14
/** Days that one progress note needs at least, on average. */
const DAYS_PER_NOTE = 18
const SAYS_NEXT_STEP = 0.65
const DUE_MOVED = 0.3

/** Tells how one action came to its outcome, in the order of time. */
export function historyOf(outcome: Outcome, options: HistoryOptions, telling: Telling): Deed[] {
  const { today, chance, notes, someLead } = telling
  const { action, dueIn, quietFor } = outcome
  const takenUp = YEAR_DAYS - SETTING_UP_DAYS - chance.int(0, options.takenUpBy)
  const first = Math.max(takenUp, Math.min(quietFor + 20, YEAR_DAYS - SETTING_UP_DAYS))
  const chatter = Math.min(options.chatter, Math.floor((first - quietFor) / DAYS_PER_NOTE))
  const phases = phasesTo(outcome.status, options.adoptedFrom !== null, chatter, chance)
  const moments = momentsBetween(first, quietFor, phases.length, telling)

  let confidence: Confidence | null = null
  let due: string | null = null
  const lead = someLead()
  return phases.map((phase, i) => {
    const at = moments[i] as number
    const last = i === phases.length - 1
    const { status, stage } = TURNS[phase]
    const set: Deed['set'] = { note: notes.note(phase, action, at, options.adoptedFrom?.name) }
    if (status) set.status = status
    // A new status always has its own next step: the one before it has been done, or given up.
    if (stage && (status || chance.chance(SAYS_NEXT_STEP)))
      set.nextStep = notes.nextStep(stage, action, at)
    if (phase === 'embedded') set.nextStep = null
    if (phase === 'adopted' && options.adoptedFrom) set.adoptedFrom = options.adoptedFrom.ods
    if (i === 0 && options.owner && !options.ownerNamed) set.owner = options.owner

    const nextConfidence = last ? outcome.confidence : confidenceAt(phase, confidence, chance)
    if (nextConfidence !== confidence) set.confidence = confidence = nextConfidence

    const nextDue = dueIn === null ? null : addDays(today, dueIn)
    if (nextDue && (i === 0 || last) && nextDue !== due) {
      const movesLater = i === 0 && !last && dueIn !== null && dueIn > 0 && chance.chance(DUE_MOVED)
      due = movesLater ? earlierDue(nextDue, chance) : nextDue
      set.due = due
    }
    const by = chance.chance(0.8) ? lead : someLead()
    return { at, by, subject: `action:${action.reference}`, set }
  })
}

/** The turns by which work comes to a status, with notes between them. */
function phasesTo(status: Status, adopted: boolean, chatter: number, chance: Random): Phase[] {
  const some = (phase: Phase, most: number): Phase[] =>
    Array.from({ length: chance.int(0, Math.max(0, most)) }, () => phase)
  const begun = (): Phase[] => [
    ...(adopted ? (['adopted'] as const) : chance.chance(0.85) ? (['planned'] as const) : []),
    ...some('preparing', Math.min(1, chatter)),
    'started',
    ...some('progress', chatter),
  ]
  const mayHaveStuck = (): Phase[] =>
    chatter > 0 && chance.chance(0.2) ? ['blocked', 'unblocked', ...some('progress', chatter)] : []

  switch (status) {
    case 'not-started':
      return ['assigned']
    case 'planned':
      return [adopted ? 'adopted' : 'planned', ...some('preparing', chatter)]
    case 'blocked':
      return [...begun(), 'blocked', ...some('stuck', Math.min(1, chatter))]
    case 'complete':
      return [...begun(), ...mayHaveStuck(), 'complete']
    case 'embedded':
      return [...begun(), ...mayHaveStuck(), 'complete', 'embedded']
    case 'not-applicable':
      return chance.chance(0.3) ? ['assigned', 'not-applicable'] : ['not-applicable']
    default:
      return [...begun(), ...mayHaveStuck()]
  }
}

/**
 * Working moments in ascending order, the last exactly `until` days ago (or on the working day
 * before), the others between that and `from` days ago.
 */
function momentsBetween(
  from: number,
  until: number,
  count: number,
  { today, chance }: Telling,
): number[] {
  const days = Array.from({ length: count - 1 }, () => chance.int(until + 1, from))
  if (count > 1) days[0] = from
  return [...days, until]
    .map((daysAgo) => workingMoment(today, daysAgo, chance))
    .sort((a, b) => a - b)
}

function confidenceAt(phase: Phase, before: Confidence | null, chance: Random): Confidence | null {
  switch (phase) {
    case 'assigned':
    case 'not-applicable':
      return null
    case 'blocked':
      return chance.pick(['off-track', 'at-risk'])
    case 'stuck':
      return before
    case 'progress':
      return chance.chance(0.25) ? chance.pick(['on-track', 'on-track', 'at-risk']) : before
    default:
      return 'on-track'
  }
}

function earlierDue(due: string, chance: Random): string {
  return addDays(due, -chance.int(14, 60))
}
