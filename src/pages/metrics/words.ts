import type {
  BetterDirection,
  MetricDefinition,
  ValueType,
} from '../../../domain/metrics/definitions.ts'
import type { AssuranceIcon, VariationIcon } from '../../../domain/metrics/spc-verdict.ts'
import type { Staleness } from '../../../preload/metrics-types.ts'

/** What the metrics pages call things. */

export const QUADRANT_WORDS: Record<MetricDefinition['quadrant'], string> = {
  outcomes: 'Health outcomes',
  access: 'Access and experience',
  determinants: 'Wider determinants',
  workforce: 'Workforce and organisation',
}

export const BETTER_WORDS: Record<BetterDirection, string> = {
  lower: 'Lower is better',
  higher: 'Higher is better',
  neither: 'Neither way is better in itself',
}

export const RHYTHM_WORDS: Record<MetricDefinition['rhythm'], string> = {
  monthly: 'Every month',
  quarterly: 'Every quarter',
  yearly: 'Every year',
  'every-few-years': 'Every few years',
  once: 'Once',
}

export const VALUE_TYPE_WORDS: Record<ValueType, string> = {
  proportion: 'People among people, such as a percentage',
  rate: 'Events in a population',
  other: 'Something else, such as years or a score',
}

export const VARIATION_WORDS: Record<VariationIcon, string> = {
  'common-cause': 'Common cause',
  'improvement-high': 'Improving, high',
  'improvement-low': 'Improving, low',
  'concern-high': 'Concern, high',
  'concern-low': 'Concern, low',
  'neither-high': 'Change, high',
  'neither-low': 'Change, low',
}

export const ASSURANCE_WORDS: Record<AssuranceIcon, string> = {
  pass: 'Will meet target',
  fail: 'Will miss target',
  'hit-or-miss': 'Hit or miss',
  none: 'No target to judge',
}

export const STALENESS_WORDS: Record<Staleness, string> = {
  current: 'Up to date',
  stale: 'Overdue',
  missing: 'No values',
}
