import { formatDate } from '../../domain/dates.ts'
import { type Comparison, compareBoth } from '../../domain/metrics/compare.ts'
import type { BetterDirection } from '../../domain/metrics/definitions.ts'
import { staleness } from '../../domain/metrics/staleness.ts'
import { plainNumber } from '../../domain/metrics/words.ts'
import { isWithin } from '../../domain/metrics/year-change.ts'
import type {
  About,
  MetricFact,
  MetricStanding,
  ValueFact,
  YearFact,
} from '../../domain/reports/evidence.ts'
import type { Point } from '../../preload/metrics-types.ts'
import type { FrozenRecord } from '../frozen/frozen.ts'
import { ENGLAND, MIDLANDS } from '../metrics/context.ts'
import { headlineGroups } from '../metrics/observations.ts'
import { type Standing, standings } from '../metrics/overview.ts'
import { protect } from '../metrics/protected.ts'
import { midlandsPoints } from '../metrics/region-total.ts'
import { latestPoint } from '../metrics/series.ts'
import { againstEngland } from '../metrics/side-by-side.ts'
import { systemPlaces } from '../record/systems.ts'
import { type FindEntries, observedEntries } from './observed-entries.ts'
import { yearFact } from './year-change.ts'

const WITHHELD = 'So few people are behind it that they could be recognised.'

/** Every metric that speaks to the scope, as each system in it stands. */
export function collectMetrics({ end }: FrozenRecord, about: About): MetricFact[] {
  const wanted = new Set(about.systems.map(({ ods }) => ods))
  const priority = about.scope.startsWith('priority:') ? about.priorities[0]?.number : undefined
  const places = systemPlaces(end)
    .filter(({ ods }) => wanted.has(ods))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const headlines = headlineGroups(end)
  const facts: MetricFact[] = []
  for (const each of standings(end, places)) {
    const definition = each[0]?.definition
    if (!definition || (priority && !definition.priorities.includes(priority))) continue
    const { id, name, unit, better, quadrant, priorities, source, denominator } = definition
    const group = headlines.get(id)
    const find = group ? observedEntries(end, { metric: id, ...group, categoryType: '' }) : () => []
    facts.push({
      id,
      name,
      unit,
      better,
      quadrant,
      priorities,
      source: source.name,
      denominator: denominator ?? null,
      midlands: each[0]?.midlands
        ? valueFact(each[0].midlands, find(MIDLANDS, each[0].midlands), false)
        : null,
      midlandsYear: midlandsYear(about, each, group, find),
      standings: each.map((standing) => standingOf(standing, group, find, about)),
    })
  }
  return facts
}

/** The Midlands from one year to the next; a part of the region has no total. */
function midlandsYear(
  about: About,
  each: readonly Standing[],
  group: HeadlineGroup,
  find: FindEntries,
): YearFact | null {
  const [first] = each
  if (!first || !group || /^(?:system|sub-region):/.test(about.scope)) return null
  const byArea = new Map(each.map((standing) => [standing.place.area.code, standing]))
  const points = midlandsPoints(
    first.definition,
    group,
    first.beside.midlands,
    each.map(({ place: { area, name }, points: own }) => ({
      area: { code: area.code, name },
      points: own,
    })),
    ({ area }, point) => !isHidden(byArea.get(area.code)!, group, point),
  )
  const behind = (point: Point) =>
    point.source.kind === 'roll-up'
      ? [...new Set(each.flatMap(({ place }) => find(place, point)))].sort()
      : find(MIDLANDS, point)
  return yearFact({
    ...yearOf(about, first, find),
    points,
    shown: (point) => valueFact(point, behind(point), false),
  })
}

function yearOf({ from, day }: About, { definition, beside }: Standing, find: FindEntries) {
  return {
    definition,
    england: beside.england,
    year: { from, to: day },
    shownEngland: (point: Point) => valueFact(point, find(ENGLAND, point), false),
  }
}

