import { randomBytes } from 'node:crypto'
import * as Y from 'yjs'
import { AnyEntry } from '../../domain/record/entry.ts'
import { entryId } from '../../domain/record/entry-id.ts'
import { compareText } from '../../domain/record/fold.ts'
import { REFUSALS, type RefusalReason } from '../../domain/record/guard.ts'
import { type PlacedValue, placedValues } from '../../domain/sync/pieces.ts'
import type { Receipt } from '../../domain/sync/protocol.ts'
import type { ServiceRecord } from '../record/record.ts'
import { hashOf } from '../record/signing.ts'
import type { RefusedEntry, SyncLedger } from './ledger.ts'

/** What became of entries that the server had not, or had something else in the place of. */
export interface Adopted {
  /** Written again, to be sent: ours, and others' that the server once gave us receipts for. */
  restored: number
  /** Of these ours that got another id, since somebody else's entry has theirs now. */
  renamed: number
  /** Others' without a receipt: out of the log, and kept for the person. */
  refused: number
}

interface Lacking extends PlacedValue {
  entry: AnyEntry
  hash: string
  receipt: Receipt | undefined
}

/**
 * Puts the server's telling of a segment in the place of our own where the two differ, and writes
 * all that it lacks again behind it, by new sessions: nothing that we hold a receipt for is dropped.
 * All of it happens in one transaction, or nothing does.
 * @returns `undefined`, with nothing changed, when the server has an entry of the same id and author
 *   that says something else: no member can have done that
 * @param state everything that the server has of the room, as one update
 * @param now the right time, in ms since 1970
 */
export function adopt(
  room: string,
  state: Uint8Array,
  { record, ledger, now }: { record: ServiceRecord; ledger: SyncLedger; now: number },
): Adopted | undefined {
  const theirs = placedValues(state)
  const hashes = new Set(theirs.map(({ value }) => hashOf(value)))
  const authors = new Map<string, string>()
  for (const { value } of theirs) {
    const entry = AnyEntry.safeParse(value).data
    if (entry) authors.set(entry.id, entry.by)
  }
  const me = record.identity()?.member.id ?? ''
  const lacking = lackingIn(room, hashes, { record, ledger })

  const restored: Lacking[] = []
  const refused: RefusedEntry[] = []
  let renamed = 0
  const at = new Date(now).toISOString()
  const refuse = ({ entry, value }: Lacking, reason: RefusalReason) =>
    refused.push({ id: entry.id, room, body: value, reason, message: REFUSALS[reason], at })
  for (const each of lacking) {
    const { entry, receipt } = each
    const own = entry.by === me
    const theirAuthor = authors.get(entry.id)
    if (theirAuthor === entry.by) return undefined
    if (!own && !receipt) refuse(each, 'wrong-author')
    else if (theirAuthor === undefined) restored.push(each)
    else if (own) {
      renamed += 1
      restored.push({
        ...each,
        entry: renamedEntry(entry, entryId(me, randomBytes(8))),
        receipt: undefined,
      })
    } else refuse(each, 'id-taken')
  }

  const doc = new Y.Doc({ gc: false })
  Y.applyUpdate(doc, state)
  const receipts = writeAgain(doc, restored)
  const clocks = new Map(Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state)))
  const kept = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  record.db.transaction(() => {
    record.log.rewrite(room, kept)
    record.signing.forget(room)
    ledger.refuse(refused)
    ledger.replaceReceipts(room, receipts)
    record.rebuild()
  })()
  ledger.setStored(room, clocks)
  ledger.moved(room)
  return { restored: restored.length, renamed, refused: refused.length }
}

function lackingIn(
  room: string,
  hashes: ReadonlySet<string>,
  { record, ledger }: { record: ServiceRecord; ledger: SyncLedger },
): Lacking[] {
  const placed = placedValues(record.log.state(room))
  const lacking = placed.filter(({ value }) => !hashes.has(hashOf(value)))
  const receipts = new Map(
    ledger.receiptsFor(room, lacking).map((receipt) => [`${receipt[0]}:${receipt[1]}`, receipt]),
  )
  return lacking.flatMap((each) => {
    const entry = AnyEntry.safeParse(each.value).data
    const hash = hashOf(each.value)
    const receipt = receipts.get(`${each.client}:${each.clock}`)
    // A receipt for something else at that place proves nothing about this.
    const proves = receipt && (receipt[3] ?? hash) === hash
    return entry ? [{ ...each, entry, hash, receipt: proves ? receipt : undefined }] : []
  })
}

/** Under another name it is another entry: it is signed anew before it is sent. */
function renamedEntry(entry: AnyEntry, id: string): AnyEntry {
  const { sig: _, key: __, ...said } = entry as AnyEntry & { sig?: unknown; key?: unknown }
  return { ...said, id } as AnyEntry
}

/** Adds the entries, each author's by a session of its own; answers their receipts at their new places. */
function writeAgain(doc: Y.Doc, entries: readonly Lacking[]): Receipt[] {
  const receipts: Receipt[] = []
  for (const some of Map.groupBy(entries, ({ entry }) => entry.by).values()) {
    // Four bytes of chance, as Yjs numbers its sessions.
    doc.clientID = randomBytes(4).readUInt32LE()
    // In the order in which they were written: so each device's follow one another.
    const inOrder = some.toSorted((a, b) => compareText(a.entry.at, b.entry.at))
    doc.getArray('entries').push(inOrder.map(({ entry }) => entry))
    for (const [clock, { receipt, hash }] of inOrder.entries())
      if (receipt) receipts.push([doc.clientID, clock, receipt[2], hash])
  }
  return receipts
}
