import { documentPurpose } from '../../domain/documents/purpose.ts'
import { isVersionDocument } from '../../domain/documents/tree.ts'
import { mayWriteDocuments } from '../../domain/record/grants.ts'
import { roomHash } from '../../domain/sync/links.ts'
import { parseRoom, type RoomList } from '../../domain/sync/protocol.ts'
import type { ClientClocks } from '../../domain/sync/structs.ts'
import { textRoom } from '../../domain/sync/text-room.ts'
import { keptState, mendTexts, type Sought } from '../documents/kept-text.ts'
import { readParts } from '../record/parts.ts'
import type { ServiceRecord } from '../record/record.ts'
import { sha256 } from '../record/signing.ts'
import { foundedVersions } from '../strategies/founded-versions.ts'
import { soughtText } from '../strategies/version-text.ts'
import { readClocks, type SyncLedger } from './ledger.ts'
import type { OwnLinks } from './links.ts'

/** What is to be done on a connection. */
export interface Plan {
  /** Rooms to keep open: where others may write at any moment. */
  live: string[]
  /** Rooms in which the server or we have something the other has not, the most wanted first. */
  exchange: string[]
}

/**
 * Compares what the server has with what is here.
 * @param now ms since 1970
 * @param open rooms that are open, and know better than a list that may be a moment old
 */
export function makePlan(
  list: RoomList,
  { record, ledger }: { record: ServiceRecord; ledger: SyncLedger },
  now: number,
  open: ReadonlySet<string>,
): Plan {
  const onServer = new Map(
    list
      .filter(({ room }) => parseRoom(room) && !open.has(room))
      .map(({ room, clocks }) => [room, readClocks(clocks)]),
  )
  const here = record.log.docs().filter((room) => parseRoom(room) && !open.has(room))
  for (const room of here) ledger.setStored(room, onServer.get(room) ?? new Map())
  const wanted = [...new Set([...onServer.keys(), ...here])].filter(
    (room) =>
      // Clocks do not tell of deletions, which only documents that are typed in have.
      (parseRoom(room)?.kind === 'document' && !isVersionDocument(room)) ||
      ledger.waiting(room) > 0 ||
      goesBeyond(onServer.get(room), ledger.own(room)),
  )
  const first = record.identity()?.ics ?? ''
  return { live: liveRooms(record, now), exchange: wanted.sort(mostWanted(`ics:${first}:`)) }
}

/** Rooms of versions that the record knows of and whose texts it has not: somebody has just kept them. */
export function missingVersions(record: ServiceRecord): string[] {
  return soughtTexts(record)
    .filter((sought) => keptState(record, sought) !== 'here')
    .flatMap(({ hash, older }) => [textRoom(hash), ...(older === undefined ? [] : [older])])
}

/** Puts in order the texts of versions that are here, as far as the member may pass them on. */
export function mendVersions(record: ServiceRecord, ledger: SyncLedger): void {
  if (!mayWriteDocuments(record.identity()?.member.grants ?? [])) return
  for (const document of mendTexts(record, soughtTexts(record))) ledger.moved(document)
}

function soughtTexts({ db }: ServiceRecord): Sought[] {
  return foundedVersions(db).map(soughtText)
}

/**
 * Segments in which both seem to have all that the other has, and yet do not hold the same. None of
 * those that are to be exchanged anyway: they are compared at the end of it.
 */
export async function differing(
  list: RoomList,
  { exchange }: Plan,
  { ledger, links }: { ledger: SyncLedger; links: OwnLinks },
): Promise<string[]> {
  const found: string[] = []
  for (const { room, hash } of list) {
    if (hash === undefined || parseRoom(room)?.kind !== 'segment' || exchange.includes(room))
      continue
    if (ledger.own(room).size === 0) continue
    if (roomHash(await links.of(room), sha256) !== hash) found.push(room)
  }
  return found
}

/**
 * Whether a document is of something that the record knows, or is here already: a server may list
 * rooms of any name.
 */
export function isKnownDocument({ db, log }: ServiceRecord, room: string): boolean {
  if (log.lastUpdate(room) > 0) return true
  const named = parseRoom(room)
  if (named?.kind === 'text') return foundedVersions(db).some(({ hash }) => hash === named.hash)
  const belongs = documentPurpose(room)
  if (!belongs) return false
  return readParts(db, belongs.subject, { id: belongs.id, orRemoved: true }).length > 0
}

/** This year's and the last year's segments of all systems that were there then, and the region's. */
function liveRooms({ db }: ServiceRecord, now: number): string[] {
  const year = new Date(now).getUTCFullYear()
  const years = [year, year - 1]
  const systems = db
    .prepare('SELECT ods FROM system WHERE to_date IS NULL OR to_date >= ? ORDER BY ods')
    .pluck()
    .all(`${year - 1}-01-01`) as string[]
  const streams = ['region', ...systems.map((ods) => `ics:${ods}`)]
  return years.flatMap((each) => streams.map((stream) => `${stream}:${each}`))
}

function goesBeyond(theirs: ClientClocks | undefined, ours: ClientClocks): boolean {
  return [...(theirs ?? [])].some(([client, clock]) => clock > (ours.get(client) ?? 0))
}

/** The latest year first, in it what all share, then one's own system. */
function mostWanted(own: string): (a: string, b: string) => number {
  const rank = (room: string) => {
    const place = room.startsWith('region') ? 0 : room.startsWith(own) ? 1 : 2
    return `${9999 - Number(room.slice(-4) || 0)} ${place} ${room}`
  }
  return (a, b) => (rank(a) < rank(b) ? -1 : 1)
}
