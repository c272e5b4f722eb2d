import { closeSync, existsSync, openSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import type { Draft } from '../../preload/types.ts'

/**
 * What somebody has typed and not saved yet. It is theirs alone: it lies in a file of its own beside
 * the record, readable by nobody else, and goes into no log, no backup and to no server. A record
 * that is restored from a backup leaves it as it is.
 */
export interface DraftBook {
  /** The drafts of one record's folder. */
  list(folder: string): Draft[]
  /** Keeps a draft, in place of an earlier one of the same key; one typed later stays. */
  keep(folder: string, draft: Draft): void
  /** Forgets a draft, unless it was typed after `at` (ISO 8601). */
  remove(folder: string, key: string, at: string): void
  close(): void
}

const FILE = 'drafts.sqlite'
const Row = z.object({ key: z.string(), at: z.iso.datetime(), body: z.string() })
const Body = z.object({ values: z.json(), basis: z.json().optional() })

export function draftBook(): DraftBook {
  const open = new Map<string, Database.Database>()

  function bookOf(folder: string): Database.Database {
    const known = open.get(folder)
    if (known) return known
    const book = openBook(join(folder, FILE))
    open.set(folder, book)
    return book
  }

  return {
    list: (folder) =>
      // Asking makes no file where nothing was ever typed.
      open.has(folder) || existsSync(join(folder, FILE))
        ? bookOf(folder)
            .prepare('SELECT key, at, body FROM draft ORDER BY at DESC')
            .all()
            .flatMap(readRow)
        : [],
    keep(folder, { key, at, ...body }) {
      bookOf(folder)
        .prepare(
          'INSERT INTO draft VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET at = excluded.at, body = excluded.body WHERE excluded.at >= at',
        )
        .run(key, at, JSON.stringify(body))
    },
    remove(folder, key, at) {
      if (existsSync(join(folder, FILE)))
        bookOf(folder).prepare('DELETE FROM draft WHERE key = ? AND at <= ?').run(key, at)
    },
    close() {
      for (const book of open.values()) book.close()
      open.clear()
    },
  }
}

/** Opens the file. One that is damaged is put aside: it must not keep anybody from typing. */
function openBook(path: string): Database.Database {
  try {
    return prepareBook(path)
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test(code)) throw error
    renameSync(path, `${path}.damaged`)
    return prepareBook(path)
  }
}

function prepareBook(path: string): Database.Database {
  // Made here, so that nobody else on this computer may read it; SQLite's journal follows it.
  closeSync(openSync(path, 'a', 0o600))
  const book = new Database(path)
  try {
    book.pragma('synchronous = FULL')
    // What was thrown away is not to be read in the file afterwards.
    book.pragma('secure_delete = ON')
    book.exec(
      'CREATE TABLE IF NOT EXISTS draft (key TEXT PRIMARY KEY, at TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID',
    )
    return book
  } catch (error) {
    book.close()
    throw error
  }
}

/** A row that cannot be read, as one of a newer version, is left out and stays. */
function readRow(row: unknown): Draft[] {
  const { data } = Row.safeParse(row)
  const body = data && Body.safeParse(JSON.parse(data.body)).data
  return body ? [{ key: data.key, at: data.at, ...body }] : []
}
