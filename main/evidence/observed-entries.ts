import type { Point } from '../../preload/metrics-types.ts'
import type { RecordContext } from '../record/context.ts'
import type { SystemPlace } from '../record/systems.ts'

interface Slice {
  metric: string
  sex: string
  age: string
  /** Empty for everybody. */
  categoryType: string
}

/** Finds the entries that brought values; none for what ships with Accord. */
export type FindEntries = (
  areaOrPlace: string | SystemPlace,
  point: Pick<Point, 'period'>,
) => string[]

/**
 * The entries behind the values of a slice. A system's value may be made up of those of its
 * authorities: then theirs stand for it.
 */
export function observedEntries(
  { record }: RecordContext,
  { metric, sex, age, categoryType }: Slice,
): FindEntries {
  const rows = record.db
    .prepare(
      `SELECT DISTINCT area || ' ' || period AS key, entry FROM observation
       WHERE metric = ? AND sex = ? AND age = ? AND category_type = ? AND removed = 0 AND entry <> ''
       ORDER BY entry`,
    )
    .all(metric, sex, age, categoryType) as { key: string; entry: string }[]
  const byKey = Map.groupBy(rows, ({ key }) => key)
  const of = (area: string, period: string) =>
    byKey.get(`${area} ${period}`)?.map(({ entry }) => entry) ?? []
  return (place, { period }) => {
    if (typeof place === 'string') return of(place, period)
    const own = of(place.area.code, period)
    return own.length > 0
      ? own
      : [...new Set(place.authorities.flatMap(({ code }) => of(code, period)))].sort()
  }
}
