import { z } from 'zod'
import { AnyActionReference } from '../commission/reference.ts'
import { IsoDate, IsoMoment } from './entry.ts'
import { Hash, removed, text } from './field-shapes.ts'
import { STATUSES } from './statuses.ts'

/** What owners were asked in an e-mail, and what they answered: both in their system's stream. */

/** Actions in one e-mail: its entry stays well below what an entry may hold. */
export const MOST_ASKED = 300

/** How an action stood when its owner was asked: what the form shows them. */
const AskedAction = z.strictObject({
  action: AnyActionReference,
  status: z.enum(STATUSES),
  due: IsoDate.nullable(),
  /** When its latest note was written. */
  noteAt: IsoMoment.nullable(),
})
export type AskedAction = z.infer<typeof AskedAction>

export const RequestFields = z.strictObject({
  /** An `owner` subject of the same system. */
  owner: z.uuid().optional(),
  asked: z.array(AskedAction).min(1).max(MOST_ASKED).optional(),
  replyBy: IsoDate.optional(),
  /** Of the form's secret, which only the form and its reply hold: nobody can forge a reply from the record. */
  token: Hash.optional(),
  removed: removed.optional(),
})
export type RequestFields = z.infer<typeof RequestFields>

/** What a lead made of an owner's answer. */
export const DECISIONS = ['accepted', 'changed', 'declined'] as const
export type Decision = (typeof DECISIONS)[number]

/** What an owner says of one action; what is left out stays as it is. */
export const AnswerWords = z.strictObject({
  status: z.enum(STATUSES).optional(),
  due: IsoDate.optional(),
  /** So long that a name before it still fits in a progress note. */
  note: z.string().trim().min(1).max(3800).optional(),
  nextStep: z.string().trim().min(1).max(1000).optional(),
  /** Somebody else answers for it. */
  notMine: z.literal(true).optional(),
})
export type AnswerWords = z.infer<typeof AnswerWords>

export const OwnerAnswerFields = z.strictObject({
  request: z.uuid().optional(),
  /** The file it came in. */
  reply: z.uuid().optional(),
  action: AnyActionReference.optional(),
  /** When the owner saved the file, by the clock of their computer. */
  written: IsoMoment.optional(),
  says: AnswerWords.optional(),
  decision: z.enum(DECISIONS).nullable().optional(),
  /** Why it was declined. */
  reason: text(500).optional(),
  removed: removed.optional(),
})
export type OwnerAnswerFields = z.infer<typeof OwnerAnswerFields>
