import * as Y from 'yjs'
import type { AnyEntry } from '../../domain/record/entry.ts'
import { parseSegment, type StreamName } from '../../domain/record/stream.ts'
import { type ClientClocks, type ValueAt, valuesBeyond } from '../../domain/sync/structs.ts'
import { type Db, readMeta, writeMeta } from './database.ts'
import { updateDigest } from './update-digests.ts'

/** Where an update came from: made here, brought by synchronisation, or rescued from a damaged file. */
export type Origin = 'local' | 'sync' | 'rescue'

export interface LoggedUpdate {
  doc: string
  bytes: Uint8Array
  origin: Origin
}

/** What an update brought to a stream, of whatever shape. */
export type Fold = (stream: StreamName, values: readonly unknown[]) => void

export interface UpdateLog {
  /**
   * Adds entries to segment documents and their updates to the log, and folds them, all in one
   * transaction: when this answers, they are on the disk.
   */
  append(additions: { doc: string; entries: AnyEntry[] }[]): void
  /** Takes an update from elsewhere by the same path. Answers whether it brought anything. */
  receive(doc: string, bytes: Uint8Array, origin: Origin): boolean
  /** The whole of a document as one update, or what of it lies beyond a state vector. */
  state(doc: string, beyond?: Uint8Array): Uint8Array
  stateVector(doc: string): Uint8Array
  /** What a segment holds, of whatever shape. */
  entries(doc: string): unknown[]
  /** The same beyond some clocks, each session's in order. */
  valuesBeyond(doc: string, known: ClientClocks): ValueAt[]
  /**
   * Puts other content in the place of a document's log. The tables are not moved by it: the caller
   * rebuilds them, in the same transaction.
   */
  rewrite(doc: string, bytes: Uint8Array): void
  /** Number of the document's last update: another number, other content. */
  lastUpdate(doc: string): number
  /** Names of all documents in the log. */
  docs(): string[]
  /** Hears every update once it is durable. */
  listen(hear: (update: LoggedUpdate) => void): () => void
}

const CHANGES = 'changes'

/** How many changes the log has taken; see mark.ts. */
export function readChanges(db: Db): number {
  return Number(readMeta(db, CHANGES) ?? 0)
}

/** Number of the last update of all. */
export function lastUpdate(db: Db): number {
  return (db.prepare('SELECT max(seq) FROM update_log').pluck().get() as number | null) ?? 0
}

/** Documents kept in memory for the next write; queries read tables and need none. */
const DOCS_IN_MEMORY = 32
/** Rows of one document after which they are merged into one. */
const COMPACT_AFTER = 400

/**
 * @param acknowledged hears how many changes are on the disk, after each
 */
