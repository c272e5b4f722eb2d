import { formatDate } from '../dates.ts'
import type { MetricDefinition } from './definitions.ts'

/** `stale`: the next value should have been here by now. `missing`: there has never been one. */
export type Staleness = 'current' | 'stale' | 'missing'

type Rhythm = MetricDefinition['rhythm']

/**
 * Months after the end of a period within which the next value is to be expected: the rhythm
 * itself, and the time that sources of its kind take to publish.
 */
const MONTHS_ALLOWED: Record<Rhythm, number | null> = {
  monthly: 4,
  quarterly: 9,
  yearly: 30,
  'every-few-years': 84,
  once: null,
}

const RHYTHM_WORDS: Record<Rhythm, string> = {
  monthly: 'monthly',
  quarterly: 'quarterly',
  yearly: 'yearly',
  'every-few-years': 'occasional',
  once: 'single',
}

/**
 * Judges how old a metric's latest value is.
 * @param latest label and last day (ISO) of its period
 * @param today ISO date
 */
export function staleness(
  rhythm: Rhythm,
  latest: { period: string; end: string } | undefined,
  today: string,
): { staleness: Staleness; text: string } {
  if (!latest) return { staleness: 'missing', text: 'There is no value yet.' }
  const allowed = MONTHS_ALLOWED[rhythm]
  if (allowed === null) {
    return { staleness: 'current', text: `A single figure, of ${latest.period}.` }
  }
  const due = addMonths(latest.end, allowed)
  if (today <= due)
    return { staleness: 'current', text: `The latest value is of ${latest.period}.` }
  return {
    staleness: 'stale',
    text: `The latest value is of ${latest.period}. For a ${RHYTHM_WORDS[rhythm]} figure a newer one was to be expected by ${formatDate(due)}.`,
  }
}

function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  // Day 28 is there in every month; a few days are nothing beside the months allowed.
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, 28))).toISOString().slice(0, 10)
}
