import { stampTime } from '../../domain/record/clock.ts'
import type { SubjectName } from '../../domain/record/subjects.ts'
import type { Db } from './database.ts'
import type { ReadHeads } from './heads.ts'

/** Kinds of subject that workshops are made of, with the field that names what each belongs to. */
const WORKSHOP_KINDS: Partial<Record<SubjectName, string | null>> = {
  series: null,
  session: 'series',
  item: 'session',
  attendance: 'session',
  outcome: 'session',
  mute: null,
  proposal: null,
}

/**
 * Keeps `workshop_part`: a row for each part of a workshop, with the values to show as one JSON
 * object. Sessions are read whole, so their fields need no columns of their own.
 * @returns brings one subject's row up to what its heads say; leaves subjects of other kinds alone
 */
export function workshopTables(db: Db, readHeads: ReadHeads) {
  const upsert = db.prepare(
    `INSERT OR REPLACE INTO workshop_part (view, kind, id, parent, removed, fields, at, by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (view: string, kind: SubjectName, id: string): void => {
    const belongsTo = WORKSHOP_KINDS[kind]
    if (belongsTo === undefined) return
    const heads = [...readHeads(view, `${kind}:${id}`)].flatMap(([field, [latest]]) =>
      latest ? [{ field, ...latest }] : [],
    )
    if (heads.length === 0) return
    const fields = Object.fromEntries(heads.map(({ field, value }) => [field, value]))
    const last = heads.reduce((a, b) => (b.at > a.at ? b : a))
    upsert.run(
      view,
      kind,
      id,
      belongsTo === null ? null : ((fields[belongsTo] as string | undefined) ?? null),
      fields.removed === true ? 1 : 0,
      JSON.stringify(fields),
      new Date(stampTime(last.at)).toISOString(),
      last.by,
    )
  }
}
