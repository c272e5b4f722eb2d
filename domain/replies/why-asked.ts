import { formatDate } from '../dates.ts'
import { type AttentionFacts, type AttentionKey, STALE_DAYS } from '../register/attention.ts'

/**
 * Why an owner is asked about an action, in their words; `null` for what is the leads' own to settle,
 * and says nothing to an owner.
 */
export function whyAsked(key: AttentionKey, facts: AttentionFacts, today: string): string | null {
  switch (key) {
    case 'overdue':
      return `It was due on ${formatDate(facts.due ?? '')}.`
    case 'blocked':
      return 'It is marked as blocked. Please say what stands in the way.'
    case 'due-soon':
      return facts.due === today
        ? 'It is due today.'
        : `It is due on ${formatDate(facts.due ?? '')}.`
    case 'stale':
      return `Nothing has been said about it for more than ${STALE_DAYS} days.`
    case 'conflict':
    case 'no-owner':
      return null
  }
}
