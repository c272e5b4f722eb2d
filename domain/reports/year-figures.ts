import { formatDate } from '../dates.ts'
import { plainNumber } from '../metrics/words.ts'
import type { Inline } from '../publication/tree.ts'
import { CLAIM_WORDS, type Claim } from './claims.ts'
import type { DifferenceFact, Evidence, MetricFact, MetricStanding, YearFact } from './evidence.ts'
import type { FigureBook } from './figures.ts'
import { withUnit } from './metric-figures.ts'
import { type Place, wholePlace } from './places.ts'

/** Figures of what changed within the period, and of nothing that came before it. */

export const YEAR_RULE =
  'Only values count whose own period ended in the report’s. Each is compared with the value nearest to a year before it, of a period that was over when the report’s began: they differ only where the 95% confidence interval of their difference leaves out zero. Where a value has no limits, process control says it, if its rule holds at that value. Otherwise nothing is said.'

const BEYOND_RULE =
  'The change of the area less the change of England over the same two periods, with 95% confidence limits by the MOVER method, the two taken as independent.'

/** What may be said of a metric in a system of this year alone. */
export function yearClaim({ isOfYear, year, verdict }: MetricStanding): Claim {
  if (!isOfYear) return 'cannot-be-said'
  switch (year?.comparison.standing) {
    case 'better':
      return 'improved'
    case 'worse':
      return 'worsened'
    case 'similar':
      return 'no-clear-change'
  }
  if (verdict?.variation.startsWith('improvement')) return 'improved'
  if (verdict?.variation.startsWith('concern')) return 'worsened'
  return verdict ? 'no-clear-change' : 'cannot-be-said'
}

/** An area whose metric is told: a system, or the Midlands. */
export interface YearPlace {
  area: string
  name: string
}

export interface YearFigures {
  /** Series with a value of the year, of all that have any value. */
  ofYear(place: Place): Inline
  /** Series of the year of which the rule says this. */
  claims(place: Place, claim: Claim): Inline
  /** In how many systems the rule says this of one metric, of those with a value of the year. */
  claim(metric: MetricFact, claim: Claim): Inline
  before(metric: MetricFact, place: YearPlace, year: YearFact): Inline
  after(metric: MetricFact, place: YearPlace, year: YearFact): Inline
  change(metric: MetricFact, place: YearPlace, year: YearFact): Inline
  people(metric: MetricFact, place: YearPlace, year: YearFact): Inline
  england(metric: MetricFact, place: YearPlace, year: YearFact): Inline
  beyond(metric: MetricFact, place: YearPlace, year: YearFact): Inline
}

