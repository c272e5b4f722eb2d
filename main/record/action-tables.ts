import { parseReference, sortKey } from '../../domain/commission/reference.ts'
import type { Db } from './database.ts'
import { readCatalogue } from './resources.ts'
import type { Carries, StateTables } from './state-tables.ts'

export interface ActionTables {
  /** Brings an action that a system added up to what has been said of it, and its state in one view. */
  refreshLocal(view: string, reference: string): void
  /** The same of what all views share. @returns whether it was there before */
  refreshShared(reference: string): boolean
  /** Fills `action` and its tags from the shipped catalogue. */
  seedCatalogue(): void
}

/** Keeps the actions, their tags and the index of their texts. */
export function actionTables(
  db: Db,
  refreshState: StateTables['refresh'],
  carries: Carries,
): ActionTables {
  const localHeads = db.prepare(
    'SELECT view, field, value FROM head WHERE subject = ? ORDER BY at, entry',
  )
  const speakingOf = db
    .prepare(
      `SELECT view FROM head WHERE subject IN ('action:' || @reference, 'local-action:' || @reference)
       UNION SELECT ics FROM evidence WHERE reference = @reference`,
    )
    .pluck()
  const actionId = db.prepare('SELECT id FROM action WHERE reference = ?').pluck()
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
  const dropAction = db.prepare('DELETE FROM action WHERE reference = ?')
  const dropStates = db.prepare('DELETE FROM action_state WHERE reference = ?')
  const dropNotes = db.prepare(
    'DELETE FROM note_fts WHERE rowid IN (SELECT id FROM action_state WHERE reference = ?)',
  )
  const addText = db.prepare(
    'INSERT INTO action_fts (rowid, reference, title, summary, wording) VALUES (?, ?, ?, ?, ?)',
  )
  const wordingOf = db
    .prepare("SELECT body FROM report_part WHERE kind = 'action' AND reference = ?")
    .pluck()
  const addTag = db.prepare('INSERT OR IGNORE INTO action_tag VALUES (?, ?, ?)')

  function refreshLocal(view: string, reference: string): void {
    if (refreshShared(reference)) refreshState(view, reference)
  }

  function refreshShared(reference: string): boolean {
    const parts = parseReference(reference)
    if (!parts?.system) return false
    const { system } = parts
    // One row for all views: the latest that its system, or one that carries it on, has said.
    const said = localHeads.all(`local-action:${reference}`) as Said[]
    const latest = new Map(
      said
        .filter((head) => carries(head.view, system))
        .map(({ field, value }) => [field, JSON.parse(value)]),
    )
    const before = actionId.get(reference) as number | undefined
    const title = latest.get('title')
    if (typeof title !== 'string') {
      if (before !== undefined) forget(reference, before)
      return false
    }
    writeAction({
      reference,
      section: parts.section,
      focusArea: parts.focusArea,
      recommendation: latest.get('recommendation') ?? parts.recommendation,
      source: 'local',
      title,
      summary: latest.get('summary') ?? null,
      ics: system,
      removed: latest.get('removed') ? 1 : 0,
    })
    if (before !== undefined) return true
    // What was said of the action may have come in before the action itself.
    for (const view of speakingOf.all({ reference }) as string[]) refreshState(view, reference)
    return false
  }

  /** Whoever brought it into being no longer speaks for its system. */
  function forget(reference: string, id: number): void {
    for (const drop of [dropNotes, dropStates, dropAction]) drop.run(reference)
    dropText.run(id)
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
    refreshLocal,
    refreshShared,
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
  }
}

interface Said {
  view: string
  field: string
  value: string
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
