import { type AnyEntry, ChangeEntry, ObservationsEntry } from '../../domain/record/entry.ts'
import { isMergerKind } from '../../domain/record/mergers.ts'
import { type StreamName, streamSystem } from '../../domain/record/stream.ts'
import { fieldSchema, parseSubject, type SubjectName } from '../../domain/record/subjects.ts'
import { carefully } from './carefully.ts'
import type { Db } from './database.ts'
import { headReader, type ReadHeads } from './heads.ts'
import { knownKind, referenceOf, subjectOf } from './known-entry.ts'
import { metricTables } from './metric-tables.ts'
import type { ShippedSystem } from './resources.ts'
import { subjectTables } from './subject-tables.ts'
import { systemTables } from './system-tables.ts'
import { viewEmptier } from './views.ts'

export interface Projection {
  /**
   * Moves the tables by what one stream brought, in whatever order it comes. Runs inside the
   * caller's transaction. Entries already there, and kinds of a newer version, change nothing; what
   * is no entry, or cannot be folded, is set aside and stops nothing else.
   * @returns those that are entries
   */
  apply(stream: StreamName, values: readonly unknown[]): AnyEntry[]
  readHeads: ReadHeads
  /** Another number whenever values, definitions or targets of metrics may have moved, or systems. */
  metricsVersion(): number
  /** Fills the tables that stem from the shipped catalogue and systems. */
  seed(): void
}

