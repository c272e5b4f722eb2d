import { z } from 'zod'
import { MetricDefinition, PeriodLabel } from '../metrics/definitions.ts'

/** What entries may say of a metric and of a target; `null` clears a field. */

const { id: _id, ...described } = MetricDefinition.shape

/** Fields of a metric's definition, each by itself; `removed` takes the metric out of all lists. */
export const MetricFields = z.strictObject({
  ...z.strictObject(described).partial().shape,
  // Without their defaults: a change says only what changed.
  multiplier: described.multiplier.unwrap().optional(),
  tags: described.tags.unwrap().optional(),
  denominator: described.denominator.unwrap().nullable().optional(),
  removed: z.boolean().optional(),
})
export type MetricFields = z.infer<typeof MetricFields>

export const TargetFields = z.strictObject({
  /** Value to be reached in `period`; `null` takes the target away. */
  value: z.number().nullable().optional(),
  period: PeriodLabel.optional(),
  /** Values on the way, one for each period. */
  trajectory: z
    .array(z.strictObject({ period: PeriodLabel, value: z.number() }))
    .max(120)
    .optional(),
  note: z.string().trim().max(1000).nullable().optional(),
})
export type TargetFields = z.infer<typeof TargetFields>
