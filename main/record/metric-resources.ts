import { z } from 'zod'
import {
  AreaCode,
  MetricDefinition,
  MetricId,
  type Observation,
  PeriodLabel,
} from '../../domain/metrics/definitions.ts'
import { ODS_CODE } from '../../domain/record/stream.ts'
import { readResource } from './resources.ts'

/** What ships about metrics: definitions, areas, and the figures of the commission's report. */

export const AREA_TYPES = [
  'country',
  'nhs-region',
  'region',
  'icb',
  'local-authority',
  'district',
] as const

const Area = z.strictObject({
  /** ONS code. */
  code: AreaCode,
  name: z.string().min(1),
  type: z.enum(AREA_TYPES),
  /** ODS code of the system it is, or belongs to; null for what is larger than a system. */
  system: z.string().regex(ODS_CODE).nullable(),
  /** ONS code of the area it is part of. */
  parent: AreaCode.nullable(),
})
export type Area = z.infer<typeof Area>

let areas: ReadonlyMap<string, Area> | undefined

/** England, the Midlands and all within them that figures are told for, by ONS code. Read once. */
export function readAreas(): ReadonlyMap<string, Area> {
  areas ??= new Map(
    z
      .array(Area)
      .parse(readResource('areas.json'))
      .map((area) => [area.code, area]),
  )
  return areas
}

/** A code that ended when its area went on under another, or was divided. */
const EndedArea = z.strictObject({
  code: AreaCode,
  successors: z.array(AreaCode).min(1),
  /** Other names that the area goes by. */
  names: z.array(z.string().min(1)),
})

let ended: readonly z.infer<typeof EndedArea>[] | undefined

/** Ended codes and the ones that carry them on. Read once. */
export function readEndedAreas(): readonly z.infer<typeof EndedArea>[] {
  ended ??= z.array(EndedArea).parse(readResource('ended-areas.json'))
  return ended
}

let metrics: MetricDefinition[] | undefined

/** The starting set of metrics. Read once. */
export function readMetrics(): readonly MetricDefinition[] {
  metrics ??= z.array(MetricDefinition).parse(readResource('metrics.json'))
  return metrics
}

/** Figures of one metric, period and group, by area. */
const BaselineFigures = z.strictObject({
  metric: MetricId,
  period: PeriodLabel,
  sex: z.string(),
  age: z.string(),
  /** Where in the report they stand. */
  where: z.string(),
  note: z.string().optional(),
  values: z.record(AreaCode, z.number()),
  /** People or households counted, where the report says. */
  counts: z.record(AreaCode, z.number()).default({}),
})
const Baseline = z.strictObject({ source: z.string(), figures: z.array(BaselineFigures) })

export interface BaselineFigure extends Omit<Observation, 'provenance'> {
  source: string
}

/** The report's own figures, one for each area. */
export function* readBaselineFigures(): Generator<BaselineFigure> {
  const { source, figures } = Baseline.parse(readResource('baseline-figures.json'))
  const unknown = {
    lower95: null,
    upper95: null,
    lower998: null,
    upper998: null,
    denominator: null,
    category: null,
  }
  for (const { metric, period, sex, age, where, note, values, counts } of figures)
    for (const [area, value] of Object.entries(values))
      yield {
        metric,
        area,
        period,
        sex,
        age,
        value,
        ...unknown,
        count: counts[area] ?? null,
        note: note ?? null,
        source: `${source}, ${where}`,
      }
}