/** Folds entries into the record's tables. The rules of folding are those of `domain/record/fold.ts`. */
export function projection(db: Db, shippedSystems: readonly ShippedSystem[]): Projection {
  const insertEntry = db.prepare(
    'INSERT OR IGNORE INTO entry (id, stream, at, by, kind, subject, reference, batch, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const entryIsKnown = db.prepare('SELECT 1 FROM entry WHERE id = ?').pluck()
  const replaceHead = db.prepare(
    'DELETE FROM head WHERE view = ? AND subject = ? AND field = ? AND entry = ? AND at < ?',
  )
  const noteEarly = db.prepare(
    'INSERT INTO replaced_early VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)',
  )
  const wasReplaced = db
    .prepare(
      'SELECT 1 FROM replaced_early WHERE entry = ? AND view = ? AND subject = ? AND field = ? AND at > ?',
    )
    .pluck()
  const forgetEarly = db.prepare('DELETE FROM replaced_early WHERE entry = ?')
  const insertHead = db.prepare('INSERT OR IGNORE INTO head VALUES (?, ?, ?, ?, ?, ?, ?)')
  const entriesOf = db
    .prepare(
      "SELECT body FROM entry WHERE stream IN (SELECT 'ics:' || value FROM json_each(?)) ORDER BY at, id",
    )
    .pluck()

  const readHeads = headReader(db)
  const systems = systemTables(db, shippedSystems)
  const subjects = subjectTables(db, readHeads, systems.ancestors)
  const metrics = metricTables(db, readHeads)
  const emptyView = viewEmptier(db)
  const localActionsIn = db
    .prepare("SELECT DISTINCT subject FROM head WHERE view = ? AND subject LIKE 'local-action:%'")
    .pluck()
  const metricsOf = db
    .prepare(
      // Those that say nothing readable have no subject.
      "SELECT DISTINCT subject FROM entry WHERE stream = ? AND kind = 'observations' AND subject IS NOT NULL",
    )
    .pluck()
  const observationsOf = db.prepare(
    "SELECT stream, body FROM entry WHERE subject = ? AND kind = 'observations'",
  )
  let metricsVersion = 0

  /** Heads of one view move by one change entry. */
  function moveHeads(view: string, entry: ChangeEntry, kind: SubjectName): void {
    for (const [field, value] of Object.entries(entry.set)) {
      if (!fieldSchema(kind, field)?.safeParse(value).success) continue
      for (const seen of entry.basedOn[field] ?? []) {
        replaceHead.run(view, entry.subject, field, seen, entry.at)
        if (!entryIsKnown.get(seen)) noteEarly.run(seen, view, entry.subject, field, entry.at)
      }
      if (wasReplaced.get(entry.id, view, entry.subject, field, entry.at)) continue
      insertHead.run(
        view,
        entry.subject,
        field,
        entry.id,
        entry.at,
        entry.by,
        JSON.stringify(value),
      )
    }
  }

  function applyChange(stream: StreamName, entry: ChangeEntry, touched: Set<string>): void {
    const subject = parseSubject(entry.subject)
    if (!subject) return
    for (const view of viewsOf(stream)) {
      moveHeads(view, entry, subject.kind)
      touched.add(`${view} ${entry.subject}`)
    }
  }

  const viewsOf = (stream: StreamName): string[] => {
    const ods = streamSystem(stream)
    return ods === undefined ? ['region'] : [ods, ...systems.successors(ods)]
  }

  function applyObservations(stream: StreamName, entry: ObservationsEntry): void {
    const ods = streamSystem(stream)
    metrics.apply(stream, entry, ods === undefined ? [] : [ods, ...systems.ancestors(ods)])
  }

  /**
   * A system that takes over from others sees their whole history, as if it had come in just now;
   * one that no longer does sees none of it, and one that is gone only what was written for it.
   */
  function rebuildViews(changed: readonly string[]): void {
    const touched = new Set<string>()
    const localActions = changed.flatMap((view) => localActionsIn.all(view) as string[])
    for (const view of changed) {
      emptyView(view)
      if (systems.has(view)) subjects.seedSystem(view)
      const line = JSON.stringify([view, ...systems.ancestors(view)])
      // Across all their streams in the order of stamps, so that what replaces comes after what it saw.
      for (const body of entriesOf.all(line) as string[]) {
        const entry = ChangeEntry.safeParse(JSON.parse(body))
        const subject = entry.success ? parseSubject(entry.data.subject) : undefined
        if (!entry.success || !subject) continue
        moveHeads(view, entry.data, subject.kind)
        touched.add(`${view} ${entry.data.subject}`)
      }
    }
    refresh(touched)
    // Their rows are shared by all views: one that is spoken of here no more may still be there.
    for (const subject of new Set(localActions))
      subjects.refreshLocalAction(subject.slice('local-action:'.length))
  }

  /** Which areas these systems speak for has changed, and with it what the values are. */
  function rebuildObservations(changed: readonly string[]): void {
    const spokenOf = changed.flatMap((ods) => metricsOf.all(`ics:${ods}`) as string[])
    for (const subject of new Set(spokenOf)) {
      metrics.emptyValues(subject.slice('observations:'.length))
      for (const { stream, body } of observationsOf.all(subject) as StoredEntry[]) {
        const entry = ObservationsEntry.safeParse(JSON.parse(body))
        if (entry.success) applyObservations(stream, entry.data)
      }
    }
  }

  function refresh(touched: Iterable<string>): void {
    for (const key of touched) {
      const space = key.indexOf(' ')
      const [view, subject] = [key.slice(0, space), key.slice(space + 1)]
      const parsed = parseSubject(subject)
      if (parsed?.kind === 'metric') metrics.refreshMetric(parsed.id)
      else if (parsed?.kind === 'target') metrics.refreshTarget(view, parsed.id)
      else subjects.refresh(view, subject)
    }
  }

  function foldTogether(stream: StreamName, entries: readonly AnyEntry[]): void {
    const touched = new Set<string>()
    systems.load()
    let systemsMoved = false
    for (const entry of entries) {
      const known = knownKind(entry)
      const subject = subjectOf(known)
      const body = JSON.stringify(entry)
      const reference = known ? referenceOf(known) : null
      const row = [entry.id, stream, entry.at, entry.by, entry.kind, subject, reference]
      if (insertEntry.run(...row, entry.batch ?? null, body).changes === 0) continue
      if (known?.kind === 'change') {
        applyChange(stream, known, touched)
        if (known.subject.startsWith('system:')) systemsMoved = true
      } else if (isMergerKind(entry.kind) && stream === 'region') systemsMoved = true
      else if (known?.kind === 'observations') applyObservations(stream, known)
      if (/^(observations|metric|target):/.test(subject ?? '')) metricsVersion += 1
      forgetEarly.run(entry.id)
    }
    if (systemsMoved) {
      metricsVersion += 1
      const changed = systems.refresh()
      rebuildViews(changed)
      rebuildObservations(changed)
    }
    refresh(touched)
  }

  return {
    readHeads,
    metricsVersion: () => metricsVersion,
    seed() {
      metricsVersion += 1
      systems.refresh()
      subjects.seedCatalogue()
      metrics.seed()
      for (const ods of systems.all()) subjects.seedSystem(ods)
    },
    apply: carefully(db, foldTogether),
  }
}

interface StoredEntry {
  stream: StreamName
  body: string
}