export function yearFigures(evidence: Evidence, figures: FigureBook): YearFigures {
  const { about, metrics } = evidence
  const whole = wholePlace(about)
  const seriesIn = (place: Place) =>
    metrics.flatMap(({ standings }) =>
      standings.filter(
        ({ ics, latest }) => latest !== null && (place.key === whole.key || place.key === ics),
      ),
    )
  const asked = `Frozen record at the end of ${about.day}: series of`
  const within = `whose latest value is of a period that ended from ${about.from} to ${about.day}`
  const counted = (standings: readonly MetricStanding[], claim: Claim) => {
    const ofYear = standings.filter(({ isOfYear }) => isOfYear)
    const found = ofYear.filter((standing) => yearClaim(standing) === claim)
    return {
      numerator: found.length,
      denominator: ofYear.length,
      entries: found.flatMap(({ entries }) => entries),
    }
  }
  /** Of one metric in one area. */
  const one = (
    metric: MetricFact,
    { area, name }: YearPlace,
    { before, after, england }: Pick<YearFact, 'before' | 'after'> & Partial<YearFact>,
    what: { key: string; words: string; definition: string; query: string },
  ) => ({
    key: `${what.key}.${metric.id}@${area}`,
    label: `${metric.name}, ${name}, ${what.words}, ${before.period} to ${after.period}`,
    definition: what.definition,
    query: `Frozen record at the end of ${about.day}: ${metric.id}, area ${area}, headline group, periods ${before.period} and ${after.period}; ${what.query}`,
    entries: [
      ...[before, after].flatMap(({ entries }) => entries),
      ...(what.key === 'year.beyond' && england
        ? [england.before, england.after].flatMap(({ entries }) => entries)
        : []),
    ],
  })
  const value = (which: 'before' | 'after'): YearFigures['before'] => {
    return (metric, { area, name }, year) => {
      const { value: number, period, source, entries } = year[which]
      return figures.quote({
        key: `year.${which}.${metric.id}@${area}`,
        label: `${metric.name}, ${name}, ${which === 'before' ? 'a year before' : 'in the period'}, ${period}`,
        value: number,
        text: number === null ? 'no value' : `${withUnit(number, metric.unit)} (${period})`,
        unit: metric.unit,
        definition: `The value as the source gives it, in ${metric.unit}, or added up from its parts where the source gives none and each part is a plain share. In brackets its period. Source: ${source}.`,
        query: `Frozen record at the end of ${about.day}: ${metric.id}, area ${area}, headline group, period ${period}.`,
        entries,
      })
    }
  }
  return {
    ofYear: (place) => {
      const series = seriesIn(place)
      const found = series.filter(({ isOfYear }) => isOfYear)
      return figures.quote({
        key: `of-year.all@${place.key}`,
        label: `Series with a value of the period, ${place.words}`,
        numerator: found.length,
        denominator: series.length,
        unit: 'series',
        definition:
          'A series is one metric in one system. It has a value of the period where the period of its latest value ended in it.',
        query: `${asked} every metric in its headline group, ${place.words}; count those ${within}.`,
        entries: found.flatMap(({ latest }) => latest?.entries ?? []),
      })
    },
    claims: (place, claim) =>
      figures.quote({
        key: `year.${claim}.all@${place.key}`,
        label: `Series of the period: ${CLAIM_WORDS[claim].toLowerCase()}, ${place.words}`,
        unit: 'series',
        definition: `A series is one metric in one system. ${YEAR_RULE}`,
        query: `${asked} every metric in its headline group, ${place.words}, ${within}; count those of which the rule says “${CLAIM_WORDS[claim].toLowerCase()}”.`,
        ...counted(seriesIn(place), claim),
      }),
    claim: (metric, claim) =>
      figures.quote({
        key: `year.${claim}.${metric.id}@${whole.key}`,
        label: `${metric.name}: systems of which the rule says “${CLAIM_WORDS[claim].toLowerCase()}” of the period, ${whole.words}`,
        unit: 'systems',
        definition: YEAR_RULE,
        query: `${asked} ${metric.id} in its headline group for each system ${within}; count those of which the rule says “${CLAIM_WORDS[claim].toLowerCase()}”.`,
        ...counted(metric.standings, claim),
      }),
    before: value('before'),
    after: value('after'),
    change: (metric, place, year) =>
      figures.quote({
        ...one(metric, place, year, {
          key: 'year.change',
          words: 'change',
          definition: `The later value less the earlier, with its 95% confidence limits by the MOVER method where both have limits.`,
          query: 'the second less the first.',
        }),
        value: year.change.value,
        text: differenceText(year.change, metric.unit),
        unit: metric.unit,
      }),
    people: (metric, place, year) => {
      if (year.people === null) return 'not known'
      return figures.quote({
        ...one(metric, place, year, {
          key: 'year.people',
          words: 'change in people',
          definition: `How many more or fewer of those below the line (${metric.denominator ?? 'the metric’s denominator'}) it is than if the share had stayed as it was: the change times the later denominator. Rounded to two digits.`,
          query: 'the change of the value, times the denominator of the second.',
        }),
        value: year.people,
        text: peopleText(year.people),
      })
    },
    england: (metric, _place, { england }) => {
      if (!england) return 'not known'
      const { before, after, change } = england
      return figures.quote({
        ...one(
          metric,
          { area: 'E92000001', name: 'England' },
          { before, after },
          {
            key: `year.change.${before.period}.${after.period}`,
            words: 'change',
            definition:
              'England’s later value less its earlier one, with 95% confidence limits where both have limits.',
            query: 'the second less the first.',
          },
        ),
        value: change.value,
        text: differenceText(change, metric.unit),
        unit: metric.unit,
      })
    },
    beyond: (metric, place, year) => {
      if (!year.beyond) return 'not known'
      const { difference } = year.beyond
      return figures.quote({
        ...one(metric, place, year, {
          key: 'year.beyond',
          words: 'change beyond England’s',
          definition: BEYOND_RULE,
          query: 'the change less that of England.',
        }),
        value: difference.value,
        text: differenceText(difference, metric.unit),
        unit: metric.unit,
      })
    },
  }
}

/** "−1.2 points (−2.1 to −0.3)": with so many decimals that a limit beside zero does not read as zero. */
export function differenceText(difference: DifferenceFact, unit: string): string {
  const { value, lower, upper } = difference
  const decimals = decimalsFor([value, lower, upper].filter((each) => each !== null))
  const text = (each: number) => signed(each, decimals)
  const limits = lower === null || upper === null ? '' : ` (${text(lower)} to ${text(upper)})`
  return `${text(value)}${unit === '%' ? ' points' : ''}${limits}`
}

const MOST_DECIMALS = 4

function decimalsFor(values: readonly number[]): number {
  const smallest = Math.min(...values.map(Math.abs).filter((each) => each > 0), 1)
  return Math.min(MOST_DECIMALS, Math.max(1, Math.ceil(-Math.log10(smallest))))
}

function signed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals)
  return Number(text) === 0 ? '0' : `${value < 0 ? '−' : '+'}${text}`
}

/** "about 1,200 fewer": no more digits than such an estimate bears. */
export function peopleText(people: number): string {
  const amount = Math.abs(people)
  if (amount < 1) return 'no change'
  const step = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 1)
  return `about ${plainNumber(Math.round(amount / step) * step)} ${people < 0 ? 'fewer' : 'more'}`
}

/** From when to when, for a sentence. */
export const yearWords = ({ from, day }: Evidence['about']): string =>
  `${formatDate(from)} to ${formatDate(day)}`
