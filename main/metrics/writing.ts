import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import { MetricDefinition } from '../../domain/metrics/definitions.ts'
import { parsePeriod } from '../../domain/metrics/periods.ts'
import { plainNumber } from '../../domain/metrics/words.ts'
import type { MetricFields, TargetFields } from '../../domain/record/metric-fields.ts'
import {
  type CarriedObservation,
  type ObservationPlace,
  type ObservationsContent,
  packObservations,
} from '../../domain/record/observations.ts'
import { type StreamName, streamSystem, systemStream } from '../../domain/record/stream.ts'
import { plural } from '../../domain/words.ts'
import type { Input } from '../../preload/contract.ts'
import type { Written } from '../../preload/types.ts'
import { type RecordContext, requireWrite, type WritingContext } from '../record/context.ts'
import { changeIn, writeDeed } from '../record/deed.ts'
import type { Addition } from '../record/record.ts'
import { requirePlace } from '../record/systems.ts'
import { NOT_REGIONAL } from './catalogue.ts'
import { requireArea, requireMetric } from './context.ts'
import { recordedValues, sameValues } from './differences.ts'
import { chosenGroup } from './observations.ts'

/** Deeds about metrics, as entries. */

type Seen = Record<string, string[]>

/** Makes a metric, or changes fields of one. */
export function defineMetric(
  context: WritingContext,
  id: string,
  fields: MetricFields,
  seen?: Seen,
): Written {
  requireRegional(context)
  const stands = context.record.db.prepare('SELECT body FROM metric WHERE id = ?').pluck().get(id)
  if (!stands && !fields.removed) requireWhole(id, fields)
  const additions = changeIn(context, 'region', `metric:${id}`, fields, seen)
  const name = fields.name ?? (stands ? requireMetric(context, id).definition.name : id)
  const deed = fields.removed ? 'Removed' : stands ? 'Changed' : 'Added'
  return writeDeed(context, 'region', additions, `${deed} the metric “${name}”`)
}

function requireWhole(id: string, fields: MetricFields): void {
  const { removed: _, ...described } = fields
  const given = Object.entries(described).filter(([, value]) => value !== null)
  const parsed = MetricDefinition.safeParse({ id, ...Object.fromEntries(given) })
  if (parsed.success) return
  const [issue] = parsed.error.issues
  throw new UserError(
    `A new metric needs all its fields. ${issue?.path.join(' ')}: ${issue?.message}`,
    'wrong-call',
  )
}

export function setTarget(
  context: WritingContext,
  scope: string,
  metric: string,
  fields: TargetFields,
  seen?: Seen,
): Written {
  const stream = requireScope(context, scope)
  const { definition } = requireMetric(context, metric)
  const heads = context.record.projection.readHeads(scope, `target:${metric}`)
  const period = fields.period ?? heads.get('period')?.[0]?.value
  if (fields.value !== null && fields.value !== undefined && !period)
    throw new UserError(
      'Say by which period the target is to be met, such as 2027/28.',
      'wrong-call',
    )
  const additions = changeIn(context, stream, `target:${metric}`, fields, seen)
  const said =
    fields.value === null
      ? `${definition.name}: target removed`
      : fields.value === undefined
        ? `${definition.name}: target changed`
        : `${definition.name}: target ${plainNumber(fields.value)} by ${period}`
  return writeDeed(context, stream, additions, said)
}

