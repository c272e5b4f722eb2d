import { randomUUID } from 'node:crypto'
import { type StreamName, streamSystem, systemStream } from '../../domain/record/stream.ts'
import type { Written } from '../../preload/types.ts'
import {
  type RecordContext,
  requireWrite,
  requireWriteAll,
  type WritingContext,
} from './context.ts'
import type { Addition } from './record.ts'

/** Deeds: what people do, as entries. Each is one batch, which undo takes back whole. */

export type FieldValues = Record<string, unknown>

export type Seen = Record<string, string[]>

/**
 * One subject's fields set to new values. Fields that already hold the value are left out.
 * @param seen for each field the entries whose values the person had in view; by default all there are
 */
export function changeIn(
  context: RecordContext,
  stream: StreamName,
  subject: string,
  values: FieldValues,
  seen: Seen = {},
): Addition[] {
  const heads = context.record.projection.readHeads(streamSystem(stream) ?? 'region', subject)
  const set: Record<string, never> = {}
  const basedOn: Seen = {}
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined) continue
    const rows = heads.get(field) ?? []
    const settled = rows.length <= 1
    if (settled && JSON.stringify(rows[0]?.value ?? null) === JSON.stringify(value)) continue
    set[field] = value as never
    basedOn[field] = seen[field] ?? rows.map((row) => row.entry)
  }
  if (Object.keys(set).length === 0) return []
  return [{ stream, draft: { kind: 'change', subject, set, basedOn } }]
}

/** The same in a system's own stream. */
export function changeOf(
  context: RecordContext,
  ics: string,
  subject: string,
  values: FieldValues,
  seen?: Seen,
): Addition[] {
  return changeIn(context, systemStream(ics), subject, values, seen)
}

/** Writes one deed. @param said what was done, in words, for the toast and for undo */
export function writeDeed(
  context: WritingContext,
  stream: StreamName,
  additions: readonly Addition[],
  said: string,
  batch: string = randomUUID(),
): Written {
  requireWrite(context, stream)
  requireWriteAll(context, additions)
  if (additions.length === 0) return { batch, entries: 0, said: 'Nothing changed' }
  context.record.write(additions, batch)
  return { batch, entries: additions.length, said }
}

/** A deed in words: what was added, changed or removed. */
export function saidOf(title: string, id: string | undefined, removed?: boolean): string {
  return `${removed ? 'Removed' : id ? 'Changed' : 'Added'} “${title}”`
}
