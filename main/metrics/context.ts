import { UserError } from '../../domain/errors.ts'
import { MetricDefinition } from '../../domain/metrics/definitions.ts'

import type { MetricArea } from '../../preload/metrics-types.ts'
import type { RecordContext } from '../record/context.ts'
import { readAreas } from '../record/metric-resources.ts'

import { type SystemPlace, systemPlaces } from '../record/systems.ts'

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
export function listDefinitions({ record }: RecordContext): MetricRow[] {
  const rows = record.db.prepare('SELECT body, own FROM metric ORDER BY id').all() as StoredMetric[]
  return rows.map(fromStored).sort((a, b) => (a.definition.name < b.definition.name ? -1 : 1))
}

/** @throws UserError when there is no such metric */
export function requireMetric({ record }: RecordContext, id: string): MetricRow {
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

/** What every series stands on: the systems of today, and all areas by ONS code. */
export interface Ground {
  places: readonly SystemPlace[]
  areas: ReadonlyMap<string, MetricArea>
}

export function groundOf(context: RecordContext): Ground {
  const places = systemPlaces(context)
  return { places, areas: areasWith(places) }
}

/** All areas that values may be of: those that ship, and the areas of systems that came since. */
export function knownAreas(context: RecordContext): Map<string, MetricArea> {
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
export function requireArea(context: RecordContext, code: string): MetricArea {
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
