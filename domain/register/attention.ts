import { addDays, formatDate } from '../dates.ts'
import { isOpen, isOverdue, isUnderWay, type Status } from '../record/statuses.ts'

/** Why an action asks for a lead's attention, the most pressing first. */
export const ATTENTION = [
  'overdue',
  'blocked',
  'conflict',
  'due-soon',
  'no-owner',
  'stale',
] as const
export type AttentionKey = (typeof ATTENTION)[number]

/** Days without an update after which work under way counts as gone quiet. */
export const STALE_DAYS = 90
/** Days before the due date from which it counts as due soon. */
export const SOON_DAYS = 30

export interface AttentionFacts {
  status: Status
  owner: string | null
  /** The owner while they are in the directory: `null` once they were taken out of it. */
  answeredBy: string | null
  due: string | null
  conflicts: number
  updatedAt: string | null
}

/**
 * What of an action needs attention on a day.
 * @param today ISO date in UK time
 */
export function attentionOf(facts: AttentionFacts, today: string): AttentionKey[] {
  const open = isOpen(facts.status)
  const underWay = isUnderWay(facts.status)
  const quietSince = facts.updatedAt?.slice(0, 10)
  const holds: Record<AttentionKey, boolean> = {
    overdue: isOverdue(facts.status, facts.due, today),
    blocked: facts.status === 'blocked',
    conflict: facts.conflicts > 0,
    'due-soon':
      open && facts.due !== null && facts.due >= today && facts.due <= addDays(today, SOON_DAYS),
    // Who has left answers for nothing, whatever still stands in the field.
    'no-owner': underWay && facts.answeredBy === null,
    stale: underWay && quietSince !== undefined && quietSince < addDays(today, -STALE_DAYS),
  }
  return ATTENTION.filter((key) => holds[key])
}

/** The reason in words, as it stands beside the action. */
export function attentionReason(key: AttentionKey, facts: AttentionFacts, today: string): string {
  switch (key) {
    case 'overdue':
      return `Was due ${formatDate(facts.due ?? '')}`
    case 'blocked':
      return 'Blocked'
    case 'conflict':
      return facts.conflicts === 1 ? 'Two answers to settle' : `${facts.conflicts} fields to settle`
    case 'due-soon':
      return facts.due === today ? 'Due today' : `Due ${formatDate(facts.due ?? '')}`
    case 'no-owner':
      return facts.owner === null ? 'No owner' : 'Owner removed'
    case 'stale':
      return `No update since ${formatDate(facts.updatedAt ?? '')}`
  }
}
