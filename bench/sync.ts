import { type ChildProcess, fork } from 'node:child_process'
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import * as Y from 'yjs'
import { strategyDocument } from '../domain/documents/tree.ts'
import { type BenchClient, connect, STRATEGIES, type Wire, YEAR } from './sync/clients.ts'

/**
 * The sync server beside Hocuspocus with its SQLite extension, doing the same work in the same run:
 * `node bench/sync.ts --seconds 30`. Eleven rooms of fifty connections; fifty entries a second in
 * all, each timed from sending to its last receiver. Ours stores before it passes on, and checks
 * authorship; the other passes on first and stores some seconds later.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '2' },
    rooms: { type: 'string', default: '11' },
    people: { type: 'string', default: '50' },
    rate: { type: 'string', default: '50' },
    entries: { type: 'string', default: '100000' },
    json: { type: 'boolean', default: false },
  },
})
const SECONDS = Number(values.seconds)
const ROUNDS = Number(values.rounds)
const ROOMS = Number(values.rooms)
const PEOPLE = Number(values.people)
const RATE = Number(values.rate)
const ENTRIES = Number(values.entries)
/** Entries of one update while a long stream is made. */
const AT_ONCE = 1000

type Kind = Wire['kind']
interface Host {
  wire: Wire
  folder: string
  memory(): Promise<number>
  stop(): Promise<void>
}

export interface SyncResult {
  p50: number
  p99: number
  max: number
  lost: number
  bytesPerIdleConnection: number
  coldJoinMs: number
  memoryAfterJoin: number
}

async function startHost(kind: Kind, folder?: string): Promise<Host> {
  const child = fork(
    new URL('./sync/hosts.ts', import.meta.url),
    [kind, ...(folder ? [folder] : [])],
    { execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'] },
  )
  const started = await next<{ port: number; folder: string }>(child)
  const wire: Wire = { kind, port: started.port, member: crypto.randomUUID(), credential: '' }
  if (kind === 'accord') await join(child, wire)
  return {
    wire,
    folder: started.folder,
    async memory() {
      const answer = next<{ memory: number }>(child)
      child.send({ ask: 'memory' })
      return (await answer).memory
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill()
      }),
  }
}

async function join(child: ChildProcess, wire: Wire): Promise<void> {
  const answer = next<{ code: string }>(child)
  child.send({ ask: 'code' })
  const { code } = await answer
  const response = await fetch(`http://127.0.0.1:${wire.port}/v1/join`, {
    method: 'POST',
    body: JSON.stringify({ code, member: wire.member }),
  })
  wire.credential = ((await response.json()) as { credential: string }).credential
}

function next<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T))
    child.once('exit', () => reject(new Error('The server under test ended.')))
  })
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Times from sending to the last of the others in the room, in ms. */
async function relay(host: Host): Promise<{ times: number[]; lost: number; perIdle: number }> {
  const sent = new Map<string, { at: number; left: number }>()
  const times: number[] = []
  const hear = (update: Uint8Array) => {
    const note = /bench-\d+;/.exec(Buffer.from(update).toString('latin1'))?.[0]
    const pending = note && sent.get(note)
    if (!pending) return
    pending.left -= 1
    if (pending.left > 0) return
    times.push(performance.now() - pending.at)
    sent.delete(note)
  }
  await pause(1000)
  const before = await host.memory()
  const clients: BenchClient[] = []
  for (let room = 0; room < ROOMS; room++) {
    // One system, and documents of the region: eleven rooms that one member may write.
    const name = room === 0 ? `ics:QK1:${YEAR}` : strategyDocument(STRATEGIES[room] as string)
    for (let i = 0; i < PEOPLE; i++) clients.push(await connect(host.wire, name, hear))
  }
  await pause(1000)
  const perIdle = ((await host.memory()) - before) / clients.length
  const start = performance.now()
  for (let n = 0; n < RATE * SECONDS; n++) {
    const due = start + (n * 1000) / RATE
    if (due > performance.now()) await pause(due - performance.now())
    const client = clients[(n * 7919) % clients.length] as BenchClient
    const note = `bench-${n};`
    sent.set(note, { at: performance.now(), left: PEOPLE - 1 })
    client.append(note)
  }
  await pause(2000)
  for (const client of clients) client.close()
  return { times: times.sort((a, b) => a - b), lost: sent.size, perIdle }
}

