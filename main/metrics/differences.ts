import { parsePeriod } from '../../domain/metrics/periods.ts'
import type { CarriedObservation, ObservationPlace } from '../../domain/record/observations.ts'
import type { Db } from '../record/database.ts'

/** What the record holds at a place, to tell new and changed values from those that stand. */

export type RecordedValue = Pick<
  CarriedObservation,
  'value' | 'lower95' | 'upper95' | 'lower998' | 'upper998' | 'count' | 'denominator' | 'note'
>

const COLUMNS = [
  'value',
  'lower95',
  'upper95',
  'lower998',
  'upper998',
  'count',
  'denominator',
  'note',
] as const

const AT_A_PLACE = `FROM observation WHERE metric = ? AND area = ? AND sex = ? AND age = ?
  AND category_type = ? AND category = ? AND period_sort = ?`

/** Reads the value of a metric at a place; `undefined` where there is none, or it was taken back. */
export function recordedValues(
  db: Db,
): (metric: string, place: ObservationPlace) => RecordedValue | undefined {
  const select = db.prepare(`SELECT ${COLUMNS.join(', ')} ${AT_A_PLACE} AND removed = 0`)
  const keyOf = placeKeys()
  return (metric, place) => select.get(metric, ...keyOf(place)) as RecordedValue | undefined
}

/** Finds the entry that a place has its value from, or that took it back. */
export function standingEntries(
  db: Db,
): (metric: string, place: ObservationPlace) => string | undefined {
  const select = db.prepare(`SELECT entry ${AT_A_PLACE}`).pluck()
  const keyOf = placeKeys()
  return (metric, place) => select.get(metric, ...keyOf(place)) as string | undefined
}

/** Columns of the key, each period read once. */
function placeKeys(): (place: ObservationPlace) => string[] {
  const sortKeys = new Map<string, string>()
  return ({ area, period, sex, age, category }) => {
    let sortKey = sortKeys.get(period)
    if (sortKey === undefined) {
      sortKey = parsePeriod(period)?.sortKey ?? period
      sortKeys.set(period, sortKey)
    }
    return [area, sex, age, category?.type ?? '', category?.value ?? '', sortKey]
  }
}

/** Whether nothing would change. */
export function sameValues(recorded: RecordedValue | undefined, given: RecordedValue): boolean {
  return recorded !== undefined && COLUMNS.every((column) => recorded[column] === given[column])
}
