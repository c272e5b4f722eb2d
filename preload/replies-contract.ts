import { z } from 'zod'
import { AnyActionReference } from '../domain/commission/reference.ts'
import { IsoDate } from '../domain/record/entry.ts'
import { DECISIONS, MOST_ASKED } from '../domain/record/reply-fields.ts'
import { ActionFields } from '../domain/record/subjects.ts'
import { call, FileToken, Ods, Seen } from './call.ts'
import type { AskedFile, OwnerAnswer, RepliesTaken } from './replies-types.ts'
import type { AskedStanding, Written } from './types.ts'

/** The calls about asking owners who do not have Accord, and about what they answer. */

export const repliesContract = {
  /**
   * One owner's e-mail as an `.eml` file. Whoever may change the system's record gets a form in it to
   * answer on, and what was asked is noted.
   */
  'owners.email': call<AskedFile>()(
    z.strictObject({
      ics: Ods,
      owner: z.uuid(),
      /** Beside what needs something: other open actions of theirs. */
      about: z.array(AnyActionReference).max(MOST_ASKED).optional(),
      replyBy: IsoDate.optional(),
    }),
  ),
  /**
   * Takes replies in: files that the form saved, or e-mails that they are attached to. Each is then a
   * proposal for every action it speaks of.
   * @param dryRun only says what would come in
   */
  'owners.takeReplies': call<RepliesTaken>()(
    z.strictObject({
      ics: Ods,
      files: z.array(FileToken).min(1).max(200),
      dryRun: z.boolean().optional(),
    }),
  ),
  /** The last question to each owner, by the owner's id. */
  'owners.asked': call<Record<string, AskedStanding>>()(z.strictObject({ ics: Ods })),
  /** Those that wait for the lead first, then the last that were decided. */
  'owners.answers': call<OwnerAnswer[]>()(z.strictObject({ ics: Ods })),
  'owners.decide': call<Written>()(
    z.strictObject({
      ics: Ods,
      decision: z.enum(DECISIONS),
      answers: z
        .array(z.strictObject({ id: z.string().max(120), seen: Seen.optional() }))
        .min(1)
        .max(MOST_ASKED),
      /** In place of what the owner says, for `changed`. */
      changes: ActionFields.optional(),
      /** Why, for `declined`. */
      reason: z.string().trim().max(500).optional(),
    }),
  ),
} as const
