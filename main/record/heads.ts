import type { Stamp } from '../../domain/record/clock.ts'
import { disagree } from '../../domain/record/fold.ts'
import { needsSettling, type SubjectName } from '../../domain/record/subjects.ts'
import type { Db } from './database.ts'

/** One value of a field that no other entry has seen and replaced. */
export interface HeadRow {
  entry: string
  at: Stamp
  by: string
  value: unknown
}
/** A subject's heads by field, latest first in each. */
export type Heads = Map<string, HeadRow[]>

export type ReadHeads = (view: string, subject: string) => Heads

/** Reads the heads of one subject as one system sees it. */
export function headReader(db: Db): ReadHeads {
  const select = db.prepare(
    'SELECT field, entry, at, by, value FROM head WHERE view = ? AND subject = ? ORDER BY field, at DESC, entry DESC',
  )
  return (view, subject) => {
    const fields: Heads = new Map()
    for (const row of select.iterate(view, subject) as Iterable<Stored>) {
      const { field, entry, at, by, value } = row
      const rows = fields.get(field) ?? []
      rows.push({ entry, at, by, value: JSON.parse(value) })
      fields.set(field, rows)
    }
    return fields
  }
}

interface Stored {
  field: string
  entry: string
  at: string
  by: string
  value: string
}

/** Fields whose values were written without seeing each other, and that a person must settle. */
export function conflictingFields(kind: SubjectName, fields: Heads): string[] {
  return [...fields]
    .filter(
      ([field, rows]) =>
        rows.length > 1 && needsSettling(kind, field) && disagree(rows.map((row) => row.value)),
    )
    .map(([field]) => field)
}
