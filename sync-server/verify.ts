import * as Y from 'yjs'
import { verifySignature } from '../disk/signatures.ts'
import { type SeenKey, standingKeys, trusted, type Vouch } from '../domain/sync/device-keys.ts'
import { contentHash } from '../domain/sync/links.ts'
import { parseRoom } from '../domain/sync/protocol.ts'
import { roomSignatures } from '../domain/sync/room-signatures.ts'
import { shapeObjection } from '../domain/sync/rules.ts'
import { signatureWords } from '../domain/sync/signature-words.ts'
import { type EarlierEntry, readStatements, type Statement } from '../domain/sync/statements.ts'
import { textReader } from '../domain/sync/text-room.ts'
import { clocksAfter, decodeUpdate } from '../domain/sync/update.ts'
import { sha256 } from './hash.ts'
import type { ServerKeys } from './keys.ts'
import { firstAltered } from './members/administration-log.ts'
import { hashOfText } from './rooms/texts.ts'
import type { Store } from './store/store.ts'

export interface VerifyReport {
  ok: boolean
  rooms: number
  updates: number
  entries: number
  /** Entries that carry their author's signature. */
  signed: number
  /** Each in one plain sentence. */
  problems: string[]
  /** What is as it was stored and somebody should know of all the same. */
  notices: string[]
}

/** Reads everything back: each update goes in on those before it, and the lists agree with it. */
export async function verifyStore(store: Store, keys: ServerKeys): Promise<VerifyReport> {
  const report: VerifyReport = {
    ok: true,
    rooms: 0,
    updates: 0,
    entries: 0,
    signed: 0,
    problems: [],
    notices: [],
  }
  const claims: Claims = { seen: [], vouches: [], statements: [], earlier: new Map() }
  for (const room of await store.roomNames()) {
    report.rooms += 1
    try {
      await verifyRoom(store, keys, room, report, claims)
    } catch (error) {
      report.problems.push((error as Error).message)
    }
  }
  const { broken } = readStatements(
    trusted(claims.statements, standingKeys(claims.seen, claims.vouches, new Map())),
    (room, member) => claims.earlier.get(room)?.get(member) ?? [],
    sha256,
  )
  for (const { id, room, member } of broken)
    report.problems.push(
      signatureWords({ problem: 'not-as-stated', room, entry: id, by: member }, `member ${member}`),
    )
  const altered = await firstAltered(store)
  if (altered !== undefined)
    report.problems.push(
      `The administration log is not as it was written, from line ${altered} on.`,
    )
  for (const { room, id } of await store.all<{ room: string; id: string }>(
    'SELECT room, id FROM clashes ORDER BY room, id',
  )) {
    report.notices.push(
      `Entry ${id} of ${room} was taken once, and came back when something else stood in its place: the store was put back from an older copy, and somebody wrote there since. Ask its author whether it is all there.`,
    )
  }
  report.ok = report.problems.length === 0
  return report
}

/** What members' devices say of keys, and of what was written before there were any. */
interface Claims {
  seen: SeenKey[]
  vouches: Vouch[]
  statements: Statement[]
  earlier: Map<string, Map<string, EarlierEntry[]>>
}

async function verifyRoom(
  store: Store,
  keys: ServerKeys,
  room: string,
  report: VerifyReport,
  claims: Claims,
) {
  const state = await store.loadRoom(room)
  const clocks = new Map<number, number>()
  const name = parseRoom(room)
  const heads = await store.heads(room)
  const signatures = roomSignatures(room, { sha256, verify: verifySignature, keep: true })
  for (const { seq } of heads) {
    const [row] = await store.read(room, seq, seq)
    const decoded = row && decodeUpdate(row.bytes)
    const after = decoded && clocksAfter(decoded, (client) => clocks.get(client) ?? 0)
    if (!decoded || !after) {
      report.problems.push(`Update ${seq} of ${room} cannot be read.`)
      return
    }
    for (const [client, clock] of after) clocks.set(client, clock)
    report.updates += 1
    const shape = name && shapeObjection(name, decoded)
    if (shape) {
      report.problems.push(`Update ${seq} of ${room} breaks the rules of the record (${shape}).`)
    } else if (name?.kind === 'segment') {
      const items = decoded.structs as Y.Item[]
      report.entries += await verifyEntries(store, keys, room, items, report)
      for (const value of items.flatMap(({ content }) => content.getContent()))
        signatures.add(value, contentHash(value, sha256))
    }
  }
  if (name?.kind === 'document' && !(await goesInWhole(store, room)))
    report.problems.push(`The document of ${room} cannot be put together.`)
  report.signed += signatures.counts().signed
  const { seen, vouches, statements } = signatures.keys()
  claims.seen.push(...seen)
  claims.vouches.push(...vouches)
  claims.statements.push(...statements)
  claims.earlier.set(room, signatures.earlier())
  for (const problem of await signatures.problems())
    report.problems.push(signatureWords(problem, `member ${problem.by}`))
  if (name?.kind === 'text' && heads.length > 0) {
    const rows = await store.read(room, 0, Number.MAX_SAFE_INTEGER)
    const whole = textReader(name.hash, hashOfText).take(
      Y.mergeUpdates(rows.map(({ bytes }) => bytes)),
    )
    if (whole.state !== 'whole') report.problems.push(`${room} is not the text it is named after.`)
  }
  if ((heads.at(-1)?.seq ?? 0) !== state.seq) report.problems.push(`${room} lacks its last update.`)
  const agree =
    clocks.size === state.clients.size &&
    [...clocks].every(([client, clock]) => state.clients.get(client)?.clock === clock)
  if (!agree) report.problems.push(`The clocks of ${room} do not fit its updates.`)
}

/** Whether a reader who takes everything in has a document at the end. */
async function goesInWhole(store: Store, room: string): Promise<boolean> {
  const doc = new Y.Doc()
  try {
    const rows = await store.read(room, 0, Number.MAX_SAFE_INTEGER)
    doc.transact(() => {
      for (const { bytes } of rows) Y.applyUpdate(doc, bytes)
    })
    return doc.store.pendingStructs === null && doc.store.pendingDs === null
  } catch {
    // Whatever Yjs throws, a reader would have it thrown too.
    return false
  } finally {
    doc.destroy()
  }
}

async function verifyEntries(
  store: Store,
  keys: ServerKeys,
  room: string,
  items: Y.Item[],
  report: VerifyReport,
): Promise<number> {
  let count = 0
  for (const { id, content } of items) {
    const values = content.getContent() as { id: string }[]
    const listed = await store.receipts(room, id.client, id.clock, values.length)
    const ids = await store.entryIds(room, id.client, id.clock, id.clock + values.length)
    for (const [i, value] of values.entries()) {
      const clock = id.clock + i
      const [, , proof = '', hash] = listed[i] ?? []
      const fits =
        ids.get(clock) === value.id &&
        hash === contentHash(value, sha256) &&
        keys.isReceipt(proof, room, id.client, clock, value)
      if (!fits) {
        report.problems.push(`Entry ${value.id} of ${room} does not fit the list of entries.`)
      }
      count += 1
    }
  }
  return count
}
