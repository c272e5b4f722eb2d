import type { AnswerWords, Decision } from '../domain/record/reply-fields.ts'
import type { ActionFields } from '../domain/record/subjects.ts'
import type { ActionRow, OutFile, Written } from './types.ts'

/** Shapes of what owners were asked and what they answered. */

export type AskedFile = Written & { file: OutFile }

export type RepliesTaken = Written & {
  /** Files that came in, or would: from whom, and about how many actions. */
  taken: { name: string; owner: string; answers: number }[]
  /** Why each of the others was left. */
  left: string[]
}

/** What an owner says of one action, for the system's lead to accept, change or decline. */
export interface OwnerAnswer {
  id: string
  ics: string
  owner: string
  ownerName: string
  reference: string
  /** How the action stands now; `null` when it is not in the register any more. */
  row: ActionRow | null
  says: AnswerWords
  /** What accepting it changes. */
  changes: ActionFields
  /** What moved since the owner was asked, in sentences. */
  moved: string[]
  askedAt: string
  replyBy: string | null
  /** When the owner saved it, by their own clock. */
  written: string
  decision: Decision | null
  reason: string | null
  /** Entries behind the action's fields, to send back with a decision. */
  seen: Record<string, string[]>
}
