import { z } from 'zod'
import { AnyActionReference, RecommendationReference } from '../commission/reference.ts'
import { IsoDate } from './entry.ts'
import { Ods, text } from './field-shapes.ts'
import { MetricFields, TargetFields } from './metric-fields.ts'
import { OwnerAnswerFields, RequestFields } from './reply-fields.ts'
import {
  ChallengeAnswerFields,
  ChecklistAnswerFields,
  ChecklistRoundFields,
  FreezeFields,
  ReportFields,
  ReportSectionFields,
} from './report-fields.ts'
import { CONFIDENCES, STATUSES } from './statuses.ts'
import {
  AdoptionFields,
  CommitmentFields,
  JointActionFields,
  OwnPriorityFields,
  PracticeFields,
  SignatureFields,
  StrategyFields,
  VersionFields,
} from './strategy-fields.ts'
import {
  AttendanceFields,
  ItemFields,
  MuteFields,
  OutcomeFields,
  ProposalFields,
  SeriesFields,
  SessionFields,
} from './workshop-fields.ts'

/**
 * What entries speak of. A subject is `<kind>:<id>`; this registry says for each kind in which
 * stream it lives, which fields it has and what each may hold. `null` clears a field.
 */

export const ActionFields = z.strictObject({
  status: z.enum(STATUSES).optional(),
  confidence: z.enum(CONFIDENCES).nullable().optional(),
  /** An `owner` subject of the same system. */
  owner: z.uuid().nullable().optional(),
  due: IsoDate.nullable().optional(),
  /** Progress note: a diary, of which the latest stands in tables. */
  note: text(4000).optional(),
  nextStep: text(1000).optional(),
  /** System whose approach to the same action was taken over. */
  adoptedFrom: Ods.nullable().optional(),
})
export type ActionFields = z.infer<typeof ActionFields>

export const EvidenceFields = z.strictObject({
  action: AnyActionReference.optional(),
  title: z.string().trim().min(1).max(200).optional(),
  /** A web address, or the name and place of a file; the file itself stays where it is. */
  location: z.string().trim().min(1).max(1000).optional(),
  removed: z.boolean().optional(),
})
export type EvidenceFields = z.infer<typeof EvidenceFields>

export const OwnerFields = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  type: z.enum(['person', 'organisation']).optional(),
  role: text(120).optional(),
  organisation: text(160).optional(),
  email: z.email().max(200).nullable().optional(),
  phone: text(40).optional(),
  removed: z.boolean().optional(),
})
export type OwnerFields = z.infer<typeof OwnerFields>

export const LocalActionFields = z.strictObject({
  recommendation: RecommendationReference.optional(),
  title: z.string().trim().min(3).max(160).optional(),
  summary: text(1000).optional(),
  removed: z.boolean().optional(),
})
export type LocalActionFields = z.infer<typeof LocalActionFields>

export const MemberFields = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  role: text(120).optional(),
})

export const SystemFields = z.strictObject({
  ons: z.string().optional(),
  name: z.string().trim().min(1).max(120).optional(),
  subRegion: z.enum(['East', 'West']).optional(),
  from: IsoDate.optional(),
  to: IsoDate.nullable().optional(),
})

interface SubjectKind {
  /**
   * `system`: the stream of one system. `region`: the shared one. `either`: both, each with its own
   * values. `own`: whichever the member writes.
   */
  lives: 'system' | 'region' | 'either' | 'own'
  fields: z.ZodObject
  /** Fields in which two values side by side are no disagreement: a diary, not a decision. */
  diary?: readonly string[]
  /** Field that every one of them has from its beginning, where that is not its title. */
  named?: string
}

export const SUBJECTS = {
  action: { lives: 'system', fields: ActionFields, diary: ['note'] },
  evidence: { lives: 'system', fields: EvidenceFields },
  owner: { lives: 'system', fields: OwnerFields, named: 'name' },
  'local-action': { lives: 'system', fields: LocalActionFields },
  member: { lives: 'own', fields: MemberFields },
  system: { lives: 'region', fields: SystemFields },
  metric: { lives: 'region', fields: MetricFields },
  /** What is aimed at, by metric. */
  target: { lives: 'either', fields: TargetFields },
  series: { lives: 'region', fields: SeriesFields },
  session: { lives: 'region', fields: SessionFields },
  item: { lives: 'region', fields: ItemFields, diary: ['position'] },
  attendance: { lives: 'region', fields: AttendanceFields, named: 'name' },
  outcome: { lives: 'region', fields: OutcomeFields, named: 'text' },
  mute: { lives: 'region', fields: MuteFields, named: 'reason' },
  /** What a system makes of an outcome that fell to it, by outcome. */
  proposal: { lives: 'system', fields: ProposalFields },
  strategy: { lives: 'region', fields: StrategyFields },
  /** Where whoever kept it may write. */
  version: { lives: 'either', fields: VersionFields, named: 'name' },
  signature: { lives: 'system', fields: SignatureFields, named: 'version' },
  commitment: { lives: 'system', fields: CommitmentFields, named: 'text' },
  practice: { lives: 'system', fields: PracticeFields },
  adoption: { lives: 'system', fields: AdoptionFields, named: 'study' },
  'own-priority': { lives: 'system', fields: OwnPriorityFields },
  'joint-action': { lives: 'region', fields: JointActionFields },
  report: { lives: 'region', fields: ReportFields },
  /** A long cut is several values side by side. */
  freeze: { lives: 'region', fields: FreezeFields, diary: ['cut'] },
  'report-section': { lives: 'region', fields: ReportSectionFields },
  'challenge-answer': { lives: 'region', fields: ChallengeAnswerFields },
  'checklist-round': { lives: 'system', fields: ChecklistRoundFields },
  'checklist-answer': {
    lives: 'system',
    fields: ChecklistAnswerFields,
    named: 'round',
    // Nobody is to settle, or even to see, what one person said on two machines.
    diary: ['level', 'answers', 'remark', 'removed'],
  },
  /** What an owner was asked in one e-mail. */
  request: { lives: 'system', fields: RequestFields, named: 'owner', diary: ['removed'] },
  /** What came back, an action each. */
  'owner-answer': {
    lives: 'system',
    fields: OwnerAnswerFields,
    named: 'request',
    // Where two leads decided apart, the action's own fields disagree, and are settled there.
    diary: ['decision', 'reason', 'removed'],
  },
} as const satisfies Record<string, SubjectKind>
export type SubjectName = keyof typeof SUBJECTS

/** Takes `<kind>:<id>` apart; `undefined` when the kind is not known to this version. */
export function parseSubject(subject: string): { kind: SubjectName; id: string } | undefined {
  const colon = subject.indexOf(':')
  const kind = subject.slice(0, colon)
  if (colon < 1 || !Object.hasOwn(SUBJECTS, kind)) return undefined
  return { kind: kind as SubjectName, id: subject.slice(colon + 1) }
}

/** What a field of a kind of subject may hold; `undefined` when this version has no such field. */
export function fieldSchema(kind: SubjectName, field: string): z.ZodType | undefined {
  const shape: Record<string, z.ZodType> = SUBJECTS[kind].fields.shape
  return Object.hasOwn(shape, field) ? shape[field] : undefined
}

/** Whether two unseen values of the field need a person to settle them. */
export function needsSettling(kind: SubjectName, field: string): boolean {
  const { diary } = SUBJECTS[kind] as SubjectKind
  return !diary?.includes(field)
}

/** The field that an entry must set to bring a subject of this kind into being. */
export function namingField(kind: SubjectName): string {
  return (SUBJECTS[kind] as SubjectKind).named ?? 'title'
}
