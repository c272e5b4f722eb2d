import { z } from 'zod'
import { CONFIDENCES, STATUSES } from '../record/statuses.ts'
import { ODS_CODE } from '../record/stream.ts'

/**
 * Live blocks: pieces of the record that stand in the text of a document, always as a table and
 * always as the record has it today, unless they were frozen.
 */

const Ods = z.string().regex(ODS_CODE)
const Words = z.array(z.string().max(80)).max(60)

/** The part of a register filter that a block may carry; all of it is optional. */
export const LiveFilter = z
  .strictObject({
    status: z.array(z.enum(STATUSES)),
    confidence: z.array(z.enum([...CONFIDENCES, 'none'])),
    section: Words,
    focusArea: Words,
    recommendation: Words,
    priority: z.array(z.number().int()).max(10),
    theme: Words,
    core20plus5: Words,
    determinant: Words,
    purpose: Words,
    search: z.string().max(200),
    /** Actions by name. */
    references: Words,
  })
  .partial()
export type LiveFilter = z.infer<typeof LiveFilter>

export const LiveQuery = z.discriminatedUnion('kind', [
  /** Actions of one system, or of all (`ics` null: a line for each action, systems counted by status). */
  z.strictObject({ kind: z.literal('actions'), ics: Ods.nullable(), filter: LiveFilter }),
  z.strictObject({
    kind: z.literal('metric'),
    metric: z.string().max(120),
    /** `trend`: over time for `area`; `map` and `systems`: the latest period. */
    picture: z.enum(['trend', 'map', 'systems']),
    /** Area code, `E54000015`; null is the region. */
    area: z.string().max(12).nullable(),
  }),
  /** The systems side by side: how many of the filtered actions are in which status. */
  z.strictObject({ kind: z.literal('systems'), filter: LiveFilter }),
  /** What each system says it will do, by when, and who answers. */
  z.strictObject({ kind: z.literal('commitments'), strategy: z.uuid(), ics: Ods.nullable() }),
  /** Decisions taken in workshops, latest first. */
  z.strictObject({
    kind: z.literal('decisions'),
    series: z.uuid().nullable(),
    search: z.string().max(200),
  }),
  z.strictObject({
    kind: z.literal('case-studies'),
    /** Keys, `report:3`; when empty, those that `search` finds. */
    keys: z.array(z.string().max(60)).max(60),
    search: z.string().max(200),
  }),
])
export type LiveQuery = z.infer<typeof LiveQuery>
export type LiveKind = LiveQuery['kind']

/** What a live block shows: plain words, so that a frozen one needs nothing else. */
export const LiveContent = z.strictObject({
  title: z.string().max(400),
  /** What it means, in a sentence or two: also the text alternative of its picture. */
  meaning: z.string().max(4000),
  columns: z.array(z.strictObject({ heading: z.string().max(200), isNumber: z.boolean() })).max(40),
  rows: z.array(z.array(z.string().max(4000)).max(40)).max(2000),
  /** A whole SVG drawing with its size in CSS pixels, where it has a picture. */
  drawing: z
    .strictObject({
      svg: z.string().max(2_000_000),
      width: z.number().positive(),
      height: z.number().positive(),
    })
    .nullable(),
  /** Remarks, such as what was left out and why. */
  notes: z.array(z.string().max(1000)).max(20),
  /** Why there is nothing to show, in one sentence; null when there is. */
  gone: z.string().max(400).nullable(),
  /** The day it speaks for. */
  asOf: z.iso.date(),
  /** What was asked and the entries behind the answer. */
  source: z.strictObject({
    query: z.string().max(2000),
    entries: z.array(z.string().max(60)).max(5000),
  }),
})
export type LiveContent = z.infer<typeof LiveContent>
