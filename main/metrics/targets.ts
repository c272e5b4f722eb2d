import { mayWrite } from '../../domain/record/grants.ts'
import { systemStream } from '../../domain/record/stream.ts'
import type { Target } from '../../preload/metrics-types.ts'
import type { RecordContext } from '../record/context.ts'
import { fieldsInView } from '../record/in-view.ts'

const FIELDS = ['value', 'period', 'trajectory', 'note']

/** Targets of a metric: the region's first, then those of the systems. */
export function listTargets(context: RecordContext, metric: string): Target[] {
  const { record, names, grants } = context
  const rows = record.db
    .prepare(
      `SELECT scope, value, period, trajectory, note FROM target
       WHERE metric = ? ORDER BY scope <> 'region', scope`,
    )
    .all(metric) as (Pick<Target, 'scope' | 'value' | 'period' | 'note'> & { trajectory: string })[]
  return rows.map(({ scope, trajectory, ...row }) => ({
    ...row,
    scope,
    metric,
    scopeName: scope === 'region' ? 'The region' : names.system(scope),
    trajectory: JSON.parse(trajectory),
    fields: fieldsInView(
      context,
      'target',
      FIELDS,
      record.projection.readHeads(scope, `target:${metric}`),
    ),
    mayEdit:
      scope === 'region' ? grants().includes('regional') : mayWrite(grants(), systemStream(scope)),
  }))
}

/** What a system aims at: its own target, or else the region's. */
export function targetFor(targets: readonly Target[], ods: string | null): Target | null {
  return (
    targets.find(({ scope }) => scope === ods) ??
    targets.find(({ scope }) => scope === 'region') ??
    null
  )
}