type HeadlineGroup = { sex: string; age: string } | undefined

function standingOf(
  standing: Standing,
  group: HeadlineGroup,
  find: FindEntries,
  about: About,
): MetricStanding {
  const { definition, place, points, england, target } = standing
  const { from, day } = about
  const latest = latestPoint(points)
  const baseline = baselineOf(points)
  const shown = (point: Point) =>
    valueFact(point, find(place, point), isHidden(standing, group, point))
  const age = staleness(definition.rhythm, latest ?? undefined, day)
  return {
    ics: place.ods,
    area: place.area.code,
    latest: latest && shown(latest),
    baseline: baseline && shown(baseline),
    england: england && valueFact(england, find(ENGLAND, england), false),
    ...(latest && isHidden(standing, group, latest) ? UNTOLD : told(standing, latest, baseline)),
    target: target && {
      value: target.value,
      period: target.period,
      text: `${plainNumber(target.value)} by ${formatDate(target.period)}`,
    },
    isOfYear: latest !== null && isWithin(latest, { from, to: day }),
    year: yearFact({ ...yearOf(about, standing, find), points, shown }),
    staleness: age.staleness,
    stalenessText: age.text,
    entries: [...new Set(points.flatMap((point) => find(place, point)))].sort(),
  }
}

type Told = Pick<MetricStanding, 'againstEngland' | 'sinceBaseline' | 'verdict' | 'whyNoVerdict'>

/** What would give a value away that must not be shown. */
const UNTOLD: Told = {
  againstEngland: { standing: 'not-compared', rule: WITHHELD },
  sinceBaseline: { standing: 'not-compared', rule: WITHHELD },
  verdict: null,
  whyNoVerdict: WITHHELD,
}

function told(
  { definition, england, signals }: Standing,
  latest: Point | null,
  baseline: Point | null,
): Told {
  const { verdict, whyNot } = signals
  return {
    againstEngland: againstEngland(latest, england, definition.better),
    sinceBaseline: againstBaseline(latest, baseline, definition.better),
    verdict: verdict && { variation: verdict.variation, text: verdict.variationText },
    whyNoVerdict: whyNot,
  }
}

function againstBaseline(
  latest: Point | null,
  baseline: Point | null,
  better: BetterDirection,
): Comparison {
  const no = (rule: string): Comparison => ({ standing: 'not-compared', rule })
  if (!latest || !baseline) return no('There is no earlier value.')
  if (baseline.end >= latest.start) return no('The two periods overlap.')
  const { standing, rule } = compareBoth(latest, baseline, better)
  if (standing === 'not-compared') return { standing, rule }
  const zero = standing === 'similar' ? 'holds zero' : 'leaves out zero'
  return {
    standing,
    rule: `From ${baseline.period} to ${latest.period}: the 95% confidence interval of the difference ${zero}.`,
  }
}

/** The commission's own figure, or the earliest value; none where that is the latest too. */
function baselineOf(points: readonly Point[]): Point | null {
  const known = points.filter(({ value }) => value !== null)
  const first = known.find(({ source }) => source.kind === 'report') ?? known[0] ?? null
  return first === known.at(-1) ? null : first
}

/** Small counts stay inside, in every report. */
function isHidden({ definition, place }: Standing, group: HeadlineGroup, point: Point): boolean {
  const { sex = '', age = '' } = group ?? {}
  const row = { definition, area: place.area, group: { sex, age, category: null }, point }
  return protect([row], {})[0]?.mark === 'suppressed'
}

function valueFact(point: Point, entries: string[], hidden: boolean): ValueFact {
  const { period, value, lower95, upper95, source } = point
  return {
    period,
    ...(hidden ? { value: null, lower95: null, upper95: null } : { value, lower95, upper95 }),
    source: source.source,
    entries,
    withheld: hidden ? WITHHELD : null,
  }
}
