import { z } from 'zod'
import { CHECKLIST_ANSWERS, CHECKLIST_LEVELS } from '../domain/record/checklist-words.ts'
import { ChallengeAnswerFields, ChecklistRoundFields } from '../domain/record/report-fields.ts'
import { call, FileToken, nothing, Ods, Seen } from './call.ts'
import type * as R from './reports-types.ts'
import type { OutFile, Written } from './types.ts'

/** The calls about the organisational checklist and the challenges to national policymakers. */

const Id = z.uuid()

export const checklistContract = {
  'challenges.list': call<R.ChallengeAnswer[]>()(nothing),
  'challenges.answer': call<Written>()(
    z.strictObject({
      id: z.string().max(20),
      fields: ChallengeAnswerFields.omit({ title: true }),
      seen: Seen.optional(),
    }),
  ),

  // The organisational checklist
  'checklist.rounds': call<R.ChecklistRound[]>()(
    z.strictObject({ ics: Ods.optional() }).default({}),
  ),
  'checklist.saveRound': call<Written & { id: string }>()(
    z.strictObject({
      ics: Ods,
      id: Id.optional(),
      fields: ChecklistRoundFields,
      seen: Seen.optional(),
    }),
  ),
  'checklist.answer': call<Written>()(
    z.strictObject({
      round: Id,
      level: z.enum(CHECKLIST_LEVELS),
      answers: z.record(z.string().regex(/^([1-9]|1[0-2])$/), z.enum(CHECKLIST_ANSWERS)),
      remark: z.string().trim().max(2000).nullable().optional(),
    }),
  ),
  'checklist.results': call<R.ChecklistResult>()(z.strictObject({ round: Id })),
  /** A page to answer on without Accord: it saves a small file to send back. */
  'checklist.form': call<OutFile>()(z.strictObject({ round: Id })),
  /** Takes answers that came back as files in; twice the same changes nothing. */
  'checklist.take': call<R.ChecklistTaken>()(
    z.strictObject({ round: Id, files: z.array(FileToken).min(1).max(200) }),
  ),
} as const
