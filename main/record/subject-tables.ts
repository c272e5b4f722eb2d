import { stampMoment } from '../../domain/record/clock.ts'
import { parseSubject } from '../../domain/record/subjects.ts'
import { actionTables } from './action-tables.ts'
import type { Db } from './database.ts'
import { type ReadHeads, showing } from './heads.ts'
import { partTables } from './part-tables.ts'
import { stateTables } from './state-tables.ts'

export interface SubjectTables {
  /** Brings the rows of one subject, as one system sees it, up to what its heads say. */
  refresh(view: string, subject: string): void
  /** Brings the row of an action that a system added up to date, or drops it, whoever spoke of it. */
  refreshLocalAction(reference: string): void
  /** Fills `action` and its tags from the shipped catalogue. */
  seedCatalogue(): void
  /** Gives a system a row for every action, so that "nothing said yet" is a row like any other. */
  seedSystem(ods: string): void
}

/**
 * One table for each kind of subject, each row made anew from the heads of its fields.
 * @param ancestors systems whose records a system carries on, near and far
 */
export function subjectTables(
  db: Db,
  readHeads: ReadHeads,
  ancestors: (ods: string) => string[],
): SubjectTables {
  const carries = (view: string, ods: string) => ods === view || ancestors(view).includes(ods)
  const states = stateTables(db, readHeads, carries)
  const actions = actionTables(db, states.refresh, carries)
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
  const upsertMember = db.prepare('INSERT OR REPLACE INTO member VALUES (?, ?, ?)')
  const refreshPart = partTables(db, readHeads)

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
      addedAt: stampMoment(title.at),
      addedBy: title.by,
    })
    states.refresh(view, reference)
    if (before !== undefined && before !== reference) {
      states.refresh(view, before)
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

  return {
    refresh(view, subject) {
      const parsed = parseSubject(subject)
      if (parsed?.kind === 'action') states.refresh(view, parsed.id)
      else if (parsed?.kind === 'local-action') actions.refreshLocal(view, parsed.id)
      else if (parsed?.kind === 'owner') refreshOwner(view, parsed.id)
      else if (parsed?.kind === 'evidence') refreshEvidence(view, parsed.id)
      else if (parsed?.kind === 'member') refreshMember(parsed.id)
      else if (parsed) refreshPart(view, parsed.kind, parsed.id)
    },
    refreshLocalAction: actions.refreshShared,
    seedCatalogue: actions.seedCatalogue,
    seedSystem: states.seed,
  }
}
