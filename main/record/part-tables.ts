import { stampMoment } from '../../domain/record/clock.ts'
import type { SubjectName } from '../../domain/record/subjects.ts'
import type { Db } from './database.ts'
import type { ReadHeads } from './heads.ts'

/**
 * Kinds of subject that are read whole, so that their fields need no columns of their own: the
 * table each is in, and the field that names what it belongs to.
 */
export const PARTS = {
  series: { table: 'workshop_part', parent: null },
  session: { table: 'workshop_part', parent: 'series' },
  item: { table: 'workshop_part', parent: 'session' },
  attendance: { table: 'workshop_part', parent: 'session' },
  outcome: { table: 'workshop_part', parent: 'session' },
  mute: { table: 'workshop_part', parent: null },
  proposal: { table: 'workshop_part', parent: null },
  strategy: { table: 'strategy_part', parent: null },
  version: { table: 'strategy_part', parent: 'strategy' },
  /** Its id is its strategy's. */
  signature: { table: 'strategy_part', parent: null },
  commitment: { table: 'strategy_part', parent: 'strategy' },
  practice: { table: 'strategy_part', parent: null },
  adoption: { table: 'strategy_part', parent: 'study' },
  'own-priority': { table: 'strategy_part', parent: null },
  'joint-action': { table: 'strategy_part', parent: null },
  report: { table: 'impact_part', parent: null },
  freeze: { table: 'impact_part', parent: 'report' },
  'report-section': { table: 'impact_part', parent: null },
  'challenge-answer': { table: 'impact_part', parent: null },
  'checklist-round': { table: 'impact_part', parent: null },
  'checklist-answer': { table: 'impact_part', parent: 'round' },
  request: { table: 'reply_part', parent: 'owner' },
  'owner-answer': { table: 'reply_part', parent: 'action' },
} as const satisfies Partial<Record<SubjectName, { table: string; parent: string | null }>>
export type PartKind = keyof typeof PARTS

/**
 * Keeps the tables of parts: a row for each, with the values to show as one JSON object.
 * @returns brings one subject's row up to what its heads say; leaves subjects of other kinds alone
 */
export function partTables(db: Db, readHeads: ReadHeads) {
  const upserts = new Map(
    [...new Set(Object.values(PARTS).map(({ table }) => table))].map((table) => [
      table,
      db.prepare(
        `INSERT OR REPLACE INTO ${table} (view, kind, id, parent, removed, fields, at, by)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
    ]),
  )
  return (view: string, kind: SubjectName, id: string): void => {
    if (!Object.hasOwn(PARTS, kind)) return
    const { table, parent } = PARTS[kind as PartKind]
    const heads = [...readHeads(view, `${kind}:${id}`)].flatMap(([field, [latest]]) =>
      latest ? [{ field, ...latest }] : [],
    )
    if (heads.length === 0) return
    const fields = Object.fromEntries(heads.map(({ field, value }) => [field, value]))
    const last = heads.reduce((a, b) => (b.at > a.at ? b : a))
    upserts
      .get(table)
      ?.run(
        view,
        kind,
        id,
        parent === null ? null : ((fields[parent] as string | undefined) ?? null),
        fields.removed === true ? 1 : 0,
        JSON.stringify(fields),
        stampMoment(last.at),
        last.by,
      )
  }
}