/** Time for a newcomer to have a long stream whole, from a server that has just been started. */
async function coldJoin(kind: Kind): Promise<{ ms: number; memory: number }> {
  const room = `ics:QK1:${YEAR}`
  const filling = await startHost(kind)
  const writer = await connect(filling.wire, room, () => {})
  let arrived = 0
  const reader = await connect(filling.wire, room, () => {
    arrived += 1
  })
  const arrivedAtFirst = arrived
  const updates = Math.ceil(ENTRIES / AT_ONCE)
  for (let n = 0; n < updates; n++) {
    writer.appendMany(AT_ONCE)
    while (arrived - arrivedAtFirst <= n) await pause(2)
  }
  // Hocuspocus stores up to ten seconds after the last change.
  await pause(11_000)
  writer.close()
  reader.close()
  await pause(500)
  await filling.stop()

  const host = await startHost(kind, filling.folder)
  const doc = new Y.Doc()
  const start = performance.now()
  const joiner = await connect(host.wire, room, (update) => Y.applyUpdate(doc, update))
  const ms = performance.now() - start
  const { length } = doc.getArray('entries')
  if (length < ENTRIES) throw new Error(`${kind} lost entries: ${length} of ${ENTRIES}.`)
  joiner.close()
  const memory = await host.memory()
  await host.stop()
  rmSync(filling.folder, { recursive: true, force: true })
  return { ms, memory }
}

function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Runs both in turn, so that neither has the quieter machine. */
export async function benchSync(): Promise<Record<Kind, SyncResult>> {
  const kinds: Kind[] = ['accord', 'hocuspocus']
  const all: Record<Kind, Awaited<ReturnType<typeof relay>>[]> = { accord: [], hocuspocus: [] }
  for (let round = 0; round < ROUNDS; round++) {
    for (const kind of round % 2 === 0 ? kinds : kinds.toReversed()) {
      const host = await startHost(kind)
      all[kind].push(await relay(host))
      await host.stop()
      rmSync(host.folder, { recursive: true, force: true })
    }
  }
  const summary = async (kind: Kind): Promise<SyncResult> => {
    const times = all[kind].flatMap((round) => round.times).sort((a, b) => a - b)
    const cold = await coldJoin(kind)
    return {
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
      max: times.at(-1) ?? Number.NaN,
      lost: all[kind].reduce((sum, { lost }) => sum + lost, 0),
      bytesPerIdleConnection: all[kind].reduce((sum, { perIdle }) => sum + perIdle / ROUNDS, 0),
      coldJoinMs: cold.ms,
      memoryAfterJoin: cold.memory,
    }
  }
  return { accord: await summary('accord'), hocuspocus: await summary('hocuspocus') }
}

function show({ accord, hocuspocus }: Record<Kind, SyncResult>): void {
  const line = (what: string, ours: number, theirs: number, unit: string) =>
    console.log(
      `${what.padEnd(38)}${ours.toFixed(2).padStart(10)}${theirs.toFixed(2).padStart(12)} ${unit.padEnd(4)} ratio ${(ours / theirs).toFixed(2)}`,
    )
  console.log(
    `${ROOMS} rooms of ${PEOPLE}, ${RATE} entries a second, ${ROUNDS} × ${SECONDS} s on each server`,
  )
  console.log(`${''.padEnd(38)}${'Accord'.padStart(10)}${'Hocuspocus'.padStart(12)}`)
  line('send to last receiver, p50', accord.p50, hocuspocus.p50, 'ms')
  line('send to last receiver, p99', accord.p99, hocuspocus.p99, 'ms')
  line('send to last receiver, longest', accord.max, hocuspocus.max, 'ms')
  console.log(`not received by all: ${accord.lost} and ${hocuspocus.lost}`)
  const kib = ({ bytesPerIdleConnection }: SyncResult) => bytesPerIdleConnection / 1024
  line('memory for each idle connection', kib(accord), kib(hocuspocus), 'KiB')
  line(`cold join, ${ENTRIES} entries`, accord.coldJoinMs, hocuspocus.coldJoinMs, 'ms')
  const mib = ({ memoryAfterJoin }: SyncResult) => memoryAfterJoin / 1024 / 1024
  line('memory of the server after it', mib(accord), mib(hocuspocus), 'MiB')
}

if (import.meta.main) {
  const results = await benchSync()
  if (values.json) console.log(JSON.stringify(results))
  else show(results)
}
