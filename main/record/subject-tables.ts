import { parseReference, sortKey } from '../../domain/commission/reference.ts'
import { stampTime } from '../../domain/record/clock.ts'
import { parseSubject } from '../../domain/record/subjects.ts'
import type { Db } from './database.ts'
import { conflictingFields, type HeadRow, type Heads, type ReadHeads } from './heads.ts'
import { readCatalogue } from './resources.ts'
import { workshopTables } from './workshop-tables.ts'

export interface SubjectTables {
  /** Brings the rows of one subject, as one system sees it, up to what its heads say. */
  refresh(view: string, subject: string): void
  /** Fills `action` and its tags from the shipped catalogue. */
  seedCatalogue(): void
  /** Gives a system a row for every action, so that "nothing said yet" is a row like any other. */
  seedSystem(ods: string): void
}

/** One table for each kind of subject, each row made anew from the heads of its fields. */
export function subjectTables(db: Db, readHeads: ReadHeads): SubjectTables {
  const upsertState = db
    .prepare(`
    INSERT INTO action_state
      (ics, reference, sort, status, confidence, owner, due, note, note_at, next_step, adopted_from, evidence, conflicts, updated_at, updated_by)
    SELECT @ics, @reference, @sort, @status, @confidence, @owner, @due, @note, @noteAt, @nextStep, @adoptedFrom,
      (SELECT count(*) FROM evidence WHERE ics = @ics AND reference = @reference AND removed = 0),
      @conflicts, @updatedAt, @updatedBy
    WHERE EXISTS (SELECT 1 FROM action WHERE reference = @reference AND
      (ics IS NULL OR ics IN (
        WITH RECURSIVE line(ods) AS (
          SELECT @ics UNION SELECT predecessor FROM lineage JOIN line ON successor = ods
        ) SELECT ods FROM line)))
    ON CONFLICT (ics, reference) DO UPDATE SET
      status = excluded.status, confidence = excluded.confidence, owner = excluded.owner, due = excluded.due,
      note = excluded.note, note_at = excluded.note_at, next_step = excluded.next_step,
      adopted_from = excluded.adopted_from, evidence = excluded.evidence, conflicts = excluded.conflicts,
      updated_at = excluded.updated_at, updated_by = excluded.updated_by
    RETURNING id`)
    .pluck()
  const dropNote = db.prepare('DELETE FROM note_fts WHERE rowid = ?')
  const addNote = db.prepare('INSERT INTO note_fts (rowid, note, next_step) VALUES (?, ?, ?)')
  const evidenceChange = db.prepare(
    "SELECT at, by FROM head WHERE view = ? AND subject IN (SELECT 'evidence:' || id FROM evidence WHERE ics = ? AND reference = ?) ORDER BY at DESC LIMIT 1",
  )
  const upsertOwner = db.prepare(
    'INSERT OR REPLACE INTO owner VALUES (@ics, @id, @name, @type, @role, @organisation, @email, @phone, @removed)',
  )
  const upsertEvidence = db.prepare(
    'INSERT OR REPLACE INTO evidence VALUES (@ics, @id, @reference, @title, @location, @removed, @addedAt, @addedBy)',
  )
  const evidenceReference = db
    .prepare('SELECT reference FROM evidence WHERE ics = ? AND id = ?')
    .pluck()
  const forgetUnsaid = db.prepare(
    'DELETE FROM action_state WHERE ics = ? AND reference = ? AND updated_at IS NULL AND ics NOT IN (SELECT ods FROM system)',
  )
  const latestInAnyView = db
    .prepare(
      'SELECT value FROM head WHERE subject = ? AND field = ? ORDER BY at DESC, entry DESC LIMIT 1',
    )
    .pluck()
  const localAction = db.prepare(
    `SELECT field, value FROM head h WHERE subject = 'local-action:' || @reference AND EXISTS (
       WITH RECURSIVE line(ods) AS (
         SELECT h.view UNION SELECT predecessor FROM lineage JOIN line ON successor = ods
       ) SELECT 1 FROM line WHERE ods = @system)
     ORDER BY at, entry`,
  )
  const speakingOf = db
    .prepare(
      `SELECT view FROM head WHERE subject IN ('action:' || @reference, 'local-action:' || @reference)
       UNION SELECT ics FROM evidence WHERE reference = @reference`,
    )
    .pluck()
  const upsertMember = db.prepare('INSERT OR REPLACE INTO member VALUES (?, ?, ?)')
  const upsertAction = db
    .prepare(`
    INSERT INTO action (reference, sort, section, focus_area, recommendation, source, title, summary, ics, removed)
    VALUES (@reference, @sort, @section, @focusArea, @recommendation, @source, @title, @summary, @ics, @removed)
    ON CONFLICT (reference) DO UPDATE SET
      sort = excluded.sort, section = excluded.section, focus_area = excluded.focus_area,
      recommendation = excluded.recommendation, source = excluded.source, title = excluded.title,
      summary = excluded.summary, removed = excluded.removed
    RETURNING id`)
    .pluck()
  const dropText = db.prepare('DELETE FROM action_fts WHERE rowid = ?')
  const addText = db.prepare(
    'INSERT INTO action_fts (rowid, reference, title, summary, wording) VALUES (?, ?, ?, ?, ?)',
  )
  const wordingOf = db
    .prepare("SELECT body FROM report_part WHERE kind = 'action' AND reference = ?")
    .pluck()
  const addTag = db.prepare('INSERT OR IGNORE INTO action_tag VALUES (?, ?, ?)')
  const refreshWorkshop = workshopTables(db, readHeads)

  function refreshAction(view: string, reference: string): void {
    const fields = readHeads(view, `action:${reference}`)
    const shown = showing(fields)
    const latest = latestHead(fields)
    const evidence = evidenceChange.get(view, view, reference) as
      | { at: string; by: string }
      | undefined
    const last = evidence && (!latest || evidence.at > latest.at) ? evidence : latest
    const note = fields.get('note')?.[0]
    const id = upsertState.get({
      ics: view,
      reference,
      sort: sortKey(reference),
      status: shown('status') ?? 'not-started',
      confidence: shown('confidence'),
      owner: shown('owner'),
      due: shown('due'),
      note: shown('note'),
      noteAt: note?.value ? moment(note.at) : null,
      nextStep: shown('nextStep'),
      adoptedFrom: shown('adoptedFrom'),
      conflicts: conflictingFields('action', fields).length,
      updatedAt: last ? moment(last.at) : null,
      updatedBy: last?.by ?? null,
    })
    if (id === undefined) return
    dropNote.run(id)
    if (shown('note') || shown('nextStep'))
      addNote.run(id, shown('note') ?? '', shown('nextStep') ?? '')
  }

  function refreshLocalAction(reference: string): void {
    const parts = parseReference(reference)
    if (!parts?.system) return
    // One row for all views: the latest that its system, or one that carries it on, has said.
    const latest = new Map(
      (
        localAction.all({ reference, system: parts.system }) as { field: string; value: string }[]
      ).map(({ field, value }) => [field, JSON.parse(value)]),
    )
    const title = latest.get('title')
    if (typeof title !== 'string') return
    writeAction({
      reference,
      section: parts.section,
      focusArea: parts.focusArea,
      recommendation: latest.get('recommendation') ?? parts.recommendation,
      source: 'local',
      title,
      summary: latest.get('summary') ?? null,
      ics: parts.system,
      removed: latest.get('removed') ? 1 : 0,
    })
    // What was said of the action may have come in before the action itself.
    for (const view of speakingOf.all({ reference }) as string[]) refreshAction(view, reference)
  }

  function refreshOwner(view: string, id: string): void {
    const shown = showing(readHeads(view, `owner:${id}`))
    upsertOwner.run({
      ics: view,
      id,
      name: shown('name') ?? 'Name not known',
      type: shown('type') ?? 'person',
      role: shown('role'),
      organisation: shown('organisation'),
      email: shown('email'),
      phone: shown('phone'),
      removed: shown('removed') ? 1 : 0,
    })
  }

  function refreshEvidence(view: string, id: string): void {
    const fields = readHeads(view, `evidence:${id}`)
    const shown = showing(fields)
    const title = fields.get('title')?.[0]
    const reference = shown('action')
    if (!title || typeof reference !== 'string') return
    const before = evidenceReference.get(view, id) as string | undefined
    upsertEvidence.run({
      ics: view,
      id,
      reference,
      title: title.value,
      location: shown('location') ?? '',
      removed: shown('removed') ? 1 : 0,
      addedAt: moment(title.at),
      addedBy: title.by,
    })
    refreshAction(view, reference)
    if (before !== undefined && before !== reference) {
      refreshAction(view, before)
      forgetUnsaid.run(view, before)
    }
  }

  /** A member may have written in several streams; the latest of all says what they are called. */
  function refreshMember(id: string): void {
    const value = (field: string) => {
      const json = latestInAnyView.get(`member:${id}`, field) as string | undefined
      return json ? JSON.parse(json) : null
    }
    upsertMember.run(id, value('name') ?? 'Name not known', value('role'))
  }

  function writeAction(row: Omit<ActionRecord, 'sort'>): void {
    const id = upsertAction.get({ ...row, sort: sortKey(row.reference) }) as number
    const body = wordingOf.get(row.reference) as string | undefined
    const wording = body
      ? (JSON.parse(body) as { wording: string; subPoints?: string[] })
      : undefined
    dropText.run(id)
    addText.run(
      id,
      row.reference,
      row.title,
      row.summary ?? '',
      wording ? [wording.wording, ...(wording.subPoints ?? [])].join('\n') : '',
    )
  }

  return {
    refresh(view, subject) {
      const parsed = parseSubject(subject)
      if (parsed?.kind === 'action') refreshAction(view, parsed.id)
      else if (parsed?.kind === 'local-action') refreshLocalAction(parsed.id)
      else if (parsed?.kind === 'owner') refreshOwner(view, parsed.id)
      else if (parsed?.kind === 'evidence') refreshEvidence(view, parsed.id)
      else if (parsed?.kind === 'member') refreshMember(parsed.id)
      else if (parsed) refreshWorkshop(view, parsed.kind, parsed.id)
    },
    seedCatalogue() {
      db.exec('DELETE FROM action_tag')
      for (const area of readCatalogue().focusAreas)
        for (const recommendation of area.recommendations)
          for (const action of recommendation.actions) {
            const { reference, title, summary } = action
            writeAction({
              reference,
              section: area.section,
              focusArea: area.reference,
              recommendation: recommendation.reference,
              source: recommendation.source,
              title,
              summary,
              ics: null,
              removed: 0,
            })
            for (const value of action.priorities) addTag.run(reference, 'priority', String(value))
            for (const value of action.themes) addTag.run(reference, 'theme', value)
            for (const value of action.core20plus5) addTag.run(reference, 'core20plus5', value)
            for (const value of action.determinants) addTag.run(reference, 'determinant', value)
            for (const value of action.purposes) addTag.run(reference, 'purpose', value)
          }
    },
    seedSystem(ods) {
      db.prepare(
        `INSERT OR IGNORE INTO action_state (ics, reference, sort)
         SELECT ?, reference, sort FROM action WHERE ics IS NULL ORDER BY sort`,
      ).run(ods)
    },
  }
}

interface ActionRecord {
  reference: string
  sort: string
  section: string
  focusArea: string
  recommendation: string
  source: string
  title: string
  summary: string | null
  ics: string | null
  removed: 0 | 1
}

/** The value to show of a field: that of its latest head. SQLite takes text, numbers and null. */
function showing(fields: Heads): (field: string) => string | null {
  return (field) => {
    const value = fields.get(field)?.[0]?.value
    return value === undefined || value === null || value === false ? null : (value as string)
  }
}

function latestHead(fields: Heads): HeadRow | undefined {
  let latest: HeadRow | undefined
  for (const rows of fields.values())
    for (const row of rows) if (!latest || row.at > latest.at) latest = row
  return latest
}

/** The moment of a stamp, ISO in UTC. */
function moment(stamp: string): string {
  return new Date(stampTime(stamp)).toISOString()
}
