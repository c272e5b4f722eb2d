import { randomBytes } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { formatDate } from '../../domain/dates.ts'
import { UserError } from '../../domain/errors.ts'
import { type HybridClock, hybridClock, makeStamp } from '../../domain/record/clock.ts'
import type {
  AnyEntry,
  ChangeEntry,
  DeviceEntry,
  MergerEntry,
  StatementEntry,
  WithdrawalEntry,
} from '../../domain/record/entry.ts'
import { entryId } from '../../domain/record/entry-id.ts'
import { Grant, type Member } from '../../domain/record/grants.ts'
import type { ObservationsContent } from '../../domain/record/observations.ts'
import { type StreamName, segmentName } from '../../domain/record/stream.ts'
import { plural } from '../../domain/words.ts'
import {
  checkBackup,
  keepDamaged,
  listBackups,
  makeBackup,
  putInPlace,
  rescueUpdates,
  rotateBackups,
} from './backup.ts'
import { noteChecked, readChecked } from './checked.ts'
import {
  type Db,
  findDamage,
  isDamage,
  openDatabase,
  RecordDamaged,
  readMeta,
  recordPath,
  writeMeta,
} from './database.ts'
import { lastUpdate, type Origin, readChanges, type UpdateLog, updateLog } from './log.ts'
import { type Mark, openMark, readMark } from './mark.ts'
import { MIGRATIONS } from './migrations.ts'
import { type Projection, projection } from './projection.ts'
import { rebuildTables } from './rebuild.ts'
import { readSystems, shippedHash } from './resources.ts'
import { type Signing, signing } from './signing.ts'
import { damagedUpdates, dropUpdates, fillDigests } from './update-digests.ts'

/** What a deed says; the record adds who, when and the entry's id. */
export type ChangeDraft = Pick<ChangeEntry, 'subject' | 'set' | 'basedOn'> & { undoes?: string }
export type MergerDraft = Pick<MergerEntry, 'from' | 'into' | 'on'>
export type WithdrawalDraft = Pick<WithdrawalEntry, 'of'>
export interface Addition {
  stream: StreamName
  draft:
    | ({ kind: 'change' } & ChangeDraft)
    | ({ kind: 'merger' } & MergerDraft)
    | ({ kind: 'withdrawal' } & WithdrawalDraft)
    | ({ kind: 'observations' } & ObservationsContent)
    | ({ kind: 'device' } & Pick<DeviceEntry, 'device'>)
    | ({ kind: 'statement' } & Pick<StatementEntry, 'room' | 'parts'>)
  /** Moment it tells of, in ms, and who: only the example writes about the past and for others. */
  at?: number
  by?: string
  /** Chosen beforehand where later drafts of the same batch are based on this one. */
  id?: string
}

export interface Identity {
  member: Member
  /** System chosen at first; null for those who lead none. */
  ics: string | null
  example: boolean
}

/** What queries need of a record: one that is open, or one frozen as it stood. It takes no entry. */
export interface RecordReader {
  readonly dataDir: string
  readonly db: Db
  readonly projection: Pick<Projection, 'readHeads' | 'metricsVersion'>
  identity(): Identity | undefined
}

export interface ServiceRecord extends RecordReader {
  readonly log: UpdateLog
  readonly projection: Projection
  readonly clock: HybridClock
  readonly signing: Signing
  /** Says once who this record's member is. */
  identify(identity: Identity): void
  /** Writes entries of one deed, durably; answers the entries as written. */
  write(additions: readonly Addition[], batch: string): AnyEntry[]
  /** Says by how much, in ms, this machine's clock differs from the right time: stamps follow. */
  correctClock(aheadBy: number): void
  /** Makes all tables anew from the log. */
  rebuild(): void
  /** Takes an update from elsewhere. @returns whether it brought anything */
  receive(doc: string, bytes: Uint8Array, origin: Origin): boolean
  backup(to?: string): ReturnType<typeof makeBackup>
  /** Whether the whole file is still to be looked through for damage: see look-through.ts. */
  isUnchecked(): boolean
  /** It was looked through, and is sound. */
  checked(): void
  close(): void
}

/** Something the person must be told about how the record was opened. */
export type OpeningNews = (level: 'warning' | 'problem', text: string) => void

/**
 * Opens the record of a folder that the caller holds (`holdRecord`), making a new one where there
 * is none. A damaged file is put aside and the newest good backup takes its place, with whatever
 * can still be read from the damaged log.
 * @param uncheckedFrom from this size on, in bytes, a file is not looked through as it is opened: the
 *   record then says that it is unchecked, and whoever opens it has it looked through meanwhile
 * @throws UserError when it is damaged and there is no good backup
 */
export function openRecord(
  dataDir: string,
  tell: OpeningNews,
  now: () => number = Date.now,
  uncheckedFrom: number = Number.POSITIVE_INFINITY,
): ServiceRecord {
  try {
    return openSound(dataDir, tell, now, uncheckedFrom)
  } catch (error) {
    if (!(error instanceof RecordDamaged)) throw error
    return recover(dataDir, tell, now)
  }
}

