import type { Stamp } from '../../domain/record/clock.ts'
import { compareText, disagree } from '../../domain/record/fold.ts'
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
    'SELECT field, entry, at, by, value FROM head WHERE view = ? AND subject = ? ORDER BY field',
  )
  return (view, subject) => {
    const fields: Heads = new Map()
    for (const { field, entry, at, by, value } of select.all(view, subject) as Stored[]) {
      const rows = fields.get(field)
      const row = { entry, at, by, value: JSON.parse(value) }
      if (rows) rows.push(row)
      else fields.set(field, [row])
    }
    for (const rows of fields.values()) if (rows.length > 1) rows.sort(latestFirst)
    return fields
  }
}

function latestFirst(a: HeadRow, b: HeadRow): number {
  return compareText(b.at, a.at) || compareText(b.entry, a.entry)
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

/** The entries behind each field, as whoever changes it must send them back. */
export function headIds(fields: Heads): Record<string, string[]> {
  return Object.fromEntries([...fields].map(([field, rows]) => [field, rows.map((r) => r.entry)]))
}

/** The value to show of a field: that of its latest head. SQLite takes text, numbers and null. */
export function showing(fields: Heads): (field: string) => string | null {
  return (field) => {
    const value = fields.get(field)?.[0]?.value
    return value === undefined || value === null || value === false ? null : (value as string)
  }
}

/** The latest head of any field. */
export function latestHead(fields: Heads): HeadRow | undefined {
  let latest: HeadRow | undefined
  for (const [first] of fields.values())
    if (first && (!latest || first.at > latest.at)) latest = first
  return latest
}
