import { stampMoment } from '../../domain/record/clock.ts'
import { FIRST_STATUS } from '../../domain/record/statuses.ts'
import type { Db } from './database.ts'
import { conflictingFields, type Heads, latestHead, type ReadHeads, showing } from './heads.ts'

export interface StateTables {
  /** Brings an action's row in one system's register up to what its heads and evidence say. */
  refresh(view: string, reference: string): void
  /** Gives a system a row for every action, so that "nothing said yet" is a row like any other. */
  seed(ods: string): void
}

/** Whether one system's record holds what another wrote: its own, and of those it carries on. */
export type Carries = (view: string, ods: string) => boolean

/** Keeps where each system stands with each action, and the index of what it says of it. */
export function stateTables(db: Db, readHeads: ReadHeads, carries: Carries): StateTables {
  const known = db.prepare(
    `SELECT a.sort, a.ics, s.note, s.next_step AS nextStep FROM action a
     LEFT JOIN action_state s ON s.ics = ? AND s.reference = a.reference
     WHERE a.reference = ?`,
  )
  const upsertState = db
    .prepare(`
    INSERT INTO action_state
      (ics, reference, sort, status, confidence, owner, due, note, note_at, next_step, adopted_from, evidence, conflicts, updated_at, updated_by)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (ics, reference) DO UPDATE SET
      status = excluded.status, confidence = excluded.confidence, owner = excluded.owner, due = excluded.due,
      note = excluded.note, note_at = excluded.note_at, next_step = excluded.next_step,
      adopted_from = excluded.adopted_from, evidence = excluded.evidence, conflicts = excluded.conflicts,
      updated_at = excluded.updated_at, updated_by = excluded.updated_by
    RETURNING id`)
    .pluck()
  const dropNote = db.prepare('DELETE FROM note_fts WHERE rowid = ?')
  const addNote = db.prepare('INSERT INTO note_fts (rowid, note, next_step) VALUES (?, ?, ?)')
  // Left to itself SQLite would look through all evidence of the system.
  const evidenceOf = db
    .prepare(
      'SELECT removed FROM evidence INDEXED BY evidence_reference WHERE ics = ? AND reference = ?',
    )
    .pluck()
  const evidenceChange = db.prepare(
    "SELECT at, by FROM head WHERE view = ? AND subject IN (SELECT 'evidence:' || id FROM evidence INDEXED BY evidence_reference WHERE ics = ? AND reference = ?) ORDER BY at DESC LIMIT 1",
  )

  function refresh(view: string, reference: string): void {
    const before = known.get(view, reference) as Known | undefined
    if (!before || (before.ics !== null && !carries(view, before.ics))) return
    const fields = readHeads(view, `action:${reference}`)
    const shown = showing(fields)
    const evidence = evidenceOf.all(view, reference) as number[]
    const last = latestOf(
      latestHead(fields),
      evidence.length > 0
        ? (evidenceChange.get(view, view, reference) as Change | undefined)
        : undefined,
    )
    const [note, nextStep] = [shown('note'), shown('nextStep')]
    const id = upsertState.get(
      view,
      reference,
      before.sort,
      shown('status') ?? FIRST_STATUS,
      shown('confidence'),
      shown('owner'),
      shown('due'),
      note,
      noteMoment(fields),
      nextStep,
      shown('adoptedFrom'),
      evidence.filter((removed) => removed === 0).length,
      conflictingFields('action', fields).length,
      last ? stampMoment(last.at) : null,
      last?.by ?? null,
    )
    // To index a text anew costs as much as the rest, and most changes leave it as it was.
    if (note === before.note && nextStep === before.nextStep) return
    dropNote.run(id)
    if (note || nextStep) addNote.run(id, note ?? '', nextStep ?? '')
  }

  return {
    refresh,
    seed(ods) {
      db.prepare(
        `INSERT OR IGNORE INTO action_state (ics, reference, sort)
         SELECT ?, reference, sort FROM action WHERE ics IS NULL ORDER BY sort`,
      ).run(ods)
    },
  }
}

interface Known {
  sort: string
  /** The system that added the action; null where it is the commission's. */
  ics: string | null
  note: string | null
  nextStep: string | null
}

interface Change {
  at: string
  by: string
}

function latestOf(a: Change | undefined, b: Change | undefined): Change | undefined {
  return a && b ? (b.at > a.at ? b : a) : (a ?? b)
}

function noteMoment(fields: Heads): string | null {
  const note = fields.get('note')?.[0]
  return note?.value ? stampMoment(note.at) : null
}
