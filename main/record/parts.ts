import type { z } from 'zod'
import type { SUBJECTS } from '../../domain/record/subjects.ts'
import type { Db } from './database.ts'
import { PARTS, type PartKind } from './part-tables.ts'

/** A part as it stands. Where its first entry has not come in yet, fields are missing. */
export interface Part<K extends PartKind> {
  /** The system's ODS code whose stream it is in, or `region`. */
  view: string
  id: string
  parent: string | null
  removed: boolean
  fields: z.infer<(typeof SUBJECTS)[K]['fields']>
  /** When and by whom (a member's id) it was last changed. */
  at: string
  by: string
}

export interface PartFilter {
  view?: string
  id?: string
  parent?: string
  /** Takes in those that were removed. */
  orRemoved?: boolean
}

/** Parts of one kind, by id and then view. */
export function readParts<K extends PartKind>(
  db: Db,
  kind: K,
  { view, id, parent, orRemoved = false }: PartFilter = {},
): Part<K>[] {
  const rows = db
    .prepare(
      `SELECT view, id, parent, removed, fields, at, by FROM ${PARTS[kind].table}
       WHERE kind = @kind AND view IS coalesce(@view, view) AND id IS coalesce(@id, id)
         AND parent IS coalesce(@parent, parent) AND removed <= @removed
       ORDER BY id, view`,
    )
    .all({
      kind,
      view: view ?? null,
      id: id ?? null,
      parent: parent ?? null,
      removed: orRemoved ? 1 : 0,
    }) as (Omit<Part<K>, 'fields' | 'removed'> & { fields: string; removed: number })[]
  return rows.map((row) => ({
    ...row,
    removed: row.removed === 1,
    fields: JSON.parse(row.fields),
  }))
}
