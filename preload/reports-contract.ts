import { z } from 'zod'
import { IsoDate } from '../domain/record/entry.ts'
import { ReportFields, ReportScope } from '../domain/record/report-fields.ts'
import { REPORT_KINDS, SECTION_STATES } from '../domain/record/report-words.ts'
import { REPORT_FORMATS } from '../domain/reports/formats.ts'
import { call, Job, nothing, Seen } from './call.ts'
import type * as R from './reports-types.ts'
import type { OutFile, Written } from './types.ts'

/** The calls about impact reports. */

const Id = z.uuid()
const Title = z.string().trim().min(1).max(200)
const SectionKey = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,24}$/)

export const reportsContract = {
  'reports.list': call<R.ReportSummary[]>()(nothing),
  /** @param freeze speaks from it rather than from the report's own */
  'reports.get': call<R.ReportDetail>()(
    z.strictObject({ id: Id, freeze: Id.optional(), job: Job }),
  ),
  'reports.create': call<Written & { id: string }>()(
    z.strictObject({
      title: Title,
      kind: z.enum(REPORT_KINDS),
      from: IsoDate,
      to: IsoDate,
      scope: ReportScope,
    }),
  ),
  'reports.save': call<Written>()(
    z.strictObject({
      id: Id,
      fields: z
        .strictObject({
          title: Title,
          /** The freeze it speaks from. */
          freeze: Id.nullable(),
          studies: z.array(z.string().max(60)).max(60),
          signOff: ReportFields.shape.signOff.unwrap(),
          removed: z.boolean(),
        })
        .partial(),
      seen: Seen.optional(),
    }),
  ),
  /**
   * Holds the record as it stands now. Without a report, the one of the same period, scope and kind
   * takes it, or a new one.
   */
  'reports.freeze': call<R.Frozen>()(
    z.strictObject({
      report: Id.optional(),
      kind: z.enum(REPORT_KINDS).optional(),
      from: IsoDate.optional(),
      to: IsoDate.optional(),
      scope: ReportScope.optional(),
      title: Title.optional(),
      job: Job,
    }),
  ),
  'reports.verify': call<R.FreezeCheck>()(z.strictObject({ freeze: Id, job: Job })),
  'reports.compare': call<R.FreezeComparison>()(z.strictObject({ a: Id, b: Id, job: Job })),
  /** One section as the product composes it. */
  'reports.section': call<R.ShownSection>()(
    z.strictObject({ freeze: Id, section: SectionKey, public: z.boolean().optional(), job: Job }),
  ),
  /** Figures whose label or key has the words. Entries are left out: ask for one. */
  'reports.figures': call<Omit<R.TracedFigure, 'entries' | 'traced'>[]>()(
    z.strictObject({
      freeze: Id,
      search: z.string().max(200).optional(),
      limit: z.number().int().min(1).max(2000).optional(),
      job: Job,
    }),
  ),
  'reports.figure': call<R.TracedFigure>()(
    z.strictObject({ freeze: Id, key: z.string().max(200), job: Job }),
  ),
  'reports.saveSection': call<Written>()(
    z.strictObject({
      report: Id,
      section: SectionKey,
      fields: z
        .strictObject({ owner: z.uuid().nullable(), state: z.enum(SECTION_STATES) })
        .partial(),
    }),
  ),
  /** A file; `csv` and `site` are folders, and come as a ZIP. */
  'reports.build': call<OutFile>()(
    z.strictObject({
      freeze: Id,
      format: z.enum(REPORT_FORMATS),
      /** Without names and contacts, small numbers withheld. A site is always public. */
      public: z.boolean().optional(),
      job: Job,
    }),
  ),
} as const
