import { UserError } from '../../domain/errors.ts'
import { MetricDefinition } from '../../domain/metrics/definitions.ts'
import type { Member } from '../../domain/metrics/rollup.ts'
import type { MetricArea } from '../../preload/metrics-types.ts'
import { readAreas } from '../record/metric-resources.ts'
import type { RegisterContext } from '../register/context.ts'
import { listSystems } from '../register/rows.ts'

/** What queries and deeds about metrics ask of the record first. */

export const ENGLAND = 'E92000001'
/** The NHS region, which the commission's report calls the Midlands. */
export const MIDLANDS = 'E40000011'

export interface MetricRow {
  definition: MetricDefinition
  /** Not among those that ship. */
  own: boolean
}

/** All metrics, by the order of the scorecard and their names. */
export function listDefinitions({ record }: RegisterContext): MetricRow[] {
  const rows = record.db.prepare('SELECT body, own FROM metric ORDER BY id').all() as StoredMetric[]
  return rows.map(fromStored).sort((a, b) => (a.definition.name < b.definition.name ? -1 : 1))
}

/** @throws UserError when there is no such metric */
export function requireMetric({ record }: RegisterContext, id: string): MetricRow {
  const row = record.db.prepare('SELECT body, own FROM metric WHERE id = ?').get(id) as
    | StoredMetric
    | undefined
  if (!row)
    throw new UserError(
      `There is no metric ${id}. “accord metrics list” shows them all.`,
      'wrong-call',
    )
  return fromStored(row)
}

interface StoredMetric {
  body: string
  own: 0 | 1
}

function fromStored({ body, own }: StoredMetric): MetricRow {
  return { definition: MetricDefinition.parse(JSON.parse(body)), own: own === 1 }
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
export function systemPlaces(context: RegisterContext): SystemPlace[] {
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
        ...{ ods, name, subRegion, line },
        area: { code: ons, name, type: 'icb', system: ods },
        authorities: authorities.map((area) => ({ code: area.code, name: area.name })),
      }
    })
}

/** A system and all whose records it carries on, near and far. */
export function lineOf({ record }: RegisterContext, ods: string): string[] {
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
export function requirePlace(context: RegisterContext, ods: string): SystemPlace {
  const places = systemPlaces(context)
  const place = places.find((candidate) => candidate.ods === ods)
  if (!place)
    throw new UserError(
      `There is no system ${ods} today. The systems are ${places.map(({ ods: code, name }) => `${code} (${name})`).join(', ')}.`,
      'wrong-call',
    )
  return place
}

/** What every series stands on: the systems of today, and all areas by ONS code. */
export interface Ground {
  places: readonly SystemPlace[]
  areas: ReadonlyMap<string, MetricArea>
}

export function groundOf(context: RegisterContext): Ground {
  const places = systemPlaces(context)
  return { places, areas: areasWith(places) }
}

/** All areas that values may be of: those that ship, and the areas of systems that came since. */
export function knownAreas(context: RegisterContext): Map<string, MetricArea> {
  return areasWith(systemPlaces(context))
}

function areasWith(places: readonly SystemPlace[]): Map<string, MetricArea> {
  const areas = new Map<string, MetricArea>()
  for (const { code, name, type, system } of readAreas().values())
    areas.set(code, { code, name, type, system })
  for (const { area } of places) areas.set(area.code, area)
  return areas
}

/** @throws UserError when Accord knows no such area */
export function requireArea(context: RegisterContext, code: string): MetricArea {
  const area = knownAreas(context).get(code)
  if (!area) throw new UserError(`${code} is not an area that Accord knows of.`, 'wrong-call')
  return area
}

const TYPE_ORDER: MetricArea['type'][] = [
  'icb',
  'country',
  'nhs-region',
  'region',
  'local-authority',
  'district',
]

/** Systems first, then what is larger, then what is smaller. */
export function compareAreas(a: MetricArea, b: MetricArea): number {
  const order = TYPE_ORDER.indexOf(a.type) - TYPE_ORDER.indexOf(b.type)
  return order || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
}
