import type { MetricDefinition } from '../metrics/definitions.ts'
import { rateValue } from '../metrics/rates.ts'
import { own } from '../own.ts'
import { type Random, random } from '../random.ts'
import {
  type CarriedObservation,
  type ObservationsContent,
  packObservations,
} from '../record/observations.ts'
import { workingMoment } from './calendar.ts'
import { BY_ETHNIC_GROUP, GRADIENTS, LEVELS, type Level, SPANS, TARGETS } from './metric-levels.ts'

/** Invented metrics of some years, with what there is to find: shifts, spikes, gaps, silence. */

const SOURCE = 'Invented for the example'
const ENGLAND = 'E92000001'

export interface ExampleMetricsOptions {
  definitions: readonly MetricDefinition[]
  /** ODS code and ONS code of each system. */
  systems: readonly { ods: string; ons: string }[]
  /** Groups that a metric's real figures are of, so that the invented ones stand beside them. */
  groups: ReadonlyMap<string, readonly { sex: string; age: string }[]>
  /** Whether there is a real figure, which is left alone. */
  isReported(metric: string, area: string, period: string): boolean
  today: string
  seed: string
}

export interface ExampleMetrics {
  /** When the values of each metric came in, in ms, and what they are. */
  observations(): Generator<{ at: number; contents: ObservationsContent[] }>
  targets: { at: number; metric: string; scope: string; set: { value: number; period: string } }[]
}

export function exampleMetrics(options: ExampleMetricsOptions): ExampleMetrics {
  const { definitions, systems, today, seed } = options
  const source = random(`${seed}/metrics`)
  const sizes = new Map(systems.map(({ ods }) => [ods, 0.5 + source.next()]))
  return {
    *observations() {
      for (const definition of definitions) {
        const level = own(LEVELS, definition.id)
        if (!level) continue
        const chance = source.fork(definition.id)
        const values = metricValues(definition, level, { ...options, sizes, chance })
        const head = { metric: definition.id, from: { kind: 'import' as const, source: SOURCE } }
        yield {
          at: workingMoment(today, chance.int(5, 60), chance),
          contents: [...packObservations(head, values)],
        }
      }
    },
    targets: Object.entries(TARGETS).flatMap(([metric, value]) => {
      const chance = source.fork(`target ${metric}`)
      const year = Number(today.slice(0, 4)) + 1
      const period = `${year}/${String((year + 1) % 100).padStart(2, '0')}`
      const at = workingMoment(today, chance.int(90, 300), chance)
      const own = chance.pick(systems)
      return [
        { at, metric, scope: 'region', set: { value, period } },
        { at: at + 60_000, metric, scope: own.ods, set: { value: near(value, chance), period } },
      ]
    }),
  }
}

function near(value: number, chance: Random): number {
  return Math.round(value * (0.95 + chance.next() * 0.1) * 10) / 10
}

interface Setting extends ExampleMetricsOptions {
  sizes: ReadonlyMap<string, number>
  chance: Random
}

/** What happens to one metric in one system. */
const TALES = [
  ...Array<'steady'>(14).fill('steady'),
  'worse',
  'better',
  'better',
  'drifting-worse',
  'spike',
  'silent',
  'missing',
] as const
type Tale = (typeof TALES)[number]

function* metricValues(
  definition: MetricDefinition,
  level: Level,
  setting: Setting,
): Generator<CarriedObservation> {
  const { systems, groups, sizes, chance, isReported, today } = setting
  const periods = periodsOf(definition, today)
  const who = groups.get(definition.id) ?? [{ sex: 'Persons', age: 'All ages' }]
  for (const group of who) {
    for (const { ods, ons } of [{ ods: '', ons: ENGLAND }, ...systems]) {
      const tale: Tale = ods === '' ? 'steady' : chance.pick(TALES)
      if (tale === 'missing') continue
      const own = ods === '' ? 1 : 1 + level.between * bell(chance)
      const people = level.people * (ods === '' ? 50 : (sizes.get(ods) ?? 1))
      const told = tale === 'silent' ? periods.slice(0, -Math.ceil(periods.length / 2)) : periods
      for (const [at, period] of told.entries()) {
        if (isReported(definition.id, ons, period.label)) continue
        const wanted =
          expected(definition, level, { at, of: told.length, years: period.years, tale, chance }) *
          own
        const place = { area: ons, period: period.label, ...group, category: null, row: null }
        yield { ...place, ...drawnValue(definition, wanted, people, chance) }
        const late = at >= told.length - PERIODS_WITH_GROUPS
        if (!late) continue
        const share = (at - told.length + PERIODS_WITH_GROUPS) / PERIODS_WITH_GROUPS
        for (const { category, factor, part } of breakdown(definition, tale, share))
          yield {
            ...place,
            category,
            ...drawnValue(definition, wanted * factor, people * part, chance),
          }
      }
    }
  }
}

const PERIODS_WITH_GROUPS = 9

interface Moment {
  at: number
  of: number
  /** Since the first period. */
  years: number
  tale: Tale
  chance: Random
}

