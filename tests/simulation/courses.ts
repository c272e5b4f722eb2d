import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { strategyDocument } from '../../domain/documents/tree.ts'
import { Mallory } from './hostile.ts'
import { SimPerson, saidIn } from './person.ts'
import { SimServer } from './server.ts'
import { makeTemplate, PEOPLE, STRATEGY, type Template } from './template.ts'
import { done, world } from './world.ts'

/** What happens in a course of events, and what must hold at its end. */

const PLAN = strategyDocument(STRATEGY)
const MINUTE = 60_000
const HOUR = 60 * MINUTE

interface Scene {
  server: SimServer
  people: SimPerson[]
  mallory: Mallory
  nobodysWay: SimPerson
}

/** What may happen, and how often beside the others. */
const HAPPENINGS: [number, string, (scene: Scene) => void | Promise<void>][] = [
  [8, 'a change', ({ people }) => world.pick(people).write()],
  [4, 'some typing', ({ people }) => world.pick(people).type(PLAN)],
  [5, 'a hostile deed', ({ mallory, people }) => mallory.act(world.pick(people).member.id)],
  [2, 'a cut', ({ people }) => world.pick(people).way.cut()],
  [
    2,
    'a slow way',
    ({ people }) => {
      world.pick(people).way.delay = [1, 3000]
    },
  ],
  [
    1,
    'a frozen way',
    ({ people }) => {
      world.pick(people).way.frozen = true
    },
  ],
  [
    1,
    'no way',
    ({ people }) => {
      const { way } = world.pick(people)
      way.down = true
      way.cut()
    },
  ],
  [2, 'a better way', ({ people }) => world.pick(people).way.heal()],
  [
    2,
    'a person’s power',
    ({ people }) => {
      const person = world.pick(people)
      person.kill()
      person.start()
    },
  ],
  [1, 'the server killed', (scene) => restart(scene, false)],
  [2, 'the server’s power', (scene) => restart(scene, true)],
  [
    1,
    'a full disk',
    ({ server }) => {
      server.full = true
    },
  ],
  [
    1,
    'room on the disk',
    ({ server }) => {
      server.full = false
    },
  ],
  [
    1,
    'a failing disk',
    ({ server }) => {
      server.failing = 1 + world.some(3)
    },
  ],
  [
    1,
    'a clock that jumps',
    ({ people }) => {
      world.pick(people).machine.skew = world.pick([-26, -1, 0, 0, 0.2, 1, 26]) * HOUR
    },
  ],
  [
    1,
    'the server’s clock jumps',
    ({ server }) => {
      // What it takes for right then holds for all: a day ahead, and everybody waits for a day.
      server.machine.skew = world.pick([-26, -1, 0, 0.05]) * HOUR
    },
  ],
]

async function restart({ server, people, nobodysWay }: Scene, power: boolean): Promise<void> {
  await server.kill({ power })
  for (const { way } of [...people, nobodysWay]) way.cut()
  await world.until(() => false, world.some(20_000))
  await done(server.start(), MINUTE)
}

function anyHappening() {
  const all = HAPPENINGS.reduce((sum, [weight]) => sum + weight, 0)
  let left = world.some(all)
  const one = HAPPENINGS.find(([weight]) => {
    left -= weight
    return left < 0
  })
  return one as (typeof HAPPENINGS)[number]
}

