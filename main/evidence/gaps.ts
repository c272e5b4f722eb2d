import type { About, GapFact } from '../../domain/reports/evidence.ts'
import type { GapSeries } from '../../preload/metrics-types.ts'
import type { FrozenRecord } from '../frozen/frozen.ts'
import { groundOf, listDefinitions } from '../metrics/context.ts'
import { gapSeries } from '../metrics/gaps.ts'
import { headlineGroups } from '../metrics/observations.ts'
import { protect } from '../metrics/protected.ts'
import { readSeries } from '../metrics/series.ts'
import { observedEntries } from './observed-entries.ts'

const WITHHELD = 'So few people are behind one of the groups that they could be recognised.'

/** Gaps between the groups of each system in scope, in the latest period that has them. */
export function collectGaps({ end }: FrozenRecord, about: About): GapFact[] {
  const ground = groundOf(end)
  const headlines = headlineGroups(end)
  const definitions = new Map(listDefinitions(end).map(({ definition: d }) => [d.id, d]))
  const priority = about.scope.startsWith('priority:') ? about.priorities[0]?.number : undefined
  const kinds = end.record.db
    .prepare(
      `SELECT DISTINCT metric, category_type AS categoryType FROM observation
       WHERE category_type <> '' AND removed = 0 ORDER BY metric, category_type`,
    )
    .all() as { metric: string; categoryType: string }[]
  return kinds.flatMap(({ metric, categoryType }) => {
    const definition = definitions.get(metric)
    const group = headlines.get(metric)
    if (!definition || !group || (priority && !definition.priorities.includes(priority))) return []
    const { sex, age } = group
    const areas = about.systems.map(({ area }) => area)
    const slice = { metric, sex, age, categoryType, areas }
    const { series } = readSeries(end, definition, slice, ground)
    const find = observedEntries(end, { metric, sex, age, categoryType })
    return about.systems.flatMap((system): GapFact[] => {
      const own = series.filter(({ area }) => area.code === system.area)
      const place = ground.places.find(({ ods }) => ods === system.ods)
      if (own.length === 0 || !place) return []
      const gaps = gapSeries(definition, place.area, categoryType, own)
      const latest = gaps.periods.at(-1)
      if (!latest) return []
      const rows = latest.groups.map(({ category, point }) => ({
        definition,
        area: place.area,
        point,
        group: { sex, age, category: { type: categoryType, value: category } },
      }))
      const hidden = protect(rows, {}).some(({ mark }) => mark === 'suppressed')
      return [
        {
          metric,
          name: definition.name,
          unit: definition.unit,
          ics: system.ods,
          area: system.area,
          categoryType,
          deprivation: gaps.deprivation !== null,
          period: latest.period,
          between: latest.between,
          ...(hidden ? { gap: null, slope: null, trend: null } : told(gaps)),
          withheld: hidden ? WITHHELD : null,
          entries: [
            ...new Set(own.flatMap(({ points }) => points.flatMap((point) => find(place, point)))),
          ].sort(),
        },
      ]
    })
  })
}

function told({ periods, trend }: GapSeries): Pick<GapFact, 'gap' | 'slope' | 'trend'> {
  const { absolute, inequality } = periods.at(-1) ?? { absolute: null, inequality: null }
  return {
    gap: absolute && { value: absolute.gap, lower: absolute.lower, upper: absolute.upper },
    slope: inequality && {
      value: inequality.sii.value,
      lower: inequality.sii.lower,
      upper: inequality.sii.upper,
    },
    trend,
  }
}
