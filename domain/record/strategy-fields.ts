import { z } from 'zod'
import { AnyActionReference } from '../commission/reference.ts'
import { IsoDate } from './entry.ts'
import { Hash, Ods, Priorities, removed, text, title } from './field-shapes.ts'
import { WORKED } from './practice-words.ts'
import {
  JOINT_STATES,
  STRATEGY_STATES,
  STRATEGY_TEMPLATES,
  VERSION_KINDS,
} from './strategy-words.ts'

/**
 * What entries may say of joint strategies, of the systems' own strategies and of what one system
 * learnt from another. The text of a strategy is no entry: it is the document `strategy-<id>`.
 */

/** In `region`. */
export const StrategyFields = z
  .strictObject({
    title: title(200),
    /** What it is for, in a sentence or two. */
    purpose: text(2000),
    template: z.enum(STRATEGY_TEMPLATES),
    state: z.enum(STRATEGY_STATES),
    /** Numbers of priorities for change. */
    priorities: Priorities,
    /** The version that systems are asked to sign. */
    offered: z.uuid().nullable(),
    /** The version that was published, and the day. */
    published: z.uuid().nullable(),
    publishedOn: IsoDate.nullable(),
    /** The strategy that takes its place. */
    supersededBy: z.uuid().nullable(),
    removed,
  })
  .partial()
export type StrategyFields = z.infer<typeof StrategyFields>

/**
 * A version of a strategy's text, in the stream of whoever kept it. Its text is the document
 * `version-<id>`, and `hash` says what it must be.
 */
export const VersionFields = z
  .strictObject({
    strategy: z.uuid(),
    name: title(160),
    made: z.enum(VERSION_KINDS),
    hash: Hash,
    words: z.number().int().min(0),
    /** The version whose text it brings back. */
    restores: z.uuid().nullable(),
    removed,
  })
  .partial()
export type VersionFields = z.infer<typeof VersionFields>

/** A system's signature under one exact version, in the system's stream, by strategy. */
export const SignatureFields = z
  .strictObject({
    version: z.uuid(),
    hash: Hash,
    /** As they stand in the published document. */
    name: title(120),
    role: title(160),
    on: IsoDate,
    reservations: text(2000),
    /** Why it was taken back; `null` while it stands. */
    withdrawn: text(500),
    /** As if it had never been: what undo makes of a signature. */
    removed,
  })
  .partial()
export type SignatureFields = z.infer<typeof SignatureFields>

/** What a system says it will do, in its stream. The action that carries it has owner, due date and status. */
export const CommitmentFields = z
  .strictObject({
    strategy: z.uuid(),
    text: title(1000),
    action: AnyActionReference,
    removed,
  })
  .partial()
export type CommitmentFields = z.infer<typeof CommitmentFields>

/** A case study of a system's own, in its stream. */
export const PracticeFields = z
  .strictObject({
    title: title(200),
    /** What was done. */
    what: text(4000),
    where: text(300),
    /** Whom it was for. */
    who: text(500),
    evidence: text(2000),
    cost: text(500),
    /** Whom to ask: personal data. */
    contact: text(300),
    actions: z.array(AnyActionReference).max(40),
    removed,
  })
  .partial()
export type PracticeFields = z.infer<typeof PracticeFields>

/** A case study that a system took over, in its stream. */
export const AdoptionFields = z
  .strictObject({
    /** `report:<number>` for one of the report's, `practice:<uuid>` for a system's. */
    study: z.string().regex(/^(report:\d{1,3}|practice:[0-9a-f-]{36})$/),
    since: IsoDate,
    /** What was changed to make it fit here. */
    changed: text(2000),
    /** What came of it; `null` while nobody can say. */
    outcome: text(2000),
    worked: z.enum(WORKED),
    /** The actions it serves here. */
    actions: z.array(AnyActionReference).max(40),
    removed,
  })
  .partial()
export type AdoptionFields = z.infer<typeof AdoptionFields>

/** A priority of a system's own health-inequalities strategy, in its stream. */
export const OwnPriorityFields = z
  .strictObject({
    title: title(200),
    /** The strategy's own words. */
    passage: text(4000),
    /** The strategy it stands in, and where: `Joined Up Care strategy 2025, page 12`. */
    source: text(300),
    priorities: Priorities,
    /** Codes of focus areas, `HS1`. */
    focusAreas: z.array(z.string().regex(/^[A-Z]{2}\d{1,2}$/)).max(14),
    removed,
  })
  .partial()
export type OwnPriorityFields = z.infer<typeof OwnPriorityFields>

/** Something several systems could do together, in `region`. */
export const JointActionFields = z
  .strictObject({
    title: title(200),
    text: text(2000),
    systems: z.array(Ods).max(42),
    priority: z.number().int().min(1).max(10).nullable(),
    focusArea: z
      .string()
      .regex(/^[A-Z]{2}\d{1,2}$/)
      .nullable(),
    /** The own priorities it rests on. */
    rests: z.array(z.uuid()).max(100),
    state: z.enum(JOINT_STATES),
    /** Why it was agreed or declined. */
    reason: text(500),
    removed,
  })
  .partial()
export type JointActionFields = z.infer<typeof JointActionFields>
