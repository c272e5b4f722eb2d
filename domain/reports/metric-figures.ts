import { plainNumber } from '../metrics/words.ts'
import type { Inline } from '../publication/tree.ts'
import { CLAIM_RULE, CLAIM_WORDS, type Claim, claimOf } from './claims.ts'
import type { About, Evidence, MetricFact, MetricStanding, ValueFact } from './evidence.ts'
import type { FigureBook } from './figures.ts'
import { type Place, wholePlace } from './places.ts'

/** Figures of metrics: values as they are, and counts of what the rules say of them. */

/** "11.7%", "223.4 per 100,000". */
export function withUnit(value: number, unit: string): string {
  return unit === '%' ? `${plainNumber(value)}%` : `${plainNumber(value)} ${unit}`
}

export interface MetricFigures {
  /** A value of a system as it is printed; a dash where there is none. */
  value(metric: MetricFact, standing: MetricStanding, which: 'latest' | 'baseline'): Inline
  /** England beside the system's latest value. */
  england(metric: MetricFact, standing: MetricStanding): Inline
  /** In how many of the systems with a value the rules say this of the metric. */
  claim(metric: MetricFact, claim: Claim): Inline
  /** The same over all metrics, or those of one system. */
  claims(place: Place, claim: Claim): Inline
  /** Systems that have a value, of all in scope. */
  coverage(metric: MetricFact): Inline
}

export function metricFigures(evidence: Evidence, figures: FigureBook): MetricFigures {
  const { about, metrics } = evidence
  const whole = wholePlace(about)
  const nameOf = ({ ics }: MetricStanding) => about.systemNames[ics] ?? ics
  return {
    value: (metric, standing, which) =>
      quoteValue(figures, about, {
        metric,
        value: standing[which],
        area: standing.area,
        name: nameOf(standing),
        key: `${which === 'latest' ? 'metric' : 'baseline'}.${metric.id}@${standing.area}`,
        what: which === 'latest' ? 'latest value' : 'first value',
      }),
    england: (metric, { england }) =>
      quoteValue(figures, about, {
        metric,
        value: england,
        area: 'E92000001',
        name: 'England',
        what: 'value',
        key: `england.${metric.id}.${england?.period ?? 'none'}`,
      }),
    claim: (metric, claim) => {
      const known = metric.standings.filter(({ latest }) => latest !== null)
      return figures.quote({
        key: `${claim}.${metric.id}@${whole.key}`,
        label: `${metric.name}: systems in which it ${CLAIM_PREDICATES[claim]}, ${whole.words}`,
        unit: 'systems',
        definition: CLAIM_RULE,
        query: `Frozen record at the end of ${about.day}: series of ${metric.id} in its headline group for each system; count those of which the rule says “${CLAIM_WORDS[claim].toLowerCase()}”.`,
        ...counted(known, claim),
      })
    },
    claims: (place, claim) => {
      const known = metrics.flatMap(({ standings }) =>
        standings.filter(
          ({ ics, latest }) => latest !== null && (place.key === whole.key || place.key === ics),
        ),
      )
      return figures.quote({
        key: `${claim}.all@${place.key}`,
        label: `Metrics that ${CLAIM_PREDICATES[claim]}, the latest value against earlier ones, each system counted by itself, ${place.words}`,
        unit: 'series',
        definition: `A series is one metric in one system. ${CLAIM_RULE}`,
        query: `Frozen record at the end of ${about.day}: series of every metric in its headline group, ${place.words}; count those of which the rule says “${CLAIM_WORDS[claim].toLowerCase()}”.`,
        ...counted(known, claim),
      })
    },
    coverage: (metric) => {
      const known = metric.standings.filter(({ latest }) => latest !== null)
      return figures.quote({
        key: `coverage.${metric.id}@${whole.key}`,
        label: `${metric.name}: systems with a value, ${whole.words}`,
        numerator: known.length,
        denominator: metric.standings.length,
        unit: 'systems',
        definition: 'Systems with a value of any period in the metric’s headline group.',
        query: `Frozen record at the end of ${about.day}: series of ${metric.id}; count the systems with a value.`,
        entries: known.flatMap(({ latest }) => latest?.entries ?? []),
      })
    },
  }
}

/** Each goes on from "metrics that" and from "systems in which it". */
const CLAIM_PREDICATES: Record<Claim, string> = {
  improved: 'improved',
  worsened: 'got worse',
  'no-clear-change': 'did not clearly get better or worse',
  'cannot-be-said': 'cannot be judged',
}

function counted(standings: readonly MetricStanding[], claim: Claim) {
  const found = standings.filter((standing) => claimOf(standing).claim === claim)
  return {
    numerator: found.length,
    denominator: standings.length,
    entries: found.flatMap(({ entries }) => entries),
  }
}

interface QuotedValue {
  key: string
  metric: MetricFact
  value: ValueFact | null
  area: string
  /** Of the area. */
  name: string
  what: string
}

function quoteValue(
  figures: FigureBook,
  { day }: About,
  { key, metric, value, area, name, what }: QuotedValue,
): Inline {
  if (!value) return '–'
  return figures.quote({
    key,
    label: `${metric.name}, ${name}, ${what}, ${value.period}`,
    value: value.value,
    text: value.value === null ? 'no value' : valueText(value, metric.unit),
    unit: metric.unit,
    withheld: value.withheld,
    definition: `The value as the source gives it, in ${metric.unit}, or added up from the system’s authorities where the source gives none. In brackets its 95% confidence limits, where there are any, and its period. Source: ${value.source}.`,
    query: `Frozen record at the end of ${day}: ${metric.id}, area ${area}, headline group, period ${value.period}.`,
    entries: value.entries,
  })
}

function valueText({ value, lower95, upper95, period }: ValueFact, unit: string): string {
  const limits =
    lower95 === null || upper95 === null
      ? ''
      : `${plainNumber(lower95)} to ${plainNumber(upper95)}; `
  return `${withUnit(value ?? 0, unit)} (${limits}${period})`
}
