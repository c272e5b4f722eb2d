import Database from 'better-sqlite3'
import * as Y from 'yjs'
import { AnyEntry } from '../../domain/record/entry.ts'
import { compareText } from '../../domain/record/fold.ts'
import { parseSegment, type StreamName } from '../../domain/record/stream.ts'
import type { Db } from '../record/database.ts'
import { loggedDocs } from '../record/log.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { letOthersWork } from '../runtime/turns.ts'

/**
 * A cut through the log: for each segment a Yjs state vector, which says of every writing session
 * how many of its entries are in. What is written or comes in later lies beyond it, whatever moment
 * its stamp names.
 */
export type Cut = Record<string, string>

export interface CutEntries {
  /** In the order of their ids, each once. */
  entries: PlacedEntry[]
  /** Entries of the cut that are not here. */
  missing: number
}

export interface PlacedEntry {
  stream: StreamName
  entry: AnyEntry
}

/** Cuts the log as it stands now, all segments at the same moment. */
export async function takeCut(db: Db, tools: JobTools): Promise<CutEntries & { cut: Cut }> {
  const cut: Cut = {}
  const entries = await walkSegments(db, tools, undefined, (name, doc) => {
    const vector = Y.encodeStateVector(doc)
    if (Y.decodeStateVector(vector).size > 0) cut[name] = Buffer.from(vector).toString('base64')
    return valuesBelow(doc, undefined)
  })
  return { cut, entries, missing: 0 }
}

/** The entries of a cut that are here. */
export async function entriesIn(db: Db, cut: Cut, tools: JobTools): Promise<CutEntries> {
  let missing = 0
  const entries = await walkSegments(db, tools, Object.keys(cut), (name, doc) => {
    const vector = Y.decodeStateVector(Buffer.from(cut[name]!, 'base64'))
    const here = Y.decodeStateVector(Y.encodeStateVector(doc))
    for (const [client, clock] of vector) missing += Math.max(0, clock - (here.get(client) ?? 0))
    return valuesBelow(doc, vector)
  })
  return { entries, missing }
}

type ReadSegment = (name: string, doc: Y.Doc) => unknown[]

/** Reads segments out of a snapshot, so that what is written between two of them changes nothing. */
async function walkSegments(
  db: Db,
  { signal, progress }: JobTools,
  wanted: readonly string[] | undefined,
  read: ReadSegment,
): Promise<PlacedEntry[]> {
  const snapshot = new Database(db.name, { readonly: true })
  try {
    snapshot.exec('BEGIN')
    const rowsOf = snapshot
      .prepare('SELECT bytes FROM update_log WHERE doc = ? ORDER BY seq')
      .pluck()
    const names = wanted ?? loggedDocs(snapshot)
    const byId = new Map<string, PlacedEntry>()
    for (const [done, name] of names.entries()) {
      signal.throwIfAborted()
      progress(done, names.length, 'Reading the record')
      const segment = parseSegment(name)
      if (!segment) continue
      const doc = new Y.Doc({ gc: false })
      doc.transact(() => {
        for (const bytes of rowsOf.iterate(name) as Iterable<Uint8Array>) Y.applyUpdate(doc, bytes)
      })
      for (const value of read(name, doc)) {
        // What has no entry's shape is in no table either.
        const entry = AnyEntry.safeParse(value)
        if (entry.success) byId.set(entry.data.id, { stream: segment.stream, entry: entry.data })
      }
      doc.destroy()
      await letOthersWork()
    }
    return [...byId.values()].sort((a, b) => compareText(a.entry.id, b.entry.id))
  } finally {
    snapshot.close()
  }
}

/** The values of a segment that lie below a state vector; all without one. */
function valuesBelow(doc: Y.Doc, vector: Map<number, number> | undefined): unknown[] {
  const values: unknown[] = []
  // Yjs joins what one session wrote in a row into one item, so an item may reach across the cut.
  for (let item = doc.getArray('entries')._start; item; item = item.right) {
    if (item.deleted) continue
    const content = item.content.getContent()
    const within = vector ? (vector.get(item.id.client) ?? 0) - item.id.clock : content.length
    if (within > 0) values.push(...content.slice(0, within))
  }
  return values
}
