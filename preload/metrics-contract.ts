import { z } from 'zod'
import {
  AreaCode,
  Category,
  LONGEST_NOTE,
  MetricDefinition,
  MetricId,
  PeriodLabel,
} from '../domain/metrics/definitions.ts'
import { MetricFields, TargetFields } from '../domain/record/metric-fields.ts'
import { call, FileToken, Job, nothing, Ods, Seen } from './call.ts'
import type * as M from './metrics-types.ts'
import { TABLE_COLUMNS, type TableColumn } from './metrics-types.ts'
import type { Written } from './types.ts'

/** The calls about metrics. Where a group is left out, the metric's headline group is meant. */

const Word = z.string().trim().min(1).max(200)
const group = { sex: Word.optional(), age: Word.optional() }
/** ODS code of the system whose record is written, or `region`. */
const Scope = z.union([Ods, z.literal('region')])

const Value = z.number().nullable().optional()
/** One value typed by hand. */
const Entered = z.strictObject({
  area: AreaCode,
  period: z.string().trim().min(4).max(40),
  ...group,
  category: Category.nullable().optional(),
  value: z.number(),
  lower95: Value,
  upper95: Value,
  count: z.number().nonnegative().nullable().optional(),
  denominator: z.number().nonnegative().nullable().optional(),
  note: z.string().trim().max(LONGEST_NOTE).nullable().optional(),
})

/** As a spreadsheet numbers rows, from 1. */
const HeadingRow = z.number().int().min(1).max(10_000)

/** Which column of a table holds what, by number from 0, and what holds for all its rows. */
export const TableMapping = z.strictObject({
  sheet: z.string().max(60).optional(),
  /** Number of the row of headings, where it is not the one that is found. */
  headingRow: HeadingRow.optional(),
  columns: z.partialRecord(z.enum(TABLE_COLUMNS), z.number().int().min(0).max(500)),
  all: z
    .strictObject({
      metric: MetricId.optional(),
      area: AreaCode.optional(),
      period: z.string().trim().max(40).optional(),
      sex: Word.optional(),
      age: Word.optional(),
      categoryType: Word.optional(),
      /** Which end of numbered groups of deprivation is 1. */
      order: z.enum(['most-first', 'least-first']).optional(),
      /** Where the values are from, such as the name of the publication. */
      source: Word.optional(),
    })
    .default({}),
})
export type TableMapping = z.infer<typeof TableMapping>

/** What becomes of an indicator of the file that no metric names. */
const IndicatorChoice = z.union([
  z.strictObject({ metric: MetricId }),
  z.strictObject({ define: MetricDefinition }),
])

export const DisclosureChoice = z.strictObject({
  /** Smallest count that may be shown; 5 where it is not said. */
  threshold: z.number().int().min(1).max(100).optional(),
  zeros: z.enum(['show', 'suppress']).optional(),
  /** Rounds counts to the nearest 5. */
  round: z.boolean().optional(),
})

/** Which table goes out. */
export const MetricTable = z.discriminatedUnion('table', [
  z.strictObject({
    table: z.literal('series'),
    metric: MetricId,
    ...group,
    categoryType: Word.nullable().optional(),
    areas: z.array(AreaCode).max(500).optional(),
  }),
  z.strictObject({
    table: z.literal('side-by-side'),
    metric: MetricId,
    ...group,
    period: PeriodLabel.optional(),
    areas: z.enum(['systems', 'local-authorities']).optional(),
  }),
  z.strictObject({
    table: z.literal('gaps'),
    metric: MetricId,
    ...group,
    area: AreaCode,
    categoryType: Word,
  }),
  z.strictObject({ table: z.literal('scorecard'), ics: Ods }),
  z.strictObject({ table: z.literal('region') }),
  z.strictObject({ table: z.literal('warnings'), ics: Ods.optional() }),
])
export type MetricTable = z.infer<typeof MetricTable>

