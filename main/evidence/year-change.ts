import {
  absoluteGap,
  compareBoth,
  compareWithValue,
  type Gap,
} from '../../domain/metrics/compare.ts'
import type { MetricDefinition } from '../../domain/metrics/definitions.ts'
import { isPlainRatio } from '../../domain/metrics/rollup.ts'
import { changeBeyond, uncertain, yearApart } from '../../domain/metrics/year-change.ts'
import type { DifferenceFact, ValueFact, YearFact } from '../../domain/reports/evidence.ts'
import type { Point } from '../../preload/metrics-types.ts'

interface Asked {
  definition: MetricDefinition
  points: readonly Point[]
  england: readonly Point[]
  /** The report's period, up to the last day that counts. */
  year: { from: string; to: string }
  shown: (point: Point) => ValueFact
  shownEngland: (point: Point) => ValueFact
}

/** What changed in one area within the year; `null` where two values do not say it, or one is withheld. */
export function yearFact({
  definition,
  points,
  england,
  year,
  shown,
  shownEngland,
}: Asked): YearFact | null {
  const found = yearApart(points, year)
  if (!found) return null
  const { before, after } = found
  const facts = { before: shown(before), after: shown(after) }
  const change = absoluteGap(after, before)
  if (!change || facts.before.withheld !== null || facts.after.withheld !== null) return null
  const beside = (point: Point) =>
    england.find(({ period, value }) => period === point.period && value !== null)
  const [then, now] = [beside(before), beside(after)]
  const theirs = then && now ? absoluteGap(now, then) : undefined
  const beyond = theirs && changeBeyond(change, theirs)
  return {
    ...facts,
    change: asFact(change),
    comparison: compareBoth(after, before, definition.better),
    people: peopleOf(definition, after, change),
    england:
      then && now && theirs
        ? { before: shownEngland(then), after: shownEngland(now), change: asFact(theirs) }
        : null,
    beyond: beyond
      ? {
          difference: asFact(beyond),
          comparison: compareWithValue(uncertain(beyond), 0, definition.better),
        }
      : null,
  }
}

/** People, or whatever the metric counts: change x denominator / multiplier. */
function peopleOf(
  { valueType, multiplier }: MetricDefinition,
  after: Point,
  { gap }: Gap,
): number | null {
  if (valueType === 'other' || !after.denominator || after.count === null) return null
  return isPlainRatio(after, multiplier) ? (gap * after.denominator) / multiplier : null
}

function asFact({ gap, lower, upper }: Gap): DifferenceFact {
  return { value: gap, lower, upper }
}
