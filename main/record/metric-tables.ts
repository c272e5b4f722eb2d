import { MetricDefinition } from '../../domain/metrics/definitions.ts'
import { parsePeriod } from '../../domain/metrics/periods.ts'
import type { ObservationsEntry } from '../../domain/record/entry.ts'
import {
  type CarriedObservation,
  type ObservationPlace,
  removedPlaces,
  unpackObservations,
} from '../../domain/record/observations.ts'
import { type StreamName, streamSystem } from '../../domain/record/stream.ts'
import type { Db } from './database.ts'
import type { Heads, ReadHeads } from './heads.ts'
import {
  type BaselineFigure,
  readAreas,
  readBaselineFigures,
  readMetrics,
} from './metric-resources.ts'

export interface MetricTables {
  /** Brings a metric's definition up to what ships and what its heads say. */
  refreshMetric(id: string): void
  refreshTarget(view: string, metric: string): void
  /**
   * Moves values by one entry, in whatever order entries come. A system speaks only for its own
   * areas: those of others in its stream are passed over.
   * @param line the system with all whose records it carries on; empty for the region
   */
  apply(stream: StreamName, entry: ObservationsEntry, line: readonly string[]): void
  /** Leaves of a metric's values only those that ship with Accord: all entries of it are to follow. */
  emptyValues(metric: string): void
  /** Fills in the definitions and the commission's figures that ship with Accord. */
  seed(): void
}

interface Origin {
  stream: string
  entry: string
  at: string
  by: string
  kind: string
  source: string
}

/** Tables of metrics, targets and observations. */
export function metricTables(db: Db, readHeads: ReadHeads): MetricTables {
  const shipped = new Map(readMetrics().map((metric) => [metric.id, metric]))
  const areas = readAreas()
  const writeMetric = db.prepare('INSERT OR REPLACE INTO metric VALUES (?, ?, ?)')
  const dropMetric = db.prepare('DELETE FROM metric WHERE id = ?')
  const writeTarget = db.prepare('INSERT OR REPLACE INTO target VALUES (?, ?, ?, ?, ?, ?)')
  const dropTarget = db.prepare('DELETE FROM target WHERE metric = ? AND scope = ?')
  const changedMetrics = db
    .prepare("SELECT DISTINCT substr(subject, 8) FROM head WHERE subject LIKE 'metric:%'")
    .pluck()
  const writeObservation = db.prepare(`
    INSERT INTO observation
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET
      period = excluded.period, value = excluded.value, lower95 = excluded.lower95,
      upper95 = excluded.upper95, lower998 = excluded.lower998, upper998 = excluded.upper998,
      count = excluded.count, denominator = excluded.denominator, note = excluded.note,
      source_kind = excluded.source_kind, source = excluded.source,
      source_row = excluded.source_row, stream = excluded.stream, entry = excluded.entry,
      at = excluded.at, by = excluded.by, removed = excluded.removed
    WHERE (excluded.at, excluded.entry) > (at, entry)`)
  const dropValues = db.prepare('DELETE FROM observation WHERE metric = ?')
  const sortKeys = new Map<string, string>()

  function refreshMetric(id: string): void {
    const heads = readHeads('region', `metric:${id}`)
    const first = shipped.get(id)
    const { removed, ...said } = Object.fromEntries(shownFields(heads))
    const parsed = MetricDefinition.safeParse({ ...first, id, ...withoutEmpty(said) })
    if (removed === true || !parsed.success) dropMetric.run(id)
    else writeMetric.run(id, JSON.stringify(parsed.data), first ? 0 : 1)
  }

  function write(
    metric: string,
    place: ObservationPlace,
    observed: CarriedObservation | undefined,
    { stream, entry, at, by, kind, source }: Origin,
  ): void {
    writeObservation.run(
      metric,
      place.area,
      sortKeyOf(place.period),
      place.sex,
      place.age,
      place.category?.type ?? '',
      place.category?.value ?? '',
      place.period,
      observed?.value ?? null,
      observed?.lower95 ?? null,
      observed?.upper95 ?? null,
      observed?.lower998 ?? null,
      observed?.upper998 ?? null,
      observed?.count ?? null,
      observed?.denominator ?? null,
      observed?.note ?? null,
      kind,
      source,
      observed?.row ?? null,
      stream,
      entry,
      at,
      by,
      observed ? 0 : 1,
    )
  }

  function writeShipped({ metric, source, ...figure }: BaselineFigure): void {
    const origin = { stream: '', entry: '', at: '', by: '', kind: 'report', source }
    write(metric, figure, { ...figure, row: null }, origin)
  }

  function sortKeyOf(period: string): string {
    let key = sortKeys.get(period)
    if (key === undefined) {
      key = parsePeriod(period)?.sortKey ?? period
      sortKeys.set(period, key)
    }
    return key
  }

  return {
    refreshMetric,
    refreshTarget(view, metric) {
      const { value, period, trajectory, note } = Object.fromEntries(
        shownFields(readHeads(view, `target:${metric}`)),
      )
      if (typeof value !== 'number' || typeof period !== 'string') dropTarget.run(metric, view)
      else {
        const steps = JSON.stringify(trajectory ?? [])
        writeTarget.run(metric, view, value, period, steps, (note as string | null) ?? null)
      }
    },
    apply(stream, entry, line) {
      const ofSystem = streamSystem(stream) !== undefined
      const maySpeakFor = ({ area }: ObservationPlace) =>
        !ofSystem || line.includes(areas.get(area)?.system ?? '')
      const { id, at, by, from, metric } = entry
      const origin = { stream, entry: id, at, by, ...from }
      for (const observed of unpackObservations(entry))
        if (maySpeakFor(observed)) write(metric, observed, observed, origin)
      for (const place of removedPlaces(entry))
        if (maySpeakFor(place)) write(metric, place, undefined, origin)
    },
    emptyValues(metric) {
      dropValues.run(metric)
      for (const figure of readBaselineFigures()) if (figure.metric === metric) writeShipped(figure)
    },
    seed() {
      for (const id of shipped.keys()) refreshMetric(id)
      for (const id of changedMetrics.all() as string[]) refreshMetric(id)
      db.exec("DELETE FROM observation WHERE entry = ''")
      for (const figure of readBaselineFigures()) writeShipped(figure)
    },
  }
}

/** The value to show of each field: that of its latest head. */
function shownFields(heads: Heads): [string, unknown][] {
  return [...heads].map(([field, rows]) => [field, rows[0]?.value])
}

/** Cleared fields as if they had never been set. */
function withoutEmpty(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}
