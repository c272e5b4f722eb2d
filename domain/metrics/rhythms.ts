import { monthsIn, type Period, sameRhythm } from './period.ts'

/** Months, quarters, years: a series has one of them, and nobody can draw two as one. */

/**
 * Periods of one series by their rhythm, the one with most periods first. More than one means that
 * the series mixes, say, months and years, which nobody can draw as one.
 */
export function rhythmsOf(periods: Iterable<Period>): Period[][] {
  const rhythms: Period[][] = []
  for (const period of periods) {
    const fitting = rhythms.find((group) => group.some((other) => sameRhythm(other, period)))
    if (fitting) fitting.push(period)
    else rhythms.push([period])
  }
  return rhythms.toSorted((a, b) => b.length - a.length)
}

const RHYTHM_WORDS: Record<Period['kind'], [one: string, many: string]> = {
  'calendar-year': ['calendar year', 'calendar years'],
  'financial-year': ['financial year', 'financial years'],
  'calendar-years': ['span of calendar years', 'spans of calendar years'],
  'financial-years': ['span of financial years', 'spans of financial years'],
  'academic-year': ['academic year', 'academic years'],
  'calendar-quarter': ['quarter', 'quarters'],
  'financial-quarter': ['quarter', 'quarters'],
  month: ['month', 'months'],
  months: ['run of months', 'runs of months'],
  week: ['week', 'weeks'],
  'mid-year': ['mid-year', 'mid-years'],
  day: ['day', 'days'],
}

/** `9 financial years and 5 months`, of what `rhythmsOf` found. */
export function rhythmWords(rhythms: readonly Period[][]): string {
  return rhythms
    .map((group) => `${group.length} ${RHYTHM_WORDS[group[0]!.kind][group.length === 1 ? 0 : 1]}`)
    .join(' and ')
}

/** A name for the rhythm of such a group, to be chosen by: `months`, `runs-of-months-12`. */
export function rhythmKey([first]: readonly Period[]): string {
  const name = RHYTHM_WORDS[first!.kind][1].replaceAll(' ', '-')
  return SPANS.has(first!.kind) ? `${name}-${monthsIn(first!)}` : name
}

/** Kinds of which there are several lengths. */
const SPANS: ReadonlySet<Period['kind']> = new Set(['calendar-years', 'financial-years', 'months'])

/**
 * Whether a series that has some rhythms would get another one by these periods, and so mix two. A
 * series that mixes them already was asked about before.
 */
export function bringsAnotherRhythm(
  rhythms: readonly Period[][],
  recorded: readonly Period[][],
): boolean {
  const isThere = (group: readonly Period[]) =>
    recorded.some((other) => sameRhythm(other[0]!, group[0]!))
  return rhythms.some((group) => !isThere(group)) && rhythms.length + recorded.length > 1
}

/** What is mixed, in a sentence. */
export function mixedWords(
  name: string,
  { rhythms, recorded }: { rhythms: readonly { words: string }[]; recorded: string | null },
): string {
  const file = rhythms.map(({ words }) => words).join(' and ')
  return `The file has ${file} of ${name}${recorded === null ? '' : `, and the record has ${recorded}`}.`
}
