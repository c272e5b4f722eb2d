import type { WorseningMetric } from '../../domain/workshops/facts.ts'
import { earlyWarnings } from '../metrics/warnings.ts'
import type { RecordContext } from '../record/context.ts'

/** Metrics that special cause made worse, with the systems in which it did. */
export function worseningMetrics(context: RecordContext): WorseningMetric[] {
  const worsening = earlyWarnings(context).warnings.filter(({ kind }) => kind === 'special-cause')
  return [...Map.groupBy(worsening, ({ metric }) => metric)].map(([metric, warnings]) => ({
    metric,
    name: warnings[0]?.metricName ?? metric,
    systems: warnings.map(({ icsName }) => icsName),
  }))
}
