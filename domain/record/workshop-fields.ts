import { z } from 'zod'
import { AnyActionReference } from '../commission/reference.ts'
import { IsoDate } from './entry.ts'
import { Ods, Priorities, removed, text, title } from './field-shapes.ts'
import { POSITION } from './position.ts'
import {
  ANSWERS,
  FATES,
  ITEM_KINDS,
  LINK_KINDS,
  OUTCOME_KINDS,
  SESSION_STATES,
} from './workshop-words.ts'

/** What entries may say of workshops: all in the region's stream but the answers of a system. */

/** A day and a time of day where the session is, without a zone: `2026-12-03T10:00`. */
export const LocalDateTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/, 'Write the start as 2026-12-03T10:00.')
  .refine((value) => IsoDate.safeParse(value.slice(0, 10)).success, 'There is no such day.')

/** A joining link, a recording: a web address. */
const WebAddress = z
  .url({ protocol: /^https?$/, error: 'Write a web address: https://…' })
  .max(1000)

/** Somebody who chairs, with the system they come from where they come from one. */
export const Chair = z.strictObject({
  name: title(120),
  system: Ods.nullable(),
  member: z.uuid().nullable(),
})
export type Chair = z.infer<typeof Chair>

/** Something kept elsewhere: slides, a recording. */
export const Material = z.strictObject({ title: title(160), location: title(1000) })
export type Material = z.infer<typeof Material>

/** What an item is about: an action's reference, a metric's id, a case study's, a strategy section's. */
export const Link = z.strictObject({ kind: z.enum(LINK_KINDS), id: z.string().min(1).max(160) })
export type Link = z.infer<typeof Link>

export const SeriesFields = z
  .strictObject({ title: title(160), purpose: text(2000), removed })
  .partial()
export type SeriesFields = z.infer<typeof SeriesFields>

export const SessionFields = z
  .strictObject({
    series: z.uuid(),
    title: title(160),
    purpose: text(2000),
    start: LocalDateTime,
    /** IANA name of the time zone that `start` is told in. */
    zone: z.string().max(60),
    /** Length. */
    minutes: z
      .number()
      .int()
      .min(5)
      .max(24 * 60),
    place: text(300),
    link: WebAddress.nullable(),
    chairs: z.array(Chair).max(8),
    /** Whom replies to the invitation go to. */
    organiser: z.strictObject({ name: title(120), email: z.email().max(200) }).nullable(),
    state: z.enum(SESSION_STATES),
    /** Numbers of priorities for change. */
    priorities: Priorities,
    recordings: z.array(Material).max(20),
    slides: z.array(Material).max(40),
    removed,
  })
  .partial()
export type SessionFields = z.infer<typeof SessionFields>

export const ItemFields = z
  .strictObject({
    session: z.uuid(),
    kind: z.enum(ITEM_KINDS),
    title: title(200),
    minutes: z.number().int().min(1).max(480),
    presenter: text(120),
    presenterSystem: Ods.nullable(),
    /** What the people in the room are asked for. */
    wanted: text(1000),
    links: z.array(Link).max(40),
    /** Where it stands: see `workshops/position.ts`. */
    position: z.string().regex(POSITION),
    /** Key of the suggestion it was made from. */
    suggestion: z.string().max(200).nullable(),
    /** After the session: whether it was finished; `null` says nobody has said. */
    finished: z.boolean().nullable(),
    removed,
  })
  .partial()
export type ItemFields = z.infer<typeof ItemFields>

export const AttendanceFields = z
  .strictObject({
    session: z.uuid(),
    name: title(120),
    system: Ods.nullable(),
    organisation: text(160),
    role: text(120),
    email: z.email().max(200).nullable(),
    invited: z.boolean(),
    /** `null` says nobody has said. */
    present: z.boolean().nullable(),
    removed,
  })
  .partial()
export type AttendanceFields = z.infer<typeof AttendanceFields>

export const OutcomeFields = z
  .strictObject({
    session: z.uuid(),
    item: z.uuid().nullable(),
    kind: z.enum(OUTCOME_KINDS),
    text: title(1000),
    /** Name of whoever answers for it, as it was said. */
    owner: text(120),
    /** The system it falls to; with it, it is a proposal to that system's leads. */
    system: Ods.nullable(),
    due: IsoDate.nullable(),
    /** The action it is about, where it is about one. */
    action: AnyActionReference.nullable(),
    /** What the co-chairs say became of it; `null` leaves it to the record to tell. */
    fate: z.enum(FATES).nullable(),
    fateNote: text(500),
    removed,
  })
  .partial()
export type OutcomeFields = z.infer<typeof OutcomeFields>

/** A suggestion put aside; its key is the subject's id. */
export const MuteFields = z.strictObject({ reason: title(300), removed }).partial()
export type MuteFields = z.infer<typeof MuteFields>

/** A system's answer to an outcome that fell to it, in the system's own stream. */
export const ProposalFields = z
  .strictObject({
    answer: z.enum(ANSWERS).nullable(),
    /** What the lead made of it; `null` leaves what the session said. */
    text: text(1000),
    /** An `owner` subject of the system. */
    owner: z.uuid().nullable(),
    due: IsoDate.nullable(),
    reason: text(500),
    /** The action that carries it from now on. */
    action: AnyActionReference.nullable(),
  })
  .partial()
export type ProposalFields = z.infer<typeof ProposalFields>
