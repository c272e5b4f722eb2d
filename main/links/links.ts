import { plainNumber } from '../../domain/metrics/words.ts'
import { statusCounts } from '../../domain/record/statuses.ts'
import type { Link } from '../../domain/record/workshop-fields.ts'
import type { LinkedState } from '../../domain/workshops/model.ts'
import { rowsOfAction } from '../actions/rows.ts'
import { ENGLAND, listDefinitions, MIDLANDS, requireArea } from '../metrics/context.ts'
import { headlineGroups } from '../metrics/observations.ts'
import { latestPoint, readSeries, seriesOf } from '../metrics/series.ts'
import { caseStudies } from '../practice/case-studies.ts'
import type { RecordContext } from '../record/context.ts'
import { systemsNow } from '../record/systems.ts'
import { strategyStandings, strategyState } from './strategies.ts'

/** Looks up what links point to, as it stands now. What is not in the record keeps its id as title. */
export function linkReader(context: RecordContext): (link: Link) => LinkedState {
  const { record } = context
  const names = new Map(systemsNow(context).map(({ ods, name }) => [ods, name]))
  const strategies = strategyStandings(context)
  const action = record.db.prepare('SELECT title, summary FROM action WHERE reference = ?')

  return (link) => {
    if (link.kind === 'action') {
      const found = action.get(link.id) as { title: string; summary: string | null } | undefined
      const rows = rowsOfAction(record.db, link.id, [...names.keys()])
      return {
        ...link,
        title: found?.title ?? link.id,
        summary: found?.summary ?? null,
        state: rows.length > 0 ? statusCounts(rows) : null,
        systems: rows.map(({ ics, status, confidence, ownerName, due, nextStep }) => ({
          ics,
          name: names.get(ics) ?? ics,
          status,
          confidence,
          ownerName,
          due,
          nextStep,
        })),
      }
    }
    const plain = { ...link, title: link.id, summary: null, state: null, systems: [] }
    if (link.kind === 'metric') return { ...plain, ...metricState(context, link.id) }
    if (link.kind === 'strategy') return { ...plain, ...strategyState(strategies, link.id) }
    const study =
      link.kind === 'case-study' && caseStudies(context).find(({ id }) => id === link.id)
    return study ? { ...plain, title: study.title } : plain
  }
}

/** What a metric is, and its latest values: "%: Midlands 12.4 (2024/25), England 10.1 (2024/25)". */
function metricState(context: RecordContext, id: string): Partial<LinkedState> {
  const known = listDefinitions(context).find(({ definition }) => definition.id === id)
  if (!known) return {}
  const { definition } = known
  const headline = headlineGroups(context).get(id)
  const areas = [MIDLANDS, ENGLAND].map((code) => requireArea(context, code))
  const all =
    headline &&
    readSeries(context, definition, {
      metric: id,
      ...headline,
      categoryType: null,
      areas: areas.map(({ code }) => code),
    })
  const values = areas.flatMap((area) => {
    const latest = all && latestPoint(seriesOf(all, area).points)
    return latest && latest.value !== null
      ? [`${area.name} ${plainNumber(latest.value)} (${latest.period})`]
      : []
  })
  return {
    title: definition.name,
    summary: definition.explanation,
    state: values.length > 0 ? `${definition.unit}: ${values.join(', ')}` : null,
  }
}
