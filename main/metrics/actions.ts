import type { LinkedAction } from '../../preload/metrics-types.ts'
import { rowsOfAction } from '../actions/rows.ts'
import { actionTimeline } from '../actions/timeline.ts'
import { type RecordContext, requireSystem } from '../record/context.ts'
import { requireMetric } from './context.ts'

/** The actions that a metric speaks to, as a system stands with them, and what was done when. */
export function linkedActions(context: RecordContext, metric: string, ics: string): LinkedAction[] {
  requireSystem(context, ics)
  const { definition } = requireMetric(context, metric)
  return definition.actions.flatMap((reference) => {
    const row = rowsOfAction(context.record.db, reference, [ics])[0]
    if (!row) return []
    const timeline = actionTimeline(context, ics, reference)
    const milestones = timeline
      .filter((item) => !item.undone && item.undoes === null)
      .flatMap(({ at, byName, changes }) =>
        changes
          .filter(({ field }) => field === 'status')
          .map(({ from, to }) => ({ at, from, to, byName })),
      )
      .reverse()
    const { title, status } = row
    return [{ reference, title, status, milestones, latest: timeline[0] ?? null }]
  })
}
