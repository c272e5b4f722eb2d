import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { encodeAny } from 'lib0/buffer'
import * as Y from 'yjs'
import { AnyEntry } from '../../domain/record/entry.ts'
import { isPlainJson } from '../../domain/record/guard.ts'
import type { StreamName } from '../../domain/record/stream.ts'
import type { Db } from './database.ts'

/**
 * Folds what came in so that nothing in it can stop the rest: what is no entry, and every entry
 * whose folding fails, is set aside with its bytes, and the others are folded as if it were not
 * there. It stays in the log, is passed on, and a version that can read it will find it there.
 */
export function carefully(
  db: Db,
  fold: (stream: StreamName, entries: readonly AnyEntry[]) => void,
): (stream: StreamName, values: readonly unknown[]) => AnyEntry[] {
  const put = db.prepare('INSERT OR IGNORE INTO set_aside VALUES (?, ?, ?, ?, ?)')
  // Within the caller's transaction each is one that can be undone by itself.
  const undoable = db.transaction(fold)

  function setAside(stream: StreamName, value: unknown, reason: string): void {
    const bytes = bytesOf(value)
    const digest = createHash('sha256').update(bytes).digest('hex')
    put.run(stream, digest, idOf(value), reason, bytes)
  }

  return (stream, values) => {
    const entries: AnyEntry[] = []
    for (const value of values) {
      const entry = isPlainJson(value) ? AnyEntry.safeParse(value) : undefined
      if (entry?.success) entries.push(entry.data)
      else setAside(stream, value, 'not an entry')
    }
    try {
      undoable(stream, entries)
    } catch (error) {
      if (isOfTheMachine(error)) throw error
      for (const entry of entries) {
        try {
          undoable(stream, [entry])
        } catch (error) {
          if (isOfTheMachine(error)) throw error
          setAside(stream, entry, (error as Error).message)
        }
      }
    }
    return entries
  }
}

/** A full disk or a damaged file is no entry's doing: every entry would seem to fail. */
function isOfTheMachine(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError &&
    !/^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE|ERROR)/.test(error.code)
  )
}

/** An entry is plain; anything else that Yjs can carry is kept as near to what it says as can be. */
function bytesOf(value: unknown): Uint8Array {
  try {
    return encodeAny(value instanceof Y.AbstractType ? value.toJSON() : (value as never))
  } catch {
    return Buffer.from(String(value))
  }
}

function idOf(value: unknown): string | null {
  const entry = AnyEntry.pick({ id: true }).safeParse(value)
  return entry.success ? entry.data.id : null
}

/** What was set aside, one plain sentence each. */
export function tellSetAside(db: Db): string[] {
  const rows = db
    .prepare('SELECT stream, digest, id, reason FROM set_aside ORDER BY stream, digest')
    .all() as { stream: string; digest: string; id: string | null; reason: string }[]
  return rows.map(
    ({ stream, digest, id, reason }) =>
      `${id ? `Entry ${id}` : `A piece (${digest.slice(0, 12)})`} of ${stream} could not be read and is set aside, with nothing lost: ${reason}.`,
  )
}
