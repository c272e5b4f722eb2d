import { UserError } from '../../domain/errors.ts'
import { type Period, parsePeriod } from '../../domain/metrics/periods.ts'
import {
  bringsAnotherRhythm,
  mixedWords,
  rhythmKey,
  rhythmsOf,
  rhythmWords,
} from '../../domain/metrics/rhythms.ts'
import type { RhythmQuestion } from '../../preload/metrics-types.ts'
import type { Db } from '../record/database.ts'

/** Asks before an import makes one series of two rhythms, such as months and years. */

/** Periods of an indicator of the file, with the rows that are new or changed of each. */
export type PeriodCounts = ReadonlyMap<string, number>

export const OF_ANOTHER_RHYTHM = 'of periods that were left out, as asked'

/** @param metric that the values go to, where one is known */
export function rhythmQuestion(
  db: Db,
  periods: PeriodCounts,
  metric: string | undefined,
): RhythmQuestion | null {
  const found = rhythmsOf(readable(periods.keys()))
  const recorded = metric === undefined ? [] : rhythmsOf(recordedPeriods(db, metric))
  if (!bringsAnotherRhythm(found, recorded)) return null
  return {
    rhythms: found.map((group) => ({
      key: rhythmKey(group),
      words: rhythmWords([group]),
      rows: group.reduce((sum, { label }) => sum + (periods.get(label) ?? 0), 0),
    })),
    recorded: recorded.length > 0 ? rhythmWords(recorded) : null,
  }
}

/**
 * The periods that come in by what was chosen; `undefined` for all of them.
 * @throws UserError with the question, where it was not answered
 */
export function chosenPeriods(
  db: Db,
  { indicator, metric, periods }: { indicator: string; metric: string; periods: PeriodCounts },
  choice: string | undefined,
): ReadonlySet<string> | undefined {
  if (choice === 'all') return undefined
  if (choice === 'none') return new Set()
  const found = rhythmsOf(readable(periods.keys()))
  const chosen = found.find((group) => rhythmKey(group) === choice)
  if (chosen) return new Set(chosen.map(({ label }) => label))
  const question = rhythmQuestion(db, periods, metric)
  if (!question) return undefined
  throw new UserError(
    `${mixedWords(indicator, question)} They are not one series. Say which to bring in.`,
  )
}

function readable(labels: Iterable<string>): Period[] {
  return [...labels].flatMap((label) => parsePeriod(label) ?? [])
}

function recordedPeriods(db: Db, metric: string): Period[] {
  const labels = db
    .prepare('SELECT DISTINCT period FROM observation WHERE metric = ? AND removed = 0')
    .pluck()
    .all(metric) as string[]
  return readable(labels)
}
