import { UserError } from '../../domain/errors.ts'
import {
  aboutOf,
  mayWrite,
  mayWriteAbout,
  whyClosed,
  whyNot,
  whyNotRegional,
} from '../../domain/record/grants.ts'
import type { NameLookup } from '../../domain/record/labels.ts'
import { type StreamName, systemStream } from '../../domain/record/stream.ts'
import type { Grant } from '../../preload/types.ts'
import { prepared } from './database.ts'
import type { Addition, RecordReader, ServiceRecord } from './record.ts'

/** What queries of a record share: of the one that is open, or of one frozen as it stood. */
export interface RecordContext {
  record: RecordReader
  /** ISO date in UK time. */
  today(): string
  names: NameLookup & { member(id: string): string }
  grants(): readonly Grant[]
}

/** What deeds need beside: the record that is open takes their entries. */
export interface WritingContext extends RecordContext {
  record: ServiceRecord
}

export function recordContext<R extends RecordReader>(
  record: R,
  today: () => string,
): RecordContext & { record: R } {
  const { db } = record
  const name = (sql: string) => {
    const query = db.prepare(sql).pluck()
    return (id: string, otherwise: string) => (query.get(id) as string | undefined) ?? otherwise
  }
  const owner = name('SELECT name FROM owner WHERE id = ? LIMIT 1')
  const system = name('SELECT name FROM system WHERE ods = ?')
  const member = name('SELECT name FROM member WHERE id = ?')
  return {
    record,
    today,
    names: {
      owner: (id) => owner(id, 'an owner not in the directory'),
      system: (ods) => system(ods, ods),
      member: (id) => member(id, 'A member not known here'),
    },
    grants: () => record.identity()?.member.grants ?? [],
  }
}

/** @throws UserError with the reason when the member may not write there */
export function requireWrite(context: RecordContext, stream: StreamName): void {
  const reason = whyNotWrite(context, stream)
  if (reason !== null) throw new UserError(reason)
}

/** @throws UserError with the reason when the member may not write one of these there */
export function requireWriteAll(context: RecordContext, additions: readonly Addition[]): void {
  const { names, grants } = context
  for (const { stream, draft } of additions) {
    if (mayWriteAbout(grants(), stream, aboutOf(draft))) continue
    throw new UserError(
      mayWrite(grants(), stream) ? whyNotRegional() : whyNot(stream, names.system),
    )
  }
}

/** Why the member may not write there: their grants, or that the system has closed; `null` when they may. */
export function whyNotWrite(
  { record, names, grants, today }: RecordContext,
  stream: StreamName,
): string | null {
  if (!mayWrite(grants(), stream)) return whyNot(stream, names.system)
  const closed = record.db
    .prepare("SELECT name FROM system WHERE 'ics:' || ods = ? AND to_date < ?")
    .pluck()
    .get(stream, today()) as string | undefined
  return closed === undefined ? null : whyClosed(closed)
}

/** @throws UserError when no such system was ever known */
export function requireSystem({ record }: RecordContext, ods: string): StreamName {
  const systems = prepared(record.db, 'SELECT ods, name FROM system ORDER BY ods').all() as {
    ods: string
    name: string
  }[]
  if (!systems.some((system) => system.ods === ods))
    throw new UserError(
      `There is no system ${ods}. The systems are ${systems.map((s) => `${s.ods} (${s.name})`).join(', ')}.`,
      'wrong-call',
    )
  return systemStream(ods)
}

/** @throws UserError when the action is neither the commission's nor one this system added */
export function requireAction({ record }: RecordContext, ods: string, reference: string): void {
  const known = record.db
    .prepare('SELECT 1 FROM action_state WHERE ics = ? AND reference = ?')
    .get(ods, reference)
  if (!known)
    throw new UserError(
      `There is no action ${reference} in ${ods}. A reference looks like HS1.e2; the register shows them all.`,
      'wrong-call',
    )
}