export const metricsContract = {
  'metrics.list': call<M.MetricSummary[]>()(z.strictObject({ ics: Ods.optional() }).default({})),
  'metrics.get': call<M.MetricDetail>()(z.strictObject({ metric: MetricId })),
  'metrics.areas': call<M.MetricArea[]>()(nothing),
  /** All areas by default; `categoryType` gives the groups of that kind instead of everyone. */
  'metrics.series': call<M.MetricSeries>()(
    z.strictObject({
      metric: MetricId,
      ...group,
      categoryType: Word.nullable().optional(),
      areas: z.array(AreaCode).max(500).optional(),
    }),
  ),
  'metrics.chart': call<M.MetricChart>()(
    z.strictObject({
      metric: MetricId,
      area: AreaCode,
      ...group,
      category: Category.nullable().optional(),
      /** Leaves outlying moving ranges out of the limits; true where it is not said. */
      screen: z.boolean().optional(),
      /** Periods at which new limits begin, and periods that are shown but not counted. */
      rebaseAt: z.array(PeriodLabel).max(20).optional(),
      /** Periods up to which the limits of their phase rest: a locked baseline. */
      lockAt: z.array(PeriodLabel).max(20).optional(),
      ghosted: z.array(PeriodLabel).max(100).optional(),
    }),
  ),
  'metrics.sideBySide': call<M.SideBySide>()(
    z.strictObject({
      metric: MetricId,
      ...group,
      /** The latest that most areas have, where it is not said. */
      period: PeriodLabel.optional(),
      areas: z.enum(['systems', 'local-authorities']).optional(),
    }),
  ),
  'metrics.gaps': call<M.GapSeries>()(
    z.strictObject({ metric: MetricId, area: AreaCode, ...group, categoryType: Word }),
  ),
  'metrics.actions': call<M.LinkedAction[]>()(z.strictObject({ metric: MetricId, ics: Ods })),
  'metrics.scorecard': call<M.Scorecard>()(z.strictObject({ ics: Ods })),
  'metrics.region': call<M.RegionOverview>()(nothing),
  'metrics.warnings': call<M.EarlyWarnings>()(z.strictObject({ ics: Ods.optional() }).default({})),

  /** Makes a metric or changes fields of one. */
  'metrics.define': call<Written>()(
    z.strictObject({ metric: MetricId, fields: MetricFields, seen: Seen.optional() }),
  ),
  'metrics.setTarget': call<Written>()(
    z.strictObject({ scope: Scope, metric: MetricId, fields: TargetFields, seen: Seen.optional() }),
  ),
  /** Enters values by hand. */
  'metrics.enter': call<Written>()(
    z.strictObject({
      scope: Scope,
      metric: MetricId,
      source: Word,
      rows: z.array(Entered).min(1).max(1000),
    }),
  ),
  /** Takes values back: they are gone from every table and stay in the history. */
  'metrics.retract': call<Written>()(
    z.strictObject({
      scope: Scope,
      metric: MetricId,
      rows: z
        .array(
          z.strictObject({
            area: AreaCode,
            period: PeriodLabel,
            ...group,
            category: Category.nullable().optional(),
          }),
        )
        .min(1)
        .max(1000),
    }),
  ),

  /** The first rows of a file, and what its columns look like. */
  'metrics.readTable': call<M.TablePreview>()(
    z.strictObject({
      file: FileToken,
      sheet: z.string().max(60).optional(),
      headingRow: HeadingRow.optional(),
      job: Job,
    }),
  ),
  /** Reads a whole file and compares it with the record; nothing is written. */
  'metrics.previewImport': call<M.MetricsImportPreview>()(
    z.strictObject({
      file: FileToken,
      /** Not for a Fingertips export. */
      mapping: TableMapping.optional(),
      /** The region's record for regional staff, where it is not said; else the system one leads. */
      scope: Scope.optional(),
      job: Job,
    }),
  ),
  /**
   * For indicators of a preview that no metric names: the question that arises where they go to one
   * of the record. Those that ask nothing are not in the answer.
   */
  'metrics.importMixes': call<Record<string, M.RhythmQuestion>>()(
    z.strictObject({ preview: z.uuid(), metrics: z.record(z.string().max(200), MetricId) }),
  ),
  'metrics.import': call<M.MetricsImported>()(
    z.strictObject({
      preview: z.uuid(),
      /** For indicators that no metric names; those left out are not imported. */
      indicators: z.record(z.string().max(200), IndicatorChoice).optional(),
      /**
       * For indicators that mix rhythms: the key of the one to bring in, `all` or `none`. Those that
       * are asked about must be answered.
       */
      rhythms: z.record(z.string().max(200), z.string().max(40)).optional(),
      job: Job,
    }),
  ),
  /** A table as CSV, with small counts hidden. */
  'metrics.export': call<M.ProtectedFile>()(
    z.strictObject({ of: MetricTable, disclosure: DisclosureChoice.optional() }),
  ),
} as const

export type { TableColumn }
