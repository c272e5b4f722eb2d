import { UserError } from '../../domain/errors.ts'
import type { Member } from '../../domain/metrics/rollup.ts'
import type { MetricArea } from '../../preload/metrics-types.ts'
import type { System } from '../../preload/types.ts'
import type { RecordContext } from './context.ts'
import type { Db } from './database.ts'
import { readAreas } from './metric-resources.ts'

/** Systems in force on a day, with those they carry on. */
export function listSystems(db: Db, today: string): System[] {
  const rows = db
    .prepare(
      `SELECT ods, ons, name, sub_region AS subRegion, from_date AS "from", to_date AS "to",
        (SELECT json_group_array(predecessor) FROM lineage WHERE successor = ods) AS predecessors
       FROM system ORDER BY sub_region DESC, name`,
    )
    .all() as (Omit<System, 'predecessors' | 'current'> & { predecessors: string })[]
  return rows.map((row) => ({
    ...row,
    predecessors: JSON.parse(row.predecessors),
    current: row.from <= today && (row.to === null || row.to >= today),
  }))
}

/** Systems that go on today. */
export function systemsNow({ record, today }: RecordContext): System[] {
  return listSystems(record.db, today()).filter(({ current }) => current)
}

/** A system of today as a place: its own area, and the local authorities that make it up. */
export interface SystemPlace {
  ods: string
  name: string
  subRegion: 'East' | 'West'
  area: MetricArea
  authorities: Member[]
  /** It and all whose records it carries on. */
  line: string[]
}

/** The systems that go on today. A successor is made of the authorities of those it took over. */
export function systemPlaces(context: RecordContext): SystemPlace[] {
  const { record, today } = context
  const areas = [...readAreas().values()]
  return listSystems(record.db, today())
    .filter((system) => system.current)
    .map(({ ods, ons, name, subRegion }) => {
      const line = lineOf(context, ods)
      const authorities = areas.filter(
        ({ type, system }) => type === 'local-authority' && system && line.includes(system),
      )
      return {
        ods,
        name,
        subRegion,
        line,
        area: { code: ons, name, type: 'icb', system: ods },
        authorities: authorities.map((area) => ({ code: area.code, name: area.name })),
      }
    })
}

/** A system and all whose records it carries on, near and far. */
export function lineOf({ record }: RecordContext, ods: string): string[] {
  return record.db
    .prepare(
      `WITH RECURSIVE line(ods) AS (
         SELECT ? UNION SELECT predecessor FROM lineage JOIN line ON successor = ods
       ) SELECT ods FROM line`,
    )
    .pluck()
    .all(ods) as string[]
}

/** @throws UserError when no such system goes on today */
export function requirePlace(context: RecordContext, ods: string): SystemPlace {
  const places = systemPlaces(context)
  const place = places.find((candidate) => candidate.ods === ods)
  if (!place)
    throw new UserError(
      `There is no system ${ods} today. The systems are ${places.map(({ ods: code, name }) => `${code} (${name})`).join(', ')}.`,
      'wrong-call',
    )
  return place
}
