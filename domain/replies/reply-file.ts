import { z } from 'zod'
import { AnyActionReference } from '../commission/reference.ts'
import { IsoMoment } from '../record/entry.ts'
import { AnswerWords, MOST_ASKED } from '../record/reply-fields.ts'

/** The file that an owner's form saves. It comes back by e-mail, from anybody. */

/** The form's secret: 22 characters carry 128 bits. */
const Token = z.string().regex(/^[A-Za-z0-9_-]{22}$/)

const Answer = z
  .strictObject({ action: AnyActionReference, says: AnswerWords })
  .refine(({ says }) => Object.keys(says).length > 0)

export const ReplyFile = z
  .strictObject({
    accord: z.literal('owner-reply'),
    version: z.literal(1),
    /** Made by chance for each saving, so that twice the same is known as such. */
    id: z.uuid(),
    request: z.uuid(),
    token: Token,
    written: IsoMoment,
    answers: z.array(Answer).min(1).max(MOST_ASKED),
  })
  .refine(({ answers }) => new Set(answers.map(({ action }) => action)).size === answers.length)
export type ReplyFile = z.infer<typeof ReplyFile>

/** Bytes. Each of the actions asked about with the longest words, and room to spare. */
export const LARGEST_REPLY_FILE = 2 * 1024 * 1024

/** Reads the text of a file; `undefined` when it is no reply. */
export function readReplyFile(text: string): ReplyFile | undefined {
  try {
    return ReplyFile.safeParse(JSON.parse(text.replace(/^\uFEFF/, ''))).data
  } catch {
    return undefined
  }
}
