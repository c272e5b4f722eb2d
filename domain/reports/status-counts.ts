import { addDays, formatDate } from '../dates.ts'
import {
  applies,
  CONFIDENCE_WORDS,
  type Confidence,
  FIRST_STATUS,
  isDone,
  isOpen,
  isOverdue,
  isUnderWay,
  OPEN,
  STATUS_WORDS,
  type Status,
  UNDER_WAY,
} from '../record/statuses.ts'
import { eitherOf } from '../words.ts'
import type { Line } from './places.ts'

/**
 * How actions are counted. Statuses are an order and no quantity, so they are counted and never
 * averaged. Every count has its denominator: the actions that apply. Those that do not apply are
 * counted apart.
 */

/** Days without a word after which work under way counts as stalled. */
export const STALLED_DAYS = 180

const appliesAtEnd = ({ end }: Line): boolean => applies(end.status)
const isUnderWayAtEnd = ({ end }: Line): boolean => isUnderWay(end.status)

/** `planned, in progress or blocked`. */
const UNDER_WAY_WORDS = eitherOf(UNDER_WAY.map((status) => STATUS_WORDS[status].toLowerCase()))
const UNDER_WAY_FIRST = UNDER_WAY_WORDS.charAt(0).toUpperCase() + UNDER_WAY_WORDS.slice(1)
const OPEN_WORDS = eitherOf(OPEN.map((status) => STATUS_WORDS[status].toLowerCase()))
const OPEN_FIRST = OPEN_WORDS.charAt(0).toUpperCase() + OPEN_WORDS.slice(1)
/** The same of the values that the record holds. */
const UNDER_WAY_CONDITION = `status is ${eitherOf(UNDER_WAY)}`

/** How one count is made. */
export interface Count {
  /** First part of the figure's key. */
  name: string
  /** "Actions complete or embedded". */
  what: string
  definition: string
  /** The same as a condition on the frozen record. */
  condition: string
  of(line: Line): boolean
  holds(line: Line): boolean
  /** Entries that say so of one action. */
  said(line: Line): (string | null)[]
}

const saidAtEnd = ({ end }: Line): (string | null)[] => [end.entry]

export function stalledOn(day: string): Count {
  const stalledSince = addDays(day, -STALLED_DAYS)
  return {
    name: 'stalled',
    what: 'Actions under way that have stalled',
    definition: `${UNDER_WAY_FIRST}, and nothing was said of the action for ${STALLED_DAYS} days: no change of its status, confidence, owner, due date, note or next step since ${formatDate(stalledSince)}. Out of all that are ${UNDER_WAY_WORDS}.`,
    condition: `${UNDER_WAY_CONDITION} and the last entry of the action is, in UK time, of before ${stalledSince}`,
    of: isUnderWayAtEnd,
    holds: ({ last }) => last !== null && last.day < stalledSince,
    said: ({ end, last }) => [end.entry, last?.entry ?? null],
  }
}

export function overdueOn(day: string): Count {
  return {
    name: 'overdue',
    what: 'Open actions that are overdue',
    definition: `${OPEN_FIRST}, with a due date before ${formatDate(day)}. Out of all that are ${OPEN_WORDS}. My system and the register count them by the same rule.`,
    condition: `status is ${eitherOf(OPEN)} and due is before ${day}`,
    of: ({ end }) => isOpen(end.status),
    holds: ({ end, due }) => isOverdue(end.status, due, day),
    said: saidAtEnd,
  }
}

export function saidToBe(confidence: Confidence): Count {
  return {
    name: `confidence.${confidence}`,
    what: `Actions under way said to be ${CONFIDENCE_WORDS[confidence].toLowerCase()}`,
    definition: `${UNDER_WAY_FIRST}, and the system says that delivery is ${CONFIDENCE_WORDS[confidence].toLowerCase()}. Out of all that are ${UNDER_WAY_WORDS}; some say nothing of it.`,
    condition: `${UNDER_WAY_CONDITION} and confidence = ${confidence}`,
    of: isUnderWayAtEnd,
    holds: (line) => line.confidence.value === confidence,
    said: (line) => [line.confidence.entry],
  }
}

