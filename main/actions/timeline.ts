import { stampMoment } from '../../domain/record/clock.ts'
import { ChangeEntry } from '../../domain/record/entry.ts'
import { compareText } from '../../domain/record/fold.ts'
import { fieldLabel, valueWords } from '../../domain/record/labels.ts'
import { parseSubject } from '../../domain/record/subjects.ts'
import type { TimelineItem } from '../../preload/types.ts'
import type { RecordContext } from '../record/context.ts'

/**
 * Everything that happened to one action as a system sees it, latest first: its own entries and
 * those of the systems it took over from.
 */
export function actionTimeline(
  context: RecordContext,
  ics: string,
  reference: string,
): TimelineItem[] {
  const rows = context.record.db
    .prepare(
      `${LINE}
       SELECT e.stream, e.body FROM entry e
       WHERE e.reference = ? AND e.stream IN (SELECT 'ics:' || ods FROM line)
       ORDER BY e.at DESC, e.id DESC`,
    )
    .all(ics, reference) as StoredEntry[]
  return describe(context, rows)
}

/** The latest changes in one system and in those it took over from. */
export function recentChanges(context: RecordContext, ics: string, limit: number): TimelineItem[] {
  const { db } = context.record
  const line = db.prepare(`${LINE} SELECT 'ics:' || ods FROM line`).pluck().all(ics) as string[]
  const latest = db.prepare(
    `SELECT at, stream, body FROM entry
     WHERE stream = ? AND reference IS NOT NULL ORDER BY at DESC LIMIT ?`,
  )
  const rows = line
    .flatMap((stream) => latest.all(stream, limit) as (StoredEntry & { at: string })[])
    .sort((a, b) => compareText(b.at, a.at))
  return describe(context, rows.slice(0, limit))
}

/** A system and those whose records it carries on, near and far. */
const LINE = `WITH RECURSIVE line(ods) AS (
  SELECT ? UNION SELECT predecessor FROM lineage JOIN line ON successor = ods
)`

interface StoredEntry {
  stream: string
  body: string
}

function describe(context: RecordContext, rows: StoredEntry[]): TimelineItem[] {
  const { db } = context.record
  const valueBefore = db.prepare('SELECT body FROM entry WHERE id = ?').pluck()
  const titleOf = db.prepare('SELECT title FROM action WHERE reference = ?').pluck()
  const evidenceTitle = db.prepare('SELECT title FROM evidence WHERE id = ? LIMIT 1').pluck()
  const undoers = db
    .prepare(
      "SELECT id FROM entry WHERE reference = ? AND stream = ? AND json_extract(body, '$.undoes') = ?",
    )
    .pluck()
  const inBatch = db
    .prepare('SELECT count(DISTINCT reference) FROM entry WHERE batch = ? AND reference <> ?')
    .pluck()
  /** An entry is undone while one that takes it back is not undone itself. */
  const isUndone = (reference: string, stream: string, id: string): boolean =>
    (undoers.all(reference, stream, id) as string[]).some(
      (undoer) => !isUndone(reference, stream, undoer),
    )

  const before = (entry: ChangeEntry, field: string): unknown => {
    const seen = (entry.basedOn[field] ?? [])
      .map((id) => valueBefore.get(id) as string | undefined)
      .flatMap((body) => (body ? [JSON.parse(body) as ChangeEntry] : []))
      .sort((a, b) => (a.at < b.at ? 1 : -1))
    return seen[0]?.set[field] ?? null
  }

  return rows.flatMap(({ stream, body }) => {
    const parsed = ChangeEntry.safeParse(JSON.parse(body))
    if (!parsed.success) return []
    const entry = parsed.data
    const subject = parseSubject(entry.subject)
    if (!subject) return []
    const reference = subject.kind === 'evidence' ? String(entry.set.action ?? '') : subject.id
    return [
      {
        entry: entry.id,
        batch: entry.batch ?? null,
        at: stampMoment(entry.at),
        by: entry.by,
        byName: context.names.member(entry.by),
        ics: stream.slice('ics:'.length),
        reference: reference || null,
        title: (titleOf.get(reference) as string | undefined) ?? null,
        changes: changesOf(subject.kind, entry),
        undoes: entry.undoes ?? null,
        undone: isUndone(reference, stream, entry.id),
        others: inBatch.get(entry.batch ?? null, reference) as number,
      },
    ]
  })

  function changesOf(kind: string, entry: ChangeEntry): TimelineItem['changes'] {
    if (kind === 'evidence') {
      const title = String(
        entry.set.title ?? evidenceTitle.get(entry.subject.slice('evidence:'.length)) ?? '',
      )
      return [
        {
          field: 'evidence',
          label: entry.set.removed ? 'Evidence removed' : 'Evidence added',
          from: null,
          to: title,
        },
      ]
    }
    return Object.entries(entry.set).map(([field, value]) => ({
      field,
      label: fieldLabel(field),
      from: valueWords(field, before(entry, field), context.names),
      to: valueWords(field, value, context.names),
    }))
  }
}