export function updateLog(
  db: Db,
  fold: Fold,
  acknowledged: (count: number) => void = () => {},
): UpdateLog {
  const insert = db.prepare(
    'INSERT INTO update_log (doc, bytes, origin, received_at, digest) VALUES (?, ?, ?, ?, ?)',
  )
  const add = (doc: string, bytes: Uint8Array, origin: Origin | 'compacted') =>
    insert.run(doc, bytes, origin, new Date().toISOString(), updateDigest(doc, bytes))
  const rowsOf = selectUpdates(db)
  const removeRows = db.prepare('DELETE FROM update_log WHERE doc = ?')
  const removeEarlier = db.prepare('DELETE FROM update_log WHERE doc = ? AND seq < ?')
  const lastSeq = db.prepare('SELECT max(seq) FROM update_log WHERE doc = ?').pluck()
  const loaded = new Map<string, Y.Doc>()
  const hearers = new Set<(update: LoggedUpdate) => void>()

  function load(name: string): Y.Doc {
    const known = loaded.get(name)
    if (known) {
      // Moved to the end: the first in the map is the one unused for longest.
      loaded.delete(name)
      loaded.set(name, known)
      return known
    }
    // A fresh client id at each loading, as Yjs asks: a copied or restored file can then never
    // use the same id and clock for two different things.
    const doc = new Y.Doc({ gc: parseSegment(name) === undefined })
    const rows = rowsOf.all(name) as Uint8Array[]
    doc.transact(() => {
      for (const bytes of rows) Y.applyUpdate(doc, bytes)
    })
    if (rows.length > COMPACT_AFTER) compact(name, doc)
    loaded.set(name, doc)
    if (loaded.size > DOCS_IN_MEMORY) forget(loaded.keys().next().value as string)
    return doc
  }

  function compact(name: string, doc: Y.Doc): void {
    db.transaction(() => {
      removeRows.run(name)
      add(name, Y.encodeStateAsUpdate(doc), 'compacted')
    })()
  }

  function forget(name: string): void {
    loaded.get(name)?.destroy()
    loaded.delete(name)
  }

  /** Runs a change of documents and its transaction; forgets the documents if either fails. */
  function durably(names: string[], change: () => LoggedUpdate[]): void {
    let updates: LoggedUpdate[]
    let count = 0
    try {
      updates = db.transaction(() => {
        const made = change()
        if (made.length > 0) {
          count = readChanges(db) + 1
          writeMeta(db, CHANGES, String(count))
        }
        return made
      })()
      if (updates.length > 0) acknowledged(count)
    } catch (error) {
      for (const name of names) forget(name)
      throw error
    }
    for (const update of updates) for (const hear of hearers) hear(update)
  }

  return {
    append(additions) {
      durably(
        additions.map(({ doc }) => doc),
        () =>
          additions.map(({ doc: name, entries }) => {
            const bytes = captureUpdate(load(name), (doc) => doc.getArray('entries').push(entries))
            add(name, bytes, 'local')
            const segment = parseSegment(name)
            if (segment) fold(segment.stream, entries)
            return { doc: name, bytes, origin: 'local' as const }
          }),
      )
    },
    receive(name, bytes, origin) {
      let changed = false
      durably([name], () => {
        const doc = load(name)
        const waiting = pendingBytes(doc)
        const { values, integrated } = applyAndCapture(doc, bytes)
        changed = integrated || Buffer.compare(waiting, pendingBytes(doc)) !== 0
        if (!changed) return []
        add(name, bytes, origin)
        const segment = parseSegment(name)
        if (segment) fold(segment.stream, values)
        return [{ doc: name, bytes, origin }]
      })
      return changed
    },
    state: (name, beyond) => Y.encodeStateAsUpdate(load(name), beyond),
    entries: (name) => load(name).getArray('entries').toArray(),
    valuesBeyond: (name, known) => valuesBeyond(load(name), known),
    stateVector: (name) => Y.encodeStateVector(load(name)),
    rewrite(name, bytes) {
      forget(name)
      db.transaction(() => {
        // In this order: a number that was used is not used again for other content.
        const { lastInsertRowid } = add(name, bytes, 'compacted')
        removeEarlier.run(name, lastInsertRowid)
      })()
    },
    lastUpdate: (name) => (lastSeq.get(name) as number | null) ?? 0,
    docs: () => loggedDocs(db),
    listen(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
  }
}

function selectUpdates(db: Db) {
  return db.prepare('SELECT bytes FROM update_log WHERE doc = ? ORDER BY seq').pluck()
}

/** Names of all documents in the log. */
export function loggedDocs(db: Db): string[] {
  return db.prepare('SELECT DISTINCT doc FROM update_log ORDER BY doc').pluck().all() as string[]
}

/** All that every segment holds, document by document: for rebuilding what follows from it. */
export function* replayLog(
  db: Db,
): Iterable<{ doc: string; stream: StreamName; values: unknown[] }> {
  const rowsOf = selectUpdates(db)
  for (const name of loggedDocs(db)) {
    const segment = parseSegment(name)
    if (!segment) continue
    const doc = new Y.Doc({ gc: false })
    doc.transact(() => {
      for (const bytes of rowsOf.iterate(name) as Iterable<Uint8Array>) Y.applyUpdate(doc, bytes)
    })
    yield { doc: name, stream: segment.stream, values: doc.getArray('entries').toArray() }
    doc.destroy()
  }
}

/** The one update that a change of the document makes. */
function captureUpdate(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  let captured: Uint8Array | undefined
  const hear = (bytes: Uint8Array) => {
    captured = bytes
  }
  doc.on('update', hear)
  doc.transact(() => change(doc))
  doc.off('update', hear)
  if (!captured) throw new Error('The change made no update.')
  return captured
}

/** Applies an update; answers what it brought to the entries, and whether it brought anything at all. */
function applyAndCapture(
  doc: Y.Doc,
  bytes: Uint8Array,
): { values: unknown[]; integrated: boolean } {
  const added: unknown[] = []
  let integrated = false
  const array = doc.getArray('entries')
  const hearEntries = (event: Y.YArrayEvent<unknown>) => {
    for (const part of event.changes.delta)
      if (Array.isArray(part.insert)) added.push(...part.insert)
  }
  const hearUpdate = () => {
    integrated = true
  }
  array.observe(hearEntries)
  doc.on('update', hearUpdate)
  Y.applyUpdate(doc, bytes)
  doc.off('update', hearUpdate)
  array.unobserve(hearEntries)
  return { values: added, integrated }
}

function pendingBytes(doc: Y.Doc): Uint8Array {
  return doc.store.pendingStructs?.update ?? new Uint8Array()
}
