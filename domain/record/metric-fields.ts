import { z } from 'zod'
import { MetricDefinition, PeriodLabel } from '../metrics/definitions.ts'

/** What entries may say of a metric and of a target. */

const described = MetricDefinition.shape

/**
 * Fields of a metric's definition, each by itself. `null` takes back what was said of a field: it
 * is again as it ships, or empty. `removed` takes the metric out of all lists.
 */
export const MetricFields = z.strictObject({
  name: described.name.nullable().optional(),
  explanation: described.explanation.nullable().optional(),
  unit: described.unit.nullable().optional(),
  valueType: described.valueType.nullable().optional(),
  // Without their defaults: a change says only what changed.
  multiplier: described.multiplier.unwrap().nullable().optional(),
  better: described.better.nullable().optional(),
  source: described.source.nullable().optional(),
  denominator: described.denominator.unwrap().nullable().optional(),
  rhythm: described.rhythm.nullable().optional(),
  quadrant: described.quadrant.nullable().optional(),
  priorities: described.priorities.nullable().optional(),
  focusAreas: described.focusAreas.nullable().optional(),
  actions: described.actions.nullable().optional(),
  tags: described.tags.unwrap().nullable().optional(),
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