export function recordExists(dataDir: string): boolean {
  return existsSync(recordPath(dataDir))
}

function recover(dataDir: string, tell: OpeningNews, now: () => number): ServiceRecord {
  const good = listBackups(dataDir).find(({ path }) => isGood(path))
  if (!good)
    throw new UserError(
      `The record in ${dataDir} is damaged and there is no good backup to restore. The damaged file stays where it is: keep it, and restore a backup from elsewhere with “accord record restore”.`,
    )
  const kept = putInPlace(good.path, dataDir, 'damaged')
  const record = openSound(dataDir, tell, now, Number.POSITIVE_INFINITY)
  let rescued = 0
  for (const { doc, bytes } of kept ? rescueUpdates(kept) : []) {
    try {
      if (record.receive(doc, bytes, 'rescue')) rescued += 1
    } catch {
      // This row is past reading; the others may not be.
    }
  }
  const more = rescued ? `, with ${plural(rescued, 'later change')} read from the damaged file` : ''
  tell(
    'problem',
    `The record was damaged and has been restored from the backup of ${formatDate(good.at)}${more}. Check your latest changes. The damaged file is kept at ${kept}.`,
  )
  return record
}

function isGood(backup: string): boolean {
  try {
    checkBackup(backup)
    return true
  } catch {
    return false
  }
}

function openSound(
  dataDir: string,
  tell: OpeningNews,
  now: () => number,
  uncheckedFrom: number,
): ServiceRecord {
  const path = recordPath(dataDir)
  const isNew = !existsSync(path)
  // SQLite takes an empty file for a new database; where backups are, something emptied it.
  if (!isNew && statSync(path).size === 0 && listBackups(dataDir).length > 0)
    throw new RecordDamaged(`${path} is empty`)
  const noted = isNew ? now() : readChecked(dataDir, now())
  const isLarge = !isNew && statSync(path).size >= uncheckedFrom
  const db = openDatabase(path)
  try {
    const known = readMeta(db, 'open') === 'yes' ? undefined : noted
    let damaged: number[] = []
    if (known === undefined && !isLarge) {
      const damage = findDamage(db)
      if (damage) throw new RecordDamaged(damage)
      damaged = damagedUpdates(db)
    } else if (known === undefined) {
      // What a process that was killed wrote last is most at risk, and is soon read.
      damaged = damagedUpdates(db, Number(readMeta(db, CLOSED_AT) ?? 0))
    }
    const checkedAt = known ?? (isLarge ? undefined : now())
    if (damaged.length === 0) return marked(soundRecord(dataDir, db, now, checkedAt), tell)
    const kept = keepDamaged(dataDir)
    dropUpdates(db, damaged)
    return mended(
      marked(soundRecord(dataDir, db, now, checkedAt), () => {}),
      damaged.length,
      kept,
      tell,
    )
  } catch (error) {
    db.close()
    if (isDamage(error)) throw new RecordDamaged(`${path}: ${(error as Error).message}`)
    throw error
  }
}

/** Number of the last update as the record was closed. */
const CLOSED_AT = 'closedAt'

/** Puts back from the newest good backup what was damaged here; the rest comes from the server. */
function mended(
  record: ServiceRecord,
  damaged: number,
  kept: string,
  tell: OpeningNews,
): ServiceRecord {
  record.rebuild()
  const good = listBackups(record.dataDir).find(({ path }) => isGood(path))
  for (const { doc, bytes } of good ? rescueUpdates(good.path) : [])
    record.receive(doc, bytes, 'rescue')
  const from = good ? ` What the backup of ${formatDate(good.at)} holds of them is back.` : ''
  tell(
    'problem',
    `${plural(damaged, 'stored change')} of the record ${damaged === 1 ? 'was' : 'were'} damaged on the disk and left out.${from} What the server has comes back when Accord is connected. Check your latest changes. The damaged file is kept at ${kept}.`,
  )
  return record
}

/** Compares with what was acknowledged, and tells when the end of the record is gone. */
function marked(record: ServiceRecord, tell: OpeningNews): ServiceRecord {
  const has = readChanges(record.db)
  const gone = readMark(record.dataDir, recordId(record.db)) - has
  if (gone > 0) {
    // How far each room has come is worked out anew, so that the server is asked for what is gone.
    record.db.exec('UPDATE sync_room SET own_at = -1')
    tell(
      'problem',
      `The last ${plural(gone, 'change')} saved here ${gone === 1 ? 'is' : 'are'} gone: the file record.sqlite-wal beside the record was lost or cut short. What the server has comes back when Accord is connected. Check your latest changes.`,
    )
  }
  return record
}

