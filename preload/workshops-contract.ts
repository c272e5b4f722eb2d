import { z } from 'zod'
import { AnyActionReference, RecommendationReference } from '../domain/commission/reference.ts'
import { PUBLICATION_FORMATS } from '../domain/publication/formats.ts'
import { IsoDate } from '../domain/record/entry.ts'
import {
  AttendanceFields,
  ItemFields,
  OutcomeFields,
  SeriesFields,
  SessionFields,
} from '../domain/record/workshop-fields.ts'
import { ANSWERS, SESSION_DOCUMENTS, TEMPLATES } from '../domain/record/workshop-words.ts'
import { call, Job, nothing, Ods, Seen } from './call.ts'
import type { OutFile, Written } from './types.ts'
import type * as W from './workshops-types.ts'

/** The calls about workshops, and about the texts that several people type together. */

const Id = z.uuid()
/** An item's place is chosen by `at`, and its session does not change. */
const ItemInput = ItemFields.omit({ session: true, position: true })
const OutcomeInput = OutcomeFields.omit({ session: true })
const PersonInput = AttendanceFields.omit({ session: true })
const Index = z.number().int().min(0).max(1000)
/** `document:minutes-<session>`. */
const DocumentName = z.string().regex(/^document:[A-Za-z0-9_-]{1,64}$/)

export const workshopsContract = {
  'workshops.list': call<W.SeriesSummary[]>()(nothing),
  'workshops.session': call<W.SessionDetail>()(z.strictObject({ id: Id })),
  'workshops.suggest': call<W.ShownSuggestion[]>()(z.strictObject({ session: Id })),

  /** Without an id, makes a new one. */
  'workshops.saveSeries': call<W.SavedSession>()(
    z.strictObject({ id: Id.optional(), fields: SeriesFields, seen: Seen.optional() }),
  ),
  /** Without an id, makes a new one, with the agenda of the template where one is named. */
  'workshops.saveSession': call<W.SavedSession>()(
    z.strictObject({
      id: Id.optional(),
      fields: SessionFields,
      template: z.enum(TEMPLATES).optional(),
      /** Session whose invited people are invited to the new one. */
      inviteFrom: Id.optional(),
      seen: Seen.optional(),
    }),
  ),
  /** Without an id, adds an item: before the one that stands at `at`, or at the end. */
  'workshops.saveItem': call<W.SavedSession>()(
    z.strictObject({
      session: Id,
      id: Id.optional(),
      fields: ItemInput,
      at: Index.optional(),
      seen: Seen.optional(),
    }),
  ),
  /** Moves an item so that it stands at `to`, counted without it. */
  'workshops.moveItem': call<Written>()(z.strictObject({ session: Id, id: Id, to: Index })),
  'workshops.addSuggestion': call<W.SavedSession>()(
    z.strictObject({ session: Id, key: z.string().max(200), at: Index.optional() }),
  ),
  /** Adds the items of a template after those that are there. */
  'workshops.addTemplate': call<Written>()(
    z.strictObject({ session: Id, template: z.enum(TEMPLATES) }),
  ),
  /** Puts a suggestion aside for all sessions; without a reason, brings it back. */
  'workshops.mute': call<Written>()(
    z.strictObject({
      key: z.string().max(200),
      reason: z.string().trim().min(3).max(300).nullable(),
    }),
  ),

  /** One deed for all: invitations, or who is there. A person without an id is new. */
  'workshops.savePeople': call<Written & { ids: string[] }>()(
    z.strictObject({
      session: Id,
      people: z
        .array(z.strictObject({ person: Id.optional(), fields: PersonInput }))
        .min(1)
        .max(500),
    }),
  ),

  /** What was typed in one line, such as "action: Asha, QK1, by 30 Jan: share the pathway". */
  'workshops.capture': call<W.SavedSession>()(
    z.strictObject({ session: Id, item: Id.optional(), line: z.string().trim().min(1).max(1500) }),
  ),
  'workshops.saveOutcome': call<W.SavedSession>()(
    z.strictObject({
      session: Id,
      id: Id.optional(),
      fields: OutcomeInput,
      seen: Seen.optional(),
    }),
  ),

  /** Outcomes that fell to a system: those without an answer first. */
  'workshops.proposals': call<W.Proposal[]>()(z.strictObject({ ics: Ods })),
  /**
   * A lead's answer. Accepted or changed, it is written into an action: the one named here or by the
   * outcome, or a new one of the system's own under `recommendation`.
   */
  'workshops.answer': call<Written & { action: string | null }>()(
    z.strictObject({
      ics: Ods,
      outcome: Id,
      answer: z.enum(ANSWERS),
      text: z.string().trim().min(1).max(1000).optional(),
      /** An owner of the system's directory; by default the one whose name was said. */
      owner: z.uuid().nullable().optional(),
      due: IsoDate.nullable().optional(),
      reason: z.string().trim().min(3).max(500).optional(),
      action: AnyActionReference.optional(),
      recommendation: RecommendationReference.optional(),
    }),
  ),

  'workshops.attendance': call<W.AttendanceTable>()(z.strictObject({ series: Id })),
  /** Every outcome of the series, latest session first. */
  'workshops.log': call<W.LogLine[]>()(z.strictObject({ series: Id })),

  'workshops.document': call<W.DocumentPreview>()(
    z.strictObject({ session: Id, what: z.enum(SESSION_DOCUMENTS) }),
  ),
  'workshops.export': call<OutFile>()(
    z.strictObject({
      session: Id,
      what: z.enum(SESSION_DOCUMENTS),
      format: z.enum(PUBLICATION_FORMATS),
      job: Job,
    }),
  ),
  /** The invitation, its update or its cancellation, as an iCalendar file. */
  'workshops.invitation': call<OutFile>()(z.strictObject({ session: Id })),

  // Texts that several people type together. Updates from anybody come as `document` events.
  'document.open': call<W.OpenedDocument>()(z.strictObject({ document: DocumentName })),
  /** One or several of the page's own updates, merged; refused whole, it must be taken back there. */
  'document.update': call<void>()(
    z.strictObject({ document: DocumentName, update: z.base64().max(6_000_000) }),
  ),
} as const