/** @throws when something that must hold does not @returns a hash of all that happened */
async function play(seed: number, template: Template): Promise<string> {
  const folder = `${template.folder}-${seed}`
  rmSync(folder, { recursive: true, force: true })
  cpSync(template.folder, folder, { recursive: true })
  world.begin(seed)
  const server = new SimServer(join(folder, 'server'))
  const all = PEOPLE.map(({ name }) => {
    const person = new SimPerson(name, join(folder, name), server)
    person.kept = template.kept.get(name)
    return person
  })
  const [ann, ben, third] = all as [SimPerson, SimPerson, SimPerson]
  const people = [ann, ben]
  const rooms = ['ics:QK1:2026', 'ics:QJM:2026', 'region:2026', PLAN, PLAN]
  const scene = {
    server,
    people,
    mallory: new Mallory(third, template.mallory, rooms),
    nobodysWay: third,
  }
  try {
    await done(server.start(), MINUTE)
    ann.start()
    ben.start()
    ann.plan(STRATEGY)
    await world.until(() => false, world.some(5000))
    for (let n = 6 + world.some(10); n > 0; n--) {
      const [, name, happen] = anyHappening()
      world.note(name)
      await happen(scene)
      // The next thing comes after any single event: between any two awaits of anybody.
      let left = world.pick([0, 1, 3, 10, 50, 300])
      await world.until(() => left-- <= 0, 20_000)
    }
    await healed(scene)
    await done(expectSound(scene), MINUTE)
    return world.hash()
  } finally {
    for (const person of all) {
      person.machine.kill()
      person.record?.db.close()
    }
    server.machine.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Everything works again; every wait comes to an end. */
async function healed({ server, people }: Scene): Promise<void> {
  world.note('all is well again')
  server.full = false
  server.failing = 0
  for (const { way } of people) way.heal()
  for (const machine of [server.machine, ...people.map((person) => person.machine)])
    machine.skew = 0
  const atRest = ({ client }: SimPerson) => {
    const status = client?.status()
    return (
      status !== undefined && status.waiting === 0 && ['synced', 'refused'].includes(status.state)
    )
  }
  const quiet = () => people.every(atRest) && sameEntries(people) && sameText(people)
  const end = world.now() + 30 * MINUTE
  while (world.now() < end) {
    await world.until(() => false, 1000)
    if (quiet()) return
  }
  const told = people.map(({ name, client, diary }) => {
    const { words, waiting, problem } = client?.status() ?? {}
    const refused = JSON.stringify(client?.refused().map(({ reason, body }) => [reason, body]))
    return `${name}: ${words}, waiting ${waiting}, ${problem} ${refused}\n${diary?.lines().slice(-12).join('\n')}`
  })
  throw new Error(`Not at rest after half an hour.\n${told.join('\n')}\n${difference(people)}`)
}

const written = ([one]: SimPerson[]) => [...(one?.entries() ?? [])].map(([, body]) => body).sort()

function sameEntries([one, ...others]: SimPerson[]): boolean {
  const ours = JSON.stringify(written(one ? [one] : []))
  return others.every((other) => JSON.stringify(written([other])) === ours)
}

function difference(people: SimPerson[]): string {
  const [one = [], two = []] = people.map((person) => written([person]))
  const [text] = people.map(textOf)
  return JSON.stringify({
    onlyFirst: one.filter((entry) => !two.includes(entry)),
    onlySecond: two.filter((entry) => !one.includes(entry)),
    sameText: people.every((person) => textOf(person) === text),
  })
}

function textOf({ record }: SimPerson): string {
  const doc = new Y.Doc()
  if (record) Y.applyUpdate(doc, record.log.state(PLAN))
  return doc.getText('body').toString()
}

function sameText([one, ...others]: SimPerson[]): boolean {
  return one !== undefined && others.every((other) => textOf(other) === textOf(one))
}

/** Nothing that was acknowledged is lost, and nothing is there that nobody wrote. */
async function expectSound({ server, people }: Scene): Promise<void> {
  for (const reader of people) {
    const found = reader.entries()
    for (const writer of people) {
      for (const [id] of writer.written)
        if (!found.has(id))
          throw new Error(`${reader.name} lacks what ${writer.name} wrote: ${id}.`)
      for (const [id, body] of found) {
        const entry = JSON.parse(body) as { by: string }
        if (entry.by === writer.member.id && writer.written.get(id) !== saidIn(entry))
          throw new Error(`${reader.name} holds what ${writer.name} never wrote: ${body}.`)
      }
    }
  }
  // Another's entry may reach us a moment before the power goes: then its author brings it back.
  const own = people.flatMap(({ client, member }) =>
    (client?.refused() ?? []).filter(({ body }) => (body as { by?: string }).by === member.id),
  )
  if (own.length > 0) throw new Error(`Honest work was refused: ${JSON.stringify(own)}`)
  const problems = await server.problems()
  if (problems.length > 0) throw new Error(`The store is not sound: ${problems.join(' ')}`)
}

// In memory, where the system has such a disk: what a disk forgets is for the seed to say.
const disk = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
const [seeds = '200', first = '1', ...flags] = process.argv.slice(2)
const home = mkdtempSync(join(disk, 'accord-simulation-'))
if (flags.includes('--tell')) world.hear = (line) => console.log(line)
let failures = 0
try {
  const template = await makeTemplate(join(home, 'start'))
  for (let seed = Number(first); seed < Number(first) + Number(seeds); seed++) {
    try {
      const hash = await play(seed, template)
      if (flags.includes('--hashes')) console.log(`${seed} ${hash}`)
    } catch (error) {
      failures += 1
      console.log(`Seed ${seed} failed (${world.hash()}): ${(error as Error).stack}`)
    }
  }
  console.log(`${seeds} seeds from ${first}: ${failures} failed.`)
} finally {
  rmSync(home, { recursive: true, force: true })
}
process.exit(failures > 0 ? 1 : 0)