export function withStatus(status: Status): Count {
  const isApart = !applies(status)
  return {
    name: `status.${status}`,
    what: `Actions ${STATUS_WORDS[status].toLowerCase()}`,
    definition: isApart
      ? 'The system says, with a reason, that the action does not apply to it. Out of all actions; left out of every other denominator.'
      : `The latest status that the system gave the action is “${STATUS_WORDS[status].toLowerCase()}”${status === FIRST_STATUS ? ', or it has given none' : ''}. Out of the actions that apply.`,
    condition: `status = ${status}`,
    of: isApart ? () => true : appliesAtEnd,
    holds: ({ end }) => end.status === status,
    said: saidAtEnd,
  }
}

export function withStatusAtStart(status: Status, from: string): Count {
  const isApart = !applies(status)
  return {
    name: `start.${status}`,
    what: `Actions ${STATUS_WORDS[status].toLowerCase()} at the start`,
    definition: `The latest status given before ${formatDate(from)}. ${isApart ? 'Out of all actions.' : 'Out of the actions that applied then.'}`,
    condition: `status as it stood before ${from} = ${status}`,
    of: isApart ? () => true : ({ start }) => applies(start.status),
    holds: ({ start }) => start.status === status,
    said: ({ start }) => [start.entry],
  }
}

export const DONE: Count = {
  name: 'done',
  what: 'Actions complete or embedded',
  definition:
    'The latest status is complete, or embedded, which means kept up as business as usual. Out of the actions that apply.',
  condition: 'status is complete or embedded',
  of: appliesAtEnd,
  holds: ({ end }) => isDone(end.status),
  said: saidAtEnd,
}

export const COMPLETED: Count = {
  name: 'completed',
  what: 'Actions completed in the period',
  definition:
    'Complete or embedded at the end of the period and neither at its start. Out of the actions that apply.',
  condition: 'status is complete or embedded, and was neither before the period',
  of: appliesAtEnd,
  holds: ({ start, end }) => isDone(end.status) && !isDone(start.status),
  said: saidAtEnd,
}

export const BEGUN: Count = {
  name: 'begun',
  what: 'Actions begun in the period',
  definition:
    'Not started at the start of the period, and planned or further at its end. Out of the actions that were not started at the start and apply.',
  condition: 'status was not-started before the period and is planned or further',
  of: (line) => appliesAtEnd(line) && line.start.status === FIRST_STATUS,
  holds: ({ end }) => end.status !== FIRST_STATUS,
  said: saidAtEnd,
}

export const UNTOUCHED: Count = {
  name: 'untouched',
  what: 'Actions of which nothing was ever said',
  definition:
    'No system has said anything of the action by the end of the period. It counts as not started, but may only be unreported. Out of all actions.',
  condition: 'there is no entry about the action',
  of: () => true,
  holds: ({ last }) => last === null,
  said: () => [],
}

export const UNOWNED: Count = {
  name: 'unowned',
  what: 'Actions under way without an owner',
  definition: `${UNDER_WAY_FIRST}, and nobody is named to answer for it. Out of all that are ${UNDER_WAY_WORDS}.`,
  condition: `${UNDER_WAY_CONDITION} and owner is empty`,
  of: isUnderWayAtEnd,
  holds: ({ owner }) => owner.value === null,
  said: saidAtEnd,
}

export function flowing(before: Status, after: Status): Count {
  const words = (status: Status) => STATUS_WORDS[status].toLowerCase()
  return {
    name: `flow.${before}.${after}`,
    what: `Actions that went from ${words(before)} to ${words(after)}`,
    definition: `Status “${words(before)}” at the start of the period and “${words(after)}” at its end, whatever came between. Out of all that were ${words(before)} at the start.`,
    condition: `status was ${before} before the period and is ${after}`,
    of: ({ start }) => start.status === before,
    holds: ({ end }) => end.status === after,
    said: saidAtEnd,
  }
}
