import { createHash, randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { newDeviceKey, signer, verifySignature } from '../disk/signatures.ts'
import { makeStamp } from '../domain/record/clock.ts'
import type { AnyEntry } from '../domain/record/entry.ts'
import { roomSignatures } from '../domain/sync/room-signatures.ts'
import { keyName, linkTo, signEntry } from '../domain/sync/signatures.ts'
import { hashOf, sha256 } from '../main/record/signing.ts'
import { arrivingSignatures } from '../main/sync/arriving-signatures.ts'
import { references } from './fill.ts'
import { asMarkdown, type Line, quantile, say, sizes } from './measure.ts'

/**
 * `npm run bench signatures [-- --sizes 10000]`: what it costs to sign what one writes, and to see on
 * joining that a long segment is what its authors signed.
 */

const ROOM = 'ics:QK1:2026'
const DEVICES = 20
const START = Date.parse('2026-01-01T09:00:00Z')
const RUNS = 3

interface Device {
  by: string
  head: string | undefined
  place: { key: string; publicKey: string }
  sign: ReturnType<typeof signer>
}

const lines: Line[] = []
for (const size of sizes([1_000, 100_000])) lines.push(...(await withEntries(size)))
console.log(
  asMarkdown({
    title: 'Signed entries',
    about: `A segment of ${DEVICES} devices. Checking is what a newcomer does with all of it, and is given up to others after every 200 entries; bare is Node’s own SHA-256 of the same entries as JSON. Signing is beside the same: bare is one Ed25519 signature of the JSON. Bytes are those of one Yjs update.`,
    unit: 'entries',
    lines,
  }),
)

async function withEntries(size: number): Promise<Line[]> {
  const devices = Array.from({ length: DEVICES }, (): Device => {
    const key = newDeviceKey()
    const place = { key: keyName(key.publicKey, sha256), publicKey: key.publicKey }
    return { by: randomUUID(), head: undefined, place, sign: signer(key) }
  })
  say(`signing ${size}`)
  const plain: AnyEntry[] = []
  const signed: AnyEntry[] = []
  let before = performance.now()
  for (let i = 0; i < size; i += 1) plain.push(entry(i, devices[i % DEVICES] as Device))
  const making = performance.now() - before
  before = performance.now()
  for (const [i, each] of plain.entries()) {
    const device = devices[i % DEVICES] as Device
    const done = signEntry(ROOM, each, { ...device.place, head: device.head }, device.sign)
    device.head = linkTo(hashOf(done))
    signed.push(done)
  }
  const signing = performance.now() - before
  before = performance.now()
  for (const [i, each] of plain.entries())
    (devices[i % DEVICES] as Device).sign(JSON.stringify(each))
  const bareSigning = performance.now() - before

  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let run = 0; run < RUNS; run += 1) {
    say(`checking ${size}, ${run + 1} of ${RUNS}`)
    before = performance.now()
    if (await arrivingSignatures(ROOM, { entries: () => [] }).areForged(signed))
      throw new Error('What was signed is told to be forged.')
    ours.push(performance.now() - before)
    before = performance.now()
    for (const each of signed) createHash('sha256').update(JSON.stringify(each)).digest()
    theirs.push(performance.now() - before)
  }
  await mustSeeForgery(signed)
  const [unsignedBytes, signedBytes] = [bytesOf(plain), bytesOf(signed)]
  return [
    {
      what: 'checking all of it',
      size,
      accord: quantile(ours, 0.5),
      bare: quantile(theirs, 0.5),
      note: `${unsignedBytes / size} bytes an entry without, ${signedBytes / size} with: ${(signedBytes / unsignedBytes).toFixed(2)}×`,
    },
    {
      what: 'signing each',
      size,
      accord: signing,
      bare: bareSigning,
      note: `making them ${making.toFixed(0)} ms`,
    },
  ]
}

/** A check that cannot fail would be quick too. */
async function mustSeeForgery(signed: readonly AnyEntry[]): Promise<void> {
  const check = roomSignatures(ROOM, { sha256, verify: verifySignature })
  const at = signed.length - 1
  const forged = signed.with(at, { ...(signed[at] as AnyEntry), note: 'forged' })
  for (const each of forged) check.add(each, hashOf(each))
  if ((await check.problems()).length === 0) throw new Error('A forged entry was not seen.')
}

function entry(i: number, { by }: Device): AnyEntry {
  const reference = references[i % references.length] ?? ''
  return {
    id: randomUUID(),
    at: makeStamp(START + i * 1000, 0, 'a1b2c3d4'),
    by,
    kind: 'change',
    batch: randomUUID(),
    subject: `action:${reference}`,
    set: {
      status: i % 2 ? 'planned' : 'blocked',
      note: `Note ${i}: what we did, and why we did it.`,
    },
    basedOn: { status: [randomUUID()], note: [randomUUID()] },
  }
}

function bytesOf(entries: readonly AnyEntry[]): number {
  const doc = new Y.Doc()
  doc.getArray('entries').push([...entries])
  return Y.encodeStateAsUpdate(doc).byteLength
}
