import {
  type AnyEntry,
  ChangeEntry,
  type Entry,
  MergerEntry,
  ObservationsEntry,
} from '../../domain/record/entry.ts'
import { type StreamName, streamSystem } from '../../domain/record/stream.ts'
import { fieldSchema, parseSubject, type SubjectName } from '../../domain/record/subjects.ts'
import type { Db } from './database.ts'
import { headReader, type ReadHeads } from './heads.ts'
import { metricTables } from './metric-tables.ts'
import type { ShippedSystem } from './resources.ts'
import { subjectTables } from './subject-tables.ts'
import { systemTables } from './system-tables.ts'

export interface Projection {
  /**
   * Moves the tables by entries of one stream, in whatever order they come. Runs inside the
   * caller's transaction. Entries already there, and kinds of a newer version, change nothing.
   * @returns how many entries were new
   */
  apply(stream: StreamName, entries: readonly AnyEntry[]): number
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
  const observationsIn = db
    .prepare("SELECT id FROM entry WHERE stream = ? AND kind = 'observations' ORDER BY at, id")
    .pluck()
  const bodyOf = db.prepare('SELECT body FROM entry WHERE id = ?').pluck()
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

  /** A system that takes over from others sees their whole history, as if it had come in just now. */
  function rebuildView(view: string): void {
    db.prepare('DELETE FROM head WHERE view = ?').run(view)
    db.prepare('DELETE FROM replaced_early WHERE view = ?').run(view)
    const touched = new Set<string>()
    const line = JSON.stringify([view, ...systems.ancestors(view)])
    // Across all their streams in the order of stamps, so that what replaces comes after what it saw.
    for (const body of entriesOf.all(line) as string[]) {
      const entry = ChangeEntry.safeParse(JSON.parse(body))
      const subject = entry.success ? parseSubject(entry.data.subject) : undefined
      if (!entry.success || !subject) continue
      moveHeads(view, entry.data, subject.kind)
      touched.add(`${view} ${entry.data.subject}`)
    }
    refresh(touched)
    // It speaks for their areas too, and may have done so before it was known that it does.
    for (const id of observationsIn.all(`ics:${view}`) as string[]) {
      const entry = ObservationsEntry.safeParse(JSON.parse(bodyOf.get(id) as string))
      if (entry.success) applyObservations(`ics:${view}`, entry.data)
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
    apply(stream, entries) {
      const touched = new Set<string>()
      let added = 0
      systems.load()
      let systemsMoved = false
      for (const entry of entries) {
        const known = knownKind(entry)
        const subject = subjectOf(known)
        const body = JSON.stringify(entry)
        const reference = known ? referenceOf(known) : null
        if (
          insertEntry.run(
            entry.id,
            stream,
            entry.at,
            entry.by,
            entry.kind,
            subject,
            reference,
            entry.batch ?? null,
            body,
          ).changes === 0
        )
          continue
        added += 1
        if (known?.kind === 'change') {
          applyChange(stream, known, touched)
          if (known.subject.startsWith('system:')) systemsMoved = true
        } else if (known?.kind === 'merger' && stream === 'region') systemsMoved = true
        else if (known?.kind === 'observations') applyObservations(stream, known)
        if (/^(observations|metric|target):/.test(subject ?? '')) metricsVersion += 1
        forgetEarly.run(entry.id)
      }
      if (systemsMoved) {
        metricsVersion += 1
        const changedViews = systems.refresh()
        for (const ods of systems.all()) subjects.seedSystem(ods)
        for (const view of changedViews) rebuildView(view)
      }
      refresh(touched)
      return added
    },
  }
}

const SCHEMAS: Record<string, typeof ChangeEntry | typeof MergerEntry | typeof ObservationsEntry> =
  { change: ChangeEntry, merger: MergerEntry, observations: ObservationsEntry }

/** The entry as one of the kinds this version knows; `undefined` for a newer one. */
function knownKind(entry: AnyEntry): Entry | undefined {
  const parsed = SCHEMAS[entry.kind]?.safeParse(entry)
  return parsed?.success ? parsed.data : undefined
}

function subjectOf(entry: Entry | undefined): string | null {
  if (entry?.kind === 'change') return entry.subject
  return entry?.kind === 'observations' ? `observations:${entry.metric}` : null
}

/** The action an entry speaks of, so that one look finds an action's whole history. */
function referenceOf(entry: Entry): string | null {
  if (entry.kind !== 'change') return null
  const subject = parseSubject(entry.subject)
  if (subject?.kind === 'action' || subject?.kind === 'local-action') return subject.id
  if (subject?.kind === 'evidence' && typeof entry.set.action === 'string') return entry.set.action
  return null
}
