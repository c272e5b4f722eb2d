import { createHash } from 'node:crypto'
import { type Db, readMeta, writeMeta } from './database.ts'

/**
 * Each update of the log has a checksum of its own. SQLite notices damage to its pages only where
 * their order suffers; a letter that turned into another would be read as if it had been written.
 */

/** 16 bytes of SHA-256 over the document's name and the update. */
export function updateDigest(doc: string, bytes: Uint8Array): Buffer {
  return createHash('sha256').update(doc).update('\0').update(bytes).digest().subarray(0, 16)
}

interface Row {
  seq: number
  doc: string
  bytes: Uint8Array
  digest: Uint8Array | null
}

/** Gives those that an older version wrote the checksum they lack. */
export function fillDigests(db: Db): void {
  // To find those that lack one takes reading the whole log.
  if (readMeta(db, 'digests') === 'all') return
  const rows = db.prepare('SELECT seq FROM update_log WHERE digest IS NULL').pluck().all()
  const read = db.prepare('SELECT seq, doc, bytes, digest FROM update_log WHERE seq = ?')
  const write = db.prepare('UPDATE update_log SET digest = ? WHERE seq = ?')
  for (const seq of rows) {
    const { doc, bytes } = read.get(seq) as Row
    write.run(updateDigest(doc, bytes), seq)
  }
  writeMeta(db, 'digests', 'all')
}

/**
 * Numbers of the updates that are not what was written.
 * @param after only of those with larger numbers, which came later
 */
export function damagedUpdates(db: Db, after = 0): number[] {
  const damaged: number[] = []
  const rows = db.prepare(
    'SELECT seq, doc, bytes, digest FROM update_log WHERE seq > ? ORDER BY seq',
  )
  for (const { seq, doc, bytes, digest } of rows.iterate(after) as Iterable<Row>)
    if (digest !== null && !isWhole(doc, bytes, digest)) damaged.push(seq)
  return damaged
}

/** What a page that was overwritten holds need not even be of the right kind. */
export function isWhole(doc: unknown, bytes: unknown, digest: unknown): boolean {
  return (
    typeof doc === 'string' &&
    bytes instanceof Uint8Array &&
    digest instanceof Uint8Array &&
    updateDigest(doc, bytes).equals(digest)
  )
}

/** Takes damaged updates out of the log, so that what synchronisation then lacks comes again. */
export function dropUpdates(db: Db, seqs: readonly number[]): void {
  const drop = db.prepare('DELETE FROM update_log WHERE seq = ?')
  db.transaction(() => {
    for (const seq of seqs) drop.run(seq)
    // How far each room has come is worked out anew.
    db.exec('UPDATE sync_room SET own_at = -1')
  })()
}