/** The value to be expected in a period, before the system's own level. */
function expected(
  { better }: MetricDefinition,
  { start, drift, within }: Level,
  { at, of, years, tale, chance }: Moment,
): number {
  const bad = better === 'higher' ? -1 : 1
  const left = of - 1 - at
  const noise = within * bell(chance)
  const moved = {
    steady: 0,
    silent: 0,
    missing: 0,
    worse: left < 8 ? 3.5 * within * bad : 0,
    better: left < 8 ? -3.5 * within * bad : 0,
    'drifting-worse': left < 9 ? (9 - left) * within * bad : 0,
    spike: left === 3 ? 6 * within * bad : 0,
  }[tale]
  return start * (1 + drift * years + noise + moved)
}

type Value = Pick<
  CarriedObservation,
  'value' | 'lower95' | 'upper95' | 'lower998' | 'upper998' | 'count' | 'denominator' | 'note'
>

function drawnValue(
  { valueType, multiplier }: MetricDefinition,
  wanted: number,
  people: number,
  chance: Random,
): Value {
  if (valueType === 'other' || people === 0) {
    const error = wanted * 0.012
    return {
      value: round(wanted),
      lower95: round(wanted - 1.96 * error),
      upper95: round(wanted + 1.96 * error),
      lower998: null,
      upper998: null,
      count: null,
      denominator: null,
      note: null,
    }
  }
  const denominator = Math.max(20, Math.round(people * (0.98 + chance.next() * 0.04)))
  const share = wanted / multiplier
  const count = Math.round(
    denominator * (valueType === 'proportion' ? Math.min(share, 0.99) : share),
  )
  const made = rateValue(Math.max(0, count), denominator, { valueType, multiplier })
  return {
    value: round(made.value),
    lower95: round(made.lower95),
    upper95: round(made.upper95),
    lower998: round(made.lower998),
    upper998: round(made.upper998),
    count: made.count,
    denominator,
    note: null,
  }
}

const DECILES = [
  'Most deprived decile',
  'Second most deprived decile',
  'Third more deprived decile',
  'Fourth more deprived decile',
  'Fifth more deprived decile',
  'Fifth less deprived decile',
  'Fourth less deprived decile',
  'Third less deprived decile',
  'Second least deprived decile',
  'Least deprived decile',
]
const ETHNIC_GROUPS: readonly [string, factor: number, part: number][] = [
  ['Asian or Asian British', 0.9, 0.11],
  ['Black or Black British', 0.85, 0.05],
  ['Mixed', 0.94, 0.03],
  ['Other ethnic group', 0.88, 0.02],
  ['White', 1.03, 0.79],
]

/** Groups with how their value stands to everybody's, and what part of people they are. */
function* breakdown({ id }: MetricDefinition, tale: Tale, share: number) {
  const gradient = own(GRADIENTS, id)
  if (gradient !== undefined) {
    // Where things drift the wrong way, they do so for the most deprived first.
    const steeper = tale === 'drifting-worse' ? 1 + 1.2 * share : 1
    for (const [i, decile] of DECILES.entries())
      yield {
        category: {
          type: 'Deprivation deciles in England (IMD2019)',
          value: `${decile} (IMD2019)`,
        },
        factor: 1 + (gradient * steeper * (4.5 - i)) / 9,
        part: (1.45 - i * 0.1) / 10,
      }
  }
  if (BY_ETHNIC_GROUP.includes(id))
    for (const [value, factor, part] of ETHNIC_GROUPS)
      yield { category: { type: 'Ethnic groups', value }, factor, part }
}

const YEARS_BACK = { monthly: 3, quarterly: 5, yearly: 11, 'every-few-years': 9, once: 0 }
/** Months that a source of the kind takes to publish. */
const MONTHS_TO_PUBLISH = { monthly: 2, quarterly: 4, yearly: 8, 'every-few-years': 12, once: 0 }

/** Labels of the periods that are out by today, the earliest first. */
function periodsOf(
  { id, rhythm }: MetricDefinition,
  today: string,
): { label: string; years: number }[] {
  const [year, month] = today.split('-').map(Number) as [number, number]
  // Months since year 0, of the last month that is out.
  const last = year * 12 + month - 2 - MONTHS_TO_PUBLISH[rhythm]
  const step = rhythm === 'monthly' ? 1 : rhythm === 'quarterly' ? 3 : rhythm === 'yearly' ? 12 : 36
  const periods = []
  for (let end = last - (YEARS_BACK[rhythm] * 12 - 1); end <= last; end += 1) {
    // Quarters end with a calendar quarter; years with March, and spans of years with December.
    const endsHere =
      step === 1 || (step === 3 ? end % 3 === 2 : end % 12 === (SPANS.includes(id) ? 11 : 2))
    if (!endsHere || (step === 36 && Math.floor(end / 12) % 3 !== 0)) continue
    periods.push({ label: labelOf(id, step, end), years: (end - last) / 12 + YEARS_BACK[rhythm] })
  }
  return periods
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function labelOf(id: string, step: number, end: number): string {
  const [year, month] = [Math.floor(end / 12), end % 12]
  const two = (full: number) => String(full % 100).padStart(2, '0')
  if (step === 1) return `${MONTHS[month]} ${year}`
  if (step === 3) {
    const first = month < 3 ? year - 1 : year
    return `${first}/${two(first + 1)} Q${month < 3 ? 4 : Math.floor(month / 3)}`
  }
  return SPANS.includes(id) ? `${year - 2} - ${two(year)}` : `${year - 1}/${two(year)}`
}

/** Roughly normal, mean 0 and standard deviation 1. */
function bell(chance: Random): number {
  let total = -6
  for (let i = 0; i < 12; i += 1) total += chance.next()
  return total
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
