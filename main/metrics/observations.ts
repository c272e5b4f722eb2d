import { stampTime } from '../../domain/record/clock.ts'
import type { Group, Point } from '../../preload/metrics-types.ts'
import type { RecordContext } from '../record/context.ts'
import { prepared } from '../record/database.ts'

/** Values out of the record's table. */

/** Who within an area; the metric's headline group where nothing is said. */
export interface GroupChoice {
  sex?: string | undefined
  age?: string | undefined
}

export interface Slice {
  metric: string
  sex: string
  age: string
  /** A kind of category for the groups of that kind; null for everybody. */
  categoryType: string | null
  /** ONS codes; all areas where it is left out. */
  areas?: readonly string[] | undefined
}

/** A value with its place. */
export interface Observed {
  area: string
  /** Category within `categoryType`; null for everybody. */
  category: string | null
  point: Point
}

/** The values of a slice, by area, category and time. */
export function readSlice(context: RecordContext, slice: Slice): Observed[] {
  const { metric, sex, age, categoryType, areas } = slice
  const rows = prepared(
    context.record.db,
    `SELECT area, category, period_sort, period, value, lower95, upper95, lower998, upper998,
       count, denominator, note, source_kind, source, source_row, at, by
     FROM observation
     WHERE metric = ? AND sex = ? AND age = ? AND category_type = ? AND removed = 0
       AND (? IS NULL OR area IN (SELECT value FROM json_each(?)))
     ORDER BY area, category, period_sort`,
  ).all(
    ...[metric, sex, age, categoryType ?? ''],
    ...(areas ? [1, JSON.stringify(areas)] : [null, '[]']),
  ) as Row[]
  const toPoint = pointReader(context)
  return rows.map((row) => ({
    area: row.area,
    category: row.category === '' ? null : row.category,
    point: toPoint(row),
  }))
}

interface Row {
  area: string
  category: string
  period_sort: string
  period: string
  value: number | null
  lower95: number | null
  upper95: number | null
  lower998: number | null
  upper998: number | null
  count: number | null
  denominator: number | null
  note: string | null
  source_kind: Point['source']['kind']
  source: string
  source_row: number | null
  at: string
  by: string
}

/** Names and moments repeat through thousands of rows: each is worked out once. */
function pointReader({ names }: RecordContext): (row: Row) => Point {
  const members = new Map<string, string>()
  const moments = new Map<string, string>()
  const once = (known: Map<string, string>, key: string, make: (key: string) => string) => {
    let value = known.get(key)
    if (value === undefined) {
      value = make(key)
      known.set(key, value)
    }
    return value
  }
  return (row) => {
    const slash = row.period_sort.indexOf('/')
    return {
      period: row.period,
      start: row.period_sort.slice(0, slash),
      end: row.period_sort.slice(slash + 1),
      value: row.value,
      lower95: row.lower95,
      upper95: row.upper95,
      lower998: row.lower998,
      upper998: row.upper998,
      count: row.count,
      denominator: row.denominator,
      note: row.note,
      source: {
        kind: row.source_kind,
        source: row.source,
        row: row.source_row,
        byName: row.by === '' ? null : once(members, row.by, names.member),
        at:
          row.at === ''
            ? null
            : once(moments, row.at, (at) => new Date(stampTime(at)).toISOString()),
      },
    }
  }
}

/**
 * The group that each metric is told by when none is chosen: persons before men or women, and the
 * age that most values are of.
 * @param metric only this one; all by default
 */
export function headlineGroups(
  { record }: RecordContext,
  metric?: string,
): Map<string, { sex: string; age: string; values: number }> {
  const rows = record.db
    .prepare(
      `SELECT metric, sex, age, count(*) AS count, sum(count(*)) OVER (PARTITION BY metric) AS total
       FROM observation WHERE removed = 0 AND category_type = '' ${metric === undefined ? '' : 'AND metric = ?'}
       GROUP BY metric, sex, age ORDER BY metric, sex = 'Persons' DESC, count DESC, sex, age`,
    )
    .all(...(metric === undefined ? [] : [metric])) as {
    metric: string
    sex: string
    age: string
    total: number
  }[]
  const groups = new Map<string, { sex: string; age: string; values: number }>()
  for (const { metric: id, sex, age, total } of rows)
    if (!groups.has(id)) groups.set(id, { sex, age, values: total })
  return groups
}

export const EVERYBODY: Group = { sex: 'Persons', age: 'All ages', category: null }

/** The group asked for, with the metric's headline where the question leaves something open. */
export function chosenGroup(
  context: RecordContext,
  metric: string,
  { sex, age }: GroupChoice,
): { sex: string; age: string } {
  if (sex !== undefined && age !== undefined) return { sex, age }
  const headline = headlineGroups(context, metric).get(metric) ?? EVERYBODY
  const { db } = context.record
  const best = (where: string, value: string, column: 'sex' | 'age') =>
    db
      .prepare(
        `SELECT ${column} FROM observation WHERE metric = ? AND ${where} = ? AND removed = 0
         GROUP BY ${column} ORDER BY ${column} = ? DESC, count(*) DESC, ${column} LIMIT 1`,
      )
      .pluck()
      .get(metric, value, headline[column]) as string | undefined
  if (sex !== undefined) return { sex, age: best('sex', sex, 'age') ?? headline.age }
  if (age !== undefined) return { sex: best('age', age, 'sex') ?? headline.sex, age }
  return { sex: headline.sex, age: headline.age }
}
