import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import {
  entriesOf,
  FlakyProxy,
  makeFolder,
  PersonProcess,
  ServerProcess,
  until,
} from '../sync/processes.ts'

/** What a run of faults found. Each round must leave all replicas equal, or the run throws. */
export interface FaultsReport {
  rounds: number
  /** Times each fault was made. */
  faults: Record<string, number>
  /** Changes that were acknowledged to their writer; every one is in every replica. */
  acknowledged: number
  entries: number
  /** The longest time from the end of a fault to equal replicas, in ms. */
  slowestHealing: number
}

const PEOPLE = ['lead:QK1', 'lead:QJM', 'lead:QK1'] as const
const STATUSES = ['planned', 'in-progress', 'blocked', 'complete', 'embedded'] as const
/** Each write under faults may be cut off half-way; healing may not take longer than this, in ms. */
const HEALING_MS = 30_000

/**
 * Writes from three service processes while the network and the processes fail at random moments.
 * @param seed the same seed makes the same faults; the timing is the machine's
 * @throws when replicas differ after healing, or an acknowledged change is missing from one
 */
export async function syncFaults(
  rounds: number,
  seed: number,
  tell: (line: string) => void = () => {},
): Promise<FaultsReport> {
  const random = mulberry(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const folder = makeFolder()
  const server = new ServerProcess(join(folder.path, 'server'))
  const proxy = new FlakyProxy(() => server.port)
  const people = PEOPLE.map((_, i) => new PersonProcess(join(folder.path, `person-${i}`)))
  const acknowledged = new Set<string>()
  const counts: Record<string, number> = {}
  let slowestHealing = 0

  const faults: Record<string, () => Promise<void>> = {
    none: async () => {},
    cut: async () => proxy.cut(),
    refuse: async () => {
      proxy.closed = true
      proxy.cut()
    },
    delay: async () => {
      proxy.delayMs = 60
    },
    'half-open': async () => {
      proxy.frozen = true
    },
    'kill a client': async () => {
      const person = pick(people)
      await person.kill()
      await person.start()
    },
    'kill the server': async () => {
      await server.kill()
      await wait(random() * 200)
      await server.start()
    },
  }

  async function write(references: readonly string[]): Promise<void> {
    const i = Math.floor(random() * people.length)
    const ics = (PEOPLE[i] as string).slice(5)
    // A service that was killed answers nobody: such a change was not acknowledged.
    const written = await people[i]
      ?.setStatus(ics, pick(references), pick(STATUSES))
      .catch(() => undefined)
    // Set to what it was already: nothing was written.
    if (written && written.entries > 0) acknowledged.add(written.batch)
  }

  try {
    await server.start()
    const url = await proxy.start()
    for (const [i, person] of people.entries()) {
      await person.start()
      const code = await server.code(`Person ${i}`, [PEOPLE[i] as 'lead:QK1'])
      await person.service.ask('sync.join', { url, code })
    }
    const rows = await (people[0] as PersonProcess).service.ask('register.list', { ics: 'QK1' })
    const references = rows.slice(0, 12).map(({ reference }) => reference)

    for (let round = 1; round <= rounds; round++) {
      const name = pick(Object.keys(faults))
      counts[name] = (counts[name] ?? 0) + 1
      const writing = (async () => {
        for (let n = 0; n < 6; n++) {
          await write(references)
          await wait(random() * 40)
        }
      })()
      await wait(random() * 120)
      await faults[name]?.()
      await writing
      await wait(random() * 150)
      proxy.heal()
      const healedAt = Date.now()
      await allEqual(people)
      const took = Date.now() - healedAt
      slowestHealing = Math.max(slowestHealing, took)
      requireAcknowledged(people, acknowledged)
      tell(`round ${round}: ${name}, equal after ${took} ms`)
    }
    const entries = entriesOf((people[0] as PersonProcess).dataDir).size
    return { rounds, faults: counts, acknowledged: acknowledged.size, entries, slowestHealing }
  } finally {
    await Promise.all(people.map((person) => person.kill()))
    await server.kill()
    proxy.stop()
    folder.remove()
  }
}

async function allEqual(people: readonly PersonProcess[]): Promise<void> {
  await until(async () => {
    for (const person of people) {
      const { state, waiting } = await person.service.ask('sync.status', {})
      if (state === 'refused') throw new Error('Honest work was refused.')
      if (state !== 'synced' || waiting > 0) return false
    }
    const [first, ...others] = people.map(({ dataDir }) => JSON.stringify([...entriesOf(dataDir)]))
    return others.every((other) => other === first)
  }, HEALING_MS)
}

function requireAcknowledged(people: readonly PersonProcess[], batches: ReadonlySet<string>): void {
  for (const { dataDir } of people) {
    const held = [...entriesOf(dataDir).values()].map((body) => JSON.parse(body).batch as string)
    const seen = new Set(held)
    for (const batch of batches) {
      if (!seen.has(batch)) throw new Error(`An acknowledged change is missing in ${dataDir}.`)
    }
  }
}

/** A small generator of random numbers that a seed repeats (Mulberry32). */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