/** Values typed by hand; those that stand already are left out. */
export function enterValues(context: WritingContext, entered: Input<'metrics.enter'>): Written {
  const { scope, metric, source, rows } = entered
  const stream = requireScope(context, scope)
  const { definition } = requireMetric(context, metric)
  const recorded = recordedValues(context.record.db)
  const observations = rows.map((row): CarriedObservation => {
    requireOwnArea(context, scope, row.area)
    const period = parsePeriod(row.period)
    if (!period)
      throw new UserError(
        `“${row.period}” is not a period that can be read. Write it such as 2022, 2022/23, 2020 - 22, 2022 Q3 or Jan 2023.`,
        'wrong-call',
      )
    const { lower95 = null, upper95 = null } = row
    if (lower95 !== null && upper95 !== null && lower95 > upper95)
      throw new UserError('The lower limit is above the upper limit.', 'wrong-call')
    return {
      area: row.area,
      period: period.label,
      ...chosenGroup(context, metric, row),
      category: row.category ?? null,
      value: row.value,
      lower95,
      upper95,
      lower998: null,
      upper998: null,
      note: row.note || null,
      row: null,
      count: row.count ?? null,
      denominator: row.denominator ?? null,
    }
  })
  const changed = observations.filter(
    (observation) => !sameValues(recorded(metric, observation), observation),
  )
  const additions = observationAdditions(
    stream,
    { metric, from: { kind: 'manual', source } },
    changed,
  )
  return written(
    context,
    stream,
    additions,
    `${definition.name}: ${plural(changed.length, 'value')} entered`,
  )
}

/** Takes values back. @throws UserError when one of them is not there */
export function retractValues(
  context: WritingContext,
  { scope, metric, rows }: Input<'metrics.retract'>,
): Written {
  const stream = requireScope(context, scope)
  const { definition } = requireMetric(context, metric)
  const recorded = recordedValues(context.record.db)
  const places = rows.map((row): ObservationPlace => {
    requireOwnArea(context, scope, row.area)
    const group = chosenGroup(context, metric, row)
    const place = { area: row.area, period: row.period, ...group, category: row.category ?? null }
    if (!recorded(metric, place))
      throw new UserError(
        `There is no value of ${definition.name} for ${requireArea(context, row.area).name} in ${row.period} to take back.`,
      )
    return place
  })
  const head = { metric, from: { kind: 'manual' as const, source: 'Taken back by hand' } }
  const additions = observationAdditions(stream, head, [], places)
  return written(
    context,
    stream,
    additions,
    `${definition.name}: ${plural(places.length, 'value')} taken back`,
  )
}

/** Observations as additions to a stream, in as few entries as hold them. */
export function observationAdditions(
  stream: StreamName,
  head: Pick<ObservationsContent, 'metric' | 'from'>,
  observations: Iterable<CarriedObservation>,
  removed: Iterable<ObservationPlace> = [],
): Addition[] {
  return [...packObservations(head, observations, removed)].map((content) => ({
    stream,
    draft: { kind: 'observations', ...content },
  }))
}

function written(
  context: WritingContext,
  stream: StreamName,
  additions: readonly Addition[],
  said: string,
): Written {
  if (additions.length === 0) return { batch: randomUUID(), entries: 0, said: 'Nothing changed' }
  return writeDeed(context, stream, additions, said)
}

/**
 * The stream of a scope, if the member may write metrics there.
 * @param scope ODS code, or `region`
 * @throws UserError with the reason when not
 */
export function requireScope(context: RecordContext, scope: string): StreamName {
  if (scope === 'region') {
    requireRegional(context)
    return 'region'
  }
  requirePlace(context, scope)
  const stream = systemStream(scope)
  requireWrite(context, stream)
  return stream
}

function requireRegional(context: RecordContext): void {
  if (!context.grants().includes('regional')) throw new UserError(NOT_REGIONAL)
}

/** A system speaks for itself and the areas within it; the region for all. */
export function requireOwnArea(context: RecordContext, scope: string, code: string): void {
  const area = requireArea(context, code)
  const ods = scope === 'region' ? undefined : streamSystem(systemStream(scope))
  if (ods === undefined) return
  const { name, line } = requirePlace(context, ods)
  if (!area.system || !line.includes(area.system))
    throw new UserError(
      `${area.name} is not part of ${name}, so its values cannot be written there.`,
      'wrong-call',
    )
}
