import type { AnswerWords } from '../record/reply-fields.ts'
import type { ActionFields } from '../record/subjects.ts'

/**
 * What an owner's answer changes of its action. The owner stays the author in the words of the note;
 * the entry is the lead's who accepts it.
 */
export function changesOf(says: AnswerWords, ownerName: string): ActionFields {
  const { status, due, note, nextStep, notMine } = says
  const changes: ActionFields = {}
  if (status !== undefined) changes.status = status
  if (due !== undefined) changes.due = due
  if (nextStep !== undefined) changes.nextStep = nextStep
  if (notMine) changes.owner = null
  const words = note ?? (notMine ? 'This is not mine.' : undefined)
  if (words !== undefined) changes.note = `${ownerName}: ${words}`
  return changes
}
