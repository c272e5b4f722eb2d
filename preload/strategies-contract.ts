import { z } from 'zod'
import { AnyActionReference, RecommendationReference } from '../domain/commission/reference.ts'
import { LiveQuery } from '../domain/documents/live.ts'
import type { Unfinished } from '../domain/documents/unfinished.ts'
import { PUBLICATION_FORMATS } from '../domain/publication/formats.ts'
import { IsoDate } from '../domain/record/entry.ts'
import { STRATEGY_TEMPLATES } from '../domain/record/strategy-words.ts'
import { call, Job, nothing, Ods, Seen } from './call.ts'
import type * as S from './strategies-types.ts'
import type { OutFile, Written } from './types.ts'

/** The calls about joint strategies and what stands live in their text. */

const Id = z.uuid()
const Title = z.string().trim().min(1).max(200)
const Reason = z.string().trim().min(3).max(500)

export const strategiesContract = {
  'strategies.list': call<S.StrategySummary[]>()(nothing),
  'strategies.get': call<S.StrategyDetail>()(z.strictObject({ id: Id })),
  /** A new draft, with the template's text in it. */
  'strategies.create': call<S.SavedStrategy>()(
    z.strictObject({
      template: z.enum(STRATEGY_TEMPLATES),
      title: Title,
      purpose: z.string().trim().max(2000).nullable().optional(),
      priorities: z.array(z.number().int().min(1).max(10)).max(10).optional(),
    }),
  ),
  'strategies.save': call<Written>()(
    z.strictObject({
      id: Id,
      fields: z
        .strictObject({
          title: Title,
          purpose: z.string().trim().max(2000).nullable(),
          priorities: z.array(z.number().int().min(1).max(10)).max(10),
          removed: z.boolean(),
        })
        .partial(),
      seen: Seen.optional(),
    }),
  ),
  /**
   * Moves it along its life. To `in-review` needs a version to sign; to `agreed` and `published`
   * the version on offer; to `superseded` the strategy that takes its place.
   */
  'strategies.move': call<Written>()(
    z.discriminatedUnion('to', [
      z.strictObject({ id: Id, to: z.literal('draft') }),
      z
        .strictObject({
          id: Id,
          to: z.literal('in-review'),
          version: Id.optional(),
          /** What the text as it stands is to be called, where no version is named. */
          name: z.string().trim().min(1).max(160).optional(),
        })
        .refine(({ version, name }) => (version === undefined) !== (name === undefined), {
          message: 'Name a version, or say what the text as it stands is to be called.',
        }),
      z.strictObject({ id: Id, to: z.literal('agreed') }),
      z.strictObject({ id: Id, to: z.literal('published') }),
      z.strictObject({ id: Id, to: z.literal('superseded'), by: Id }),
    ]),
  ),
  /** What is not done yet in a version, or in the text as it stands. */
  'strategies.unfinished': call<Unfinished[]>()(z.strictObject({ id: Id, version: Id.optional() })),
  /** Keeps the text as it stands as a version. */
  'strategies.keepVersion': call<Written & { version: string }>()(
    z.strictObject({ id: Id, name: z.string().trim().min(1).max(160) }),
  ),
  /** The text as it stands now, in the form of a version's: canonical JSON. */
  'strategies.text': call<{ content: string }>()(z.strictObject({ id: Id })),
  'strategies.version': call<S.VersionText>()(z.strictObject({ id: Id, version: Id })),
  /** Puts a version's text back as the text, after keeping what stands there now. */
  'strategies.restoreVersion': call<Written & { version: string }>()(
    z.strictObject({ id: Id, version: Id }),
  ),
  /** Signs the version for a system: `hash` is that of the text the person has read. */
  'strategies.sign': call<Written>()(
    z.strictObject({
      id: Id,
      ics: Ods,
      version: Id,
      hash: z.string().regex(/^[0-9a-f]{64}$/),
      name: z.string().trim().min(1).max(120),
      role: z.string().trim().min(1).max(160),
      reservations: z.string().trim().max(2000).nullable().optional(),
    }),
  ),
  'strategies.withdrawSignature': call<Written>()(
    z.strictObject({ id: Id, ics: Ods, reason: Reason }),
  ),
  /** Writes what a system will do, and the action of its register that carries it. */
  'strategies.commit': call<Written & { commitment: string; action: string }>()(
    z.strictObject({
      id: Id,
      ics: Ods,
      text: z.string().trim().min(3).max(1000),
      owner: z.uuid().nullable().optional(),
      due: IsoDate.nullable().optional(),
      /** An action there is, or the recommendation under which a new one of its own goes. */
      action: AnyActionReference.optional(),
      recommendation: RecommendationReference.optional(),
    }),
  ),
  'strategies.editCommitment': call<Written>()(
    z.strictObject({
      id: Id,
      ics: Ods,
      text: z.string().trim().min(3).max(1000).optional(),
      removed: z.boolean().optional(),
    }),
  ),
  'strategies.export': call<OutFile>()(
    z.strictObject({
      id: Id,
      /** A version; the text as it stands when left out. */
      version: Id.optional(),
      format: z.enum(PUBLICATION_FORMATS),
      comments: z.boolean().optional(),
      job: Job,
    }),
  ),
  /** What a live block shows now, or showed at the end of an earlier day. */
  'live.resolve': call<S.ResolvedLive>()(
    z.strictObject({ query: LiveQuery, day: IsoDate.optional(), job: Job }),
  ),
} as const
