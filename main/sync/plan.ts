import { isVersionDocument } from '../../domain/documents/tree.ts'
import { mayWriteDocuments } from '../../domain/record/grants.ts'
import { parseRoom, type RoomList } from '../../domain/sync/protocol.ts'
import type { ClientClocks } from '../../domain/sync/structs.ts'
import { textRoom } from '../../domain/sync/text-room.ts'
import { keptState, mendTexts, type Sought } from '../documents/kept-text.ts'
import type { ServiceRecord } from '../record/record.ts'
import { foundedVersions } from '../strategies/founded-versions.ts'
import { soughtText } from '../strategies/version-text.ts'
import { readClocks, type SyncLedger } from './ledger.ts'

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
