import { z } from 'zod'
import { CHECKLIST_ANSWERS, CHECKLIST_LEVELS } from './checklist-words.ts'
import { IsoDate, IsoMoment } from './entry.ts'
import { Hash, removed, text, title } from './field-shapes.ts'
import { ANSWER_STATES, REPORT_KINDS, SECTION_STATES } from './report-words.ts'

/** What entries may say of impact reports and of the organisational checklist. */

/** What a report is about: `region`, `sub-region:East`, `system:QK1` or `priority:3`. */
export const ReportScope = z
  .string()
  .regex(/^(region|sub-region:(East|West)|system:[A-Z0-9]{3}|priority:([1-9]|10))$/)
export type ReportScope = z.infer<typeof ReportScope>

/** Who puts their name under a report, and the freeze under which they did. */
export const SignOff = z.strictObject({
  name: title(120),
  role: title(160),
  /** `null` until they have signed. */
  signed: z.strictObject({ on: IsoDate, freeze: z.uuid() }).nullable(),
})
export type SignOff = z.infer<typeof SignOff>

/** In `region`. */
export const ReportFields = z
  .strictObject({
    title: title(200),
    kind: z.enum(REPORT_KINDS),
    from: IsoDate,
    to: IsoDate,
    scope: ReportScope,
    /** The freeze it speaks from. */
    freeze: z.uuid().nullable(),
    /** Keys of case studies chosen: `report:<number>`, `practice:<uuid>`. */
    studies: z.array(z.string().max(60)).max(60),
    signOff: z.array(SignOff).max(12),
    removed,
  })
  .partial()
export type ReportFields = z.infer<typeof ReportFields>

/** The record as it stood at a moment, in `region`. Never changed once written. */
export const FreezeFields = z
  .strictObject({
    title: title(200),
    report: z.uuid(),
    from: IsoDate,
    to: IsoDate,
    scope: ReportScope,
    /** The moment, as an ISO time. */
    moment: IsoMoment,
    /** For each segment of the log a Yjs state vector in base64: which of its entries are in. */
    cut: z.record(z.string().max(80), z.base64().max(200_000)),
    /** Number of entries in it, and their SHA-256. */
    entries: z.number().int().min(0),
    hash: Hash,
    /** SHA-256 of the catalogue, metrics and figures that ship with Accord and were used. */
    resources: Hash,
    /** SHA-256 of the figures that follow. */
    figures: Hash,
  })
  .partial()
export type FreezeFields = z.infer<typeof FreezeFields>

/** A narrative section of a report, in `region`, by `<report>.<section>`. Its text is a document. */
export const ReportSectionFields = z
  .strictObject({
    title: title(200),
    /** A member who answers for the text. */
    owner: z.uuid().nullable(),
    state: z.enum(SECTION_STATES),
  })
  .partial()
export type ReportSectionFields = z.infer<typeof ReportSectionFields>

/** What came of a challenge to national policymakers, in `region`, by the challenge's reference. */
export const ChallengeAnswerFields = z
  .strictObject({
    title: title(200),
    /** `null` as before anybody said anything: not raised. */
    state: z.enum(ANSWER_STATES).nullable(),
    /** What was answered, by whom. */
    answer: text(2000),
    by: text(200),
    on: IsoDate.nullable(),
    source: text(1000),
  })
  .partial()
export type ChallengeAnswerFields = z.infer<typeof ChallengeAnswerFields>

/** A round of the organisational checklist in one organisation, in its system's stream. */
export const ChecklistRoundFields = z
  .strictObject({
    title: title(160),
    organisation: title(160),
    opens: IsoDate,
    closes: IsoDate.nullable(),
    removed,
  })
  .partial()
export type ChecklistRoundFields = z.infer<typeof ChecklistRoundFields>

/** One person's answers, without a name, in the system's stream. */
export const ChecklistAnswerFields = z
  .strictObject({
    round: z.uuid(),
    level: z.enum(CHECKLIST_LEVELS),
    /** By question, `1` to `12`. */
    answers: z.record(z.string().regex(/^([1-9]|1[0-2])$/), z.enum(CHECKLIST_ANSWERS)),
    /** The open question. */
    remark: text(2000),
    removed,
  })
  .partial()
export type ChecklistAnswerFields = z.infer<typeof ChecklistAnswerFields>
