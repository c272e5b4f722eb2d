import { formatDate } from '../dates.ts'
import { isDone, STATUS_WORDS, type Status } from '../record/statuses.ts'
import { ANSWER_WORDS, STANDING_WORDS, type Standing } from '../record/workshop-words.ts'
import type { Outcome, ProposalAnswer } from './model.ts'

/** What the record knows about an outcome beside the outcome itself. */
export interface FateFacts {
  answer: ProposalAnswer | null
  /** Status, in the outcome's system, of the action that carries it. */
  actionStatus: Status | null
  /** Whether that action was done already when the promise was given to it. */
  doneBefore: boolean
  systemName: string | null
  /** Who goes on with it today: whoever took over from the system, or the system itself. */
  keeperName: string | null
}

type Unkept = Pick<Outcome, 'kind' | 'due'> & {
  standing: Standing
  answer: Pick<ProposalAnswer, 'due'> | null
}

/**
 * What became of an outcome. What the co-chairs say goes before all; then the system's answer, then
 * the state of the action that carries it, as far as it moved since the promise, then the calendar.
 * @param today ISO date in UK time
 */
export function fateOf(
  outcome: Outcome,
  { answer, actionStatus, doneBefore, systemName, keeperName }: FateFacts,
  today: string,
): { standing: Standing; words: string } {
  const due = dueOf(outcome, answer)
  const standing = standingOf(outcome, answer, doneBefore ? null : actionStatus, due, today)
  const system = systemName ?? 'the system'
  const keeper = keeperName ?? system
  const dueWords = due ? `, due ${formatDate(due)}` : ''
  const carriedBy = answer?.action ?? outcome.action
  const says = (words: string) => ({ standing, words })

  switch (standing) {
    case 'carried':
    case 'dropped':
      return says(withNote(STANDING_WORDS[standing], outcome.fateNote))
    case 'declined':
      return says(withNote(`Declined by ${system}`, answer?.reason ?? null))
    case 'proposed':
      return says(`Waits for an answer from ${keeper}${dueWords}`)
    case 'done':
      return says(
        outcome.fate === 'done'
          ? withNote('Done', outcome.fateNote)
          : `${carriedBy} is ${statusWords(actionStatus)} in ${keeper}`,
      )
    default: {
      const answered = answer ? `${ANSWER_WORDS[answer.answer]} by ${system}` : null
      const state =
        carriedBy && actionStatus
          ? doneBefore
            ? `${carriedBy} was ${statusWords(actionStatus)} before this was promised`
            : `${carriedBy} is ${statusWords(actionStatus)}`
          : null
      const late = standing === 'late' ? `was due ${formatDate(due ?? '')}` : null
      const parts = [answered, state, late].filter((part) => part !== null)
      return says(
        parts.length > 0
          ? capitalised(parts.join('; ')) + (late ? '' : dueWords)
          : `Open${dueWords}`,
      )
    }
  }
}

function standingOf(
  outcome: Outcome,
  answer: ProposalAnswer | null,
  actionStatus: Status | null,
  due: string | null,
  today: string,
): Standing {
  if (outcome.fate) return outcome.fate
  if (answer?.answer === 'declined') return 'declined'
  if (outcome.system && !answer) return 'proposed'
  if (actionStatus !== null && isDone(actionStatus)) return 'done'
  return due !== null && due < today ? 'late' : 'open'
}

/** The day by which it is to be done: that which the system's lead said goes before that of the session. */
export function dueOf(
  outcome: Pick<Outcome, 'due'>,
  answer: Pick<ProposalAnswer, 'due'> | null,
): string | null {
  return answer?.due ?? outcome.due
}

/** Whether it was promised and is not done: such things open the next agenda. */
export function isUnkept(outcome: Unkept, on: string): boolean {
  const { kind, standing, answer } = outcome
  if (standing === 'late' || standing === 'proposed' || standing === 'carried') return true
  const due = dueOf(outcome, answer)
  return standing === 'open' && kind !== 'decision' && (due === null || due <= on)
}

/** Whether somebody still has to do something about it. */
export function isOpen(standing: Standing): boolean {
  return ['open', 'late', 'proposed', 'carried'].includes(standing)
}

function statusWords(status: Status | null): string {
  return status ? STATUS_WORDS[status].toLowerCase() : 'of unknown status'
}

function withNote(words: string, note: string | null): string {
  return note ? `${words}: ${note}` : words
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
