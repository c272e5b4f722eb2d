import { z } from 'zod'
import { AnyActionReference, FocusAreaReference } from '../commission/reference.ts'
import { parsePeriod } from './periods.ts'

/** What a metric is, and what one value of it is. */

/** Which way a metric should move; `neither` where higher is neither good nor bad in itself. */
export const BETTER_DIRECTIONS = ['lower', 'higher', 'neither'] as const
export type BetterDirection = (typeof BETTER_DIRECTIONS)[number]

/**
 * How the value comes about, which decides what may be computed from it: a `proportion` counts
 * people among people, a `rate` counts events in a population, an `other` value (life expectancy,
 * a standardised rate, a score) cannot be made again from a count and a denominator.
 */
export const VALUE_TYPES = ['proportion', 'rate', 'other'] as const
export type ValueType = (typeof VALUE_TYPES)[number]

export const RHYTHMS = ['monthly', 'quarterly', 'yearly', 'every-few-years', 'once'] as const

/** The four views of the balanced scorecard. */
export const QUADRANTS = ['outcomes', 'access', 'determinants', 'workforce'] as const

/** Letters of a remark on a value. */
export const LONGEST_NOTE = 500

const Short = z.string().trim().min(1).max(200)

/** Stable key of a metric, such as `smoking-at-delivery`. */
export const MetricId = z
  .string()
  .max(60)
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'A metric is named in small letters, digits and hyphens, such as smoking-at-delivery.',
  )
/** ONS code of an area. */
export const AreaCode = z
  .string()
  .regex(/^[A-Z]\d{8}$/, 'An area is named by its ONS code, such as E54000015.')
/** A period as `parsePeriod` labels it. */
export const PeriodLabel = z.string().refine((label) => parsePeriod(label)?.label === label, {
  error: 'A period is written such as 2022, 2022/23, 2020 - 22, 2022 Q3 or Jan 2023.',
})

export const MetricDefinition = z.strictObject({
  id: MetricId,
  name: z.string().trim().min(3).max(120),
  /** What it counts and why it matters, in plain words. */
  explanation: z.string().trim().min(20).max(600),
  /** What the number is called: `%`, `per 100,000`, `years`. */
  unit: Short,
  valueType: z.enum(VALUE_TYPES),
  /** Value = count / denominator x multiplier; 1 where the value is no ratio. */
  multiplier: z.number().positive().default(1),
  better: z.enum(BETTER_DIRECTIONS),
  source: z.strictObject({
    name: Short,
    url: z.url().optional(),
    /** The source's own number for it; for Fingertips, its indicator ID. */
    indicator: z.string().trim().max(40).optional(),
  }),
  /** Who or what stands below the line. */
  denominator: Short.optional(),
  rhythm: z.enum(RHYTHMS),
  quadrant: z.enum(QUADRANTS),
  priorities: z.array(z.number().int().min(1).max(10)),
  focusAreas: z.array(FocusAreaReference),
  actions: z.array(AnyActionReference),
  /** What else it belongs to, such as `core20plus5-adults` or `commission-report`. */
  tags: z.array(MetricId).default([]),
})
export type MetricDefinition = z.infer<typeof MetricDefinition>

/** Group within an area: `{type: 'Ethnic groups', value: 'Black'}`. */
export const Category = z.strictObject({ type: Short, value: Short })
export type Category = z.infer<typeof Category>

/** Where a value came from, so that every figure can be traced. */
export const Provenance = z.strictObject({
  kind: z.enum(['import', 'manual', 'report', 'roll-up']),
  /** The file, publication or rule. */
  source: Short,
  /** Row in the file, from 1, the heading being row 1. */
  row: z.number().int().positive().optional(),
})
export type Provenance = z.infer<typeof Provenance>

const Value = z.number().nullable()

/** Values are in the metric's unit; `null` where the source gives none. */
export const Observation = z
  .strictObject({
    metric: MetricId,
    area: AreaCode,
    period: PeriodLabel,
    sex: Short,
    age: Short,
    category: Category.nullable(),
    value: Value,
    lower95: Value,
    upper95: Value,
    lower998: Value,
    upper998: Value,
    count: z.number().nonnegative().nullable(),
    denominator: z.number().nonnegative().nullable(),
    /** The source's own remark on the value. */
    note: z.string().trim().max(LONGEST_NOTE).nullable(),
    provenance: Provenance,
  })
  .refine((o) => inOrder(o.lower95, o.upper95) && inOrder(o.lower998, o.upper998), {
    error: 'A lower limit must not be above its upper limit.',
  })
export type Observation = z.infer<typeof Observation>

function inOrder(lower: number | null, upper: number | null): boolean {
  return lower === null || upper === null || lower <= upper
}

/**
 * What makes an observation this one and not another. A second value under the same key replaces
 * the first, whatever file it comes from.
 */
export function observationKey(
  observation: Pick<Observation, 'metric' | 'area' | 'period' | 'sex' | 'age' | 'category'>,
): string {
  const { metric, area, period, sex, age, category } = observation
  return JSON.stringify([metric, area, period, sex, age, category?.type, category?.value])
}