/** A name of this record's file that no other has. */
function recordId(db: Db): string {
  let id = readMeta(db, 'id')
  if (!id) {
    id = randomBytes(12).toString('hex')
    writeMeta(db, 'id', id)
  }
  return id
}

/** @param checkedAt when the whole file was last looked through for damage, in ms since 1970 */
function soundRecord(
  dataDir: string,
  db: Db,
  now: () => number,
  checkedAt: number | undefined,
): ServiceRecord {
  const fold = projection(db, readSystems())
  // New at each opening: see the note on client ids in log.ts.
  const replica = randomBytes(4).toString('hex')
  let aheadBy = 0
  let lookedThrough = checkedAt
  const clock = hybridClock(replica, readMeta(db, 'clock'), () => now() - aheadBy)
  // From the first change on: a record that is only read leaves no mark.
  let mark: Mark | undefined
  const log = updateLog(
    db,
    (stream, values) => {
      for (const { at } of fold.apply(stream, values)) clock.receive(at)
      writeMeta(db, 'clock', clock.latest() ?? '')
    },
    (count) => {
      mark ??= openMark(dataDir, recordId(db))
      mark.set(count)
    },
  )

  const signatures = signing(log)

  db.transaction(() => {
    const shipped = shippedHash()
    const schema = String(MIGRATIONS.length)
    if (readMeta(db, 'folded') !== schema) {
      // Tables that are new find what an older version kept in the log without a table for it.
      rebuildTables(db, fold)
      writeMeta(db, 'folded', schema)
      writeMeta(db, 'catalogue', shipped)
    } else if (readMeta(db, 'catalogue') !== shipped) {
      fold.seed()
      writeMeta(db, 'catalogue', shipped)
    }
    fillDigests(db)
    recordId(db)
    if (!readMeta(db, 'createdAt')) writeMeta(db, 'createdAt', new Date(now()).toISOString())
    writeMeta(db, 'open', 'yes')
  })()

  const identity = (): Identity | undefined => {
    const stored = readMeta(db, 'identity')
    return stored ? parseIdentity(stored) : undefined
  }

  return {
    dataDir,
    db,
    log,
    projection: fold,
    clock,
    signing: signatures,
    identity,
    identify(who) {
      writeMeta(db, 'identity', JSON.stringify(who))
    },
    write(additions, batch) {
      const me = identity()
      if (!me)
        throw new UserError('This record has no member yet. Choose a system and a name first.')
      const ids: string[] = []
      const byDoc = new Map<string, AnyEntry[]>()
      let counter = 0
      for (const { stream, draft, at, by, id } of additions) {
        const stamp = at === undefined ? clock.next() : makeStamp(at, counter++ & 0xffff, replica)
        const author = by ?? me.member.id
        const entry = {
          id: id ?? entryId(author, randomBytes(8)),
          at: stamp,
          by: author,
          batch,
          ...draft,
        }
        const doc = segmentName(stream, stamp)
        const list = byDoc.get(doc)
        if (list) list.push(entry)
        else byDoc.set(doc, [entry])
        ids.push(entry.id)
      }
      const signed = [...byDoc].map(([doc, list]) => ({
        doc,
        entries: signatures.signed(doc, list, me.member.id),
      }))
      try {
        log.append(signed)
      } catch (error) {
        for (const { doc } of signed) signatures.forget(doc)
        throw error
      }
      const written = new Map(signed.flatMap((part) => part.entries.map((each) => [each.id, each])))
      return ids.map((id) => written.get(id) as AnyEntry)
    },
    correctClock(ms) {
      aheadBy = ms
    },
    rebuild() {
      rebuildTables(db, fold)
      clock.restart(db.prepare('SELECT max(at) FROM entry').pluck().get() as string | undefined)
      writeMeta(db, 'clock', clock.latest() ?? '')
    },
    receive(doc, bytes, origin) {
      const changed = log.receive(doc, bytes, origin)
      // Our own entries may have come back.
      if (changed) signatures.forget(doc)
      return changed
    },
    async backup(to) {
      const made = await makeBackup(db, dataDir, now(), to)
      if (to === undefined) rotateBackups(dataDir, now())
      return made
    },
    isUnchecked: () => lookedThrough === undefined,
    checked() {
      lookedThrough = now()
    },
    close() {
      try {
        db.transaction(() => {
          writeMeta(db, CLOSED_AT, String(lastUpdate(db)))
          writeMeta(db, 'open', 'no')
        })()
      } catch (error) {
        if (!isDamage(error)) throw error
        // The next opening looks the file through, and tells.
        lookedThrough = undefined
      } finally {
        mark?.close()
        db.close()
      }
      noteChecked(dataDir, lookedThrough)
    },
  }
}

function parseIdentity(json: string): Identity {
  const stored = JSON.parse(json) as Identity
  return {
    ...stored,
    member: { ...stored.member, grants: stored.member.grants.map((g) => Grant.parse(g)) },
  }
}
