import { z } from 'zod'
import {
  AdoptionFields,
  JointActionFields,
  OwnPriorityFields,
  PracticeFields,
} from '../domain/record/strategy-fields.ts'
import { call, FileToken, Job, nothing, Ods, Seen } from './call.ts'
import type * as S from './strategies-types.ts'
import type { Written } from './types.ts'

/** The calls about practice that is borrowed, and about what the systems' own strategies put first. */

const Id = z.uuid()

export const practiceContract = {
  'practice.list': call<S.Study[]>()(
    z.strictObject({ search: z.string().max(200).optional(), ics: Ods.optional() }).default({}),
  ),
  'practice.save': call<Written & { id: string }>()(
    z.strictObject({ ics: Ods, id: Id.optional(), fields: PracticeFields, seen: Seen.optional() }),
  ),
  'practice.adopt': call<Written & { id: string }>()(
    z.strictObject({
      ics: Ods,
      id: Id.optional(),
      fields: AdoptionFields,
      seen: Seen.optional(),
    }),
  ),
  'practice.network': call<S.LearningNetwork>()(nothing),

  // What the systems' own strategies put first
  'priorities.list': call<S.OwnPriority[]>()(z.strictObject({ ics: Ods })),
  'priorities.save': call<Written & { id: string }>()(
    z.strictObject({
      ics: Ods,
      id: Id.optional(),
      fields: OwnPriorityFields,
      seen: Seen.optional(),
    }),
  ),
  'priorities.matrix': call<S.PriorityMatrix>()(nothing),
  /** Reads a DOCX, PDF or text file into passages; nothing is written. */
  'priorities.readFile': call<S.PassageFile>()(z.strictObject({ file: FileToken, job: Job })),
  'joint.save': call<Written & { id: string }>()(
    z.strictObject({ id: Id.optional(), fields: JointActionFields, seen: Seen.optional() }),
  ),
} as const
