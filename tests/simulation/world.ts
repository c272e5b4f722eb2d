import { AsyncLocalStorage } from 'node:async_hooks'
import crypto, { createHash } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'
import { randomFrom } from '../chance.ts'

/**
 * One world in one process: time, chance and the order of everything that happens come from a seed.
 * To be imported before anything of the product: the clocks, timers and chance of this process are
 * replaced with those of the world, for good.
 */

/** A machine in the world. What it began ends with it; its clock may be wrong. */
export class Machine {
  readonly name: string
  alive = true
  /** How far its clock is ahead of the world's, in ms. */
  skew = 0

  constructor(name: string) {
    this.name = name
  }

  /** Does something as this machine; whatever that begins is this machine's too. */
  run<T>(work: () => T): T {
    return current.run(this, work)
  }

  /** Power is gone: nothing that it began goes on. */
  kill(): void {
    this.alive = false
  }
}

interface Event {
  at: number
  number: number
  machine: Machine | undefined
  happen: () => void
}

const current = new AsyncLocalStorage<Machine | undefined>()
/** Let everything go on that waits for nothing but its turn. */
const settle = setImmediate
const START = Date.UTC(2026, 5, 1, 9)

let now = START
let number = 0
let random = randomFrom(0)
let trace = createHash('sha256')
/** Ordered by time, then by who asked first: a heap. */
let events: Event[] = []

export const world = {
  /** Begins anew: another seed, another course of events. */
  begin(seed: number): void {
    now = START
    number = 0
    random = randomFrom(seed)
    trace = createHash('sha256')
    events = []
  },
  now: () => now,
  chance: () => random(),
  some: (n: number) => Math.floor(random() * n),
  pick: <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T,
  /** Takes down what happened; two runs of one seed must say the same. */
  note(what: string, bytes?: Uint8Array): void {
    trace.update(`${now - START} ${what}\n`)
    if (bytes) trace.update(bytes)
    world.hear?.(`${((now - START) / 1000).toFixed(3)} ${what}`)
  },
  /** Hears what happens, to look into one seed. */
  hear: undefined as ((line: string) => void) | undefined,
  hash: () => trace.copy().digest('hex').slice(0, 16),
  after(ms: number, happen: () => void): Event {
    return schedule(ms, happen)
  },
  /** Lets things happen until something holds, or so much time has gone by; answers whether it holds. */
  async until(holds: () => boolean, withinMs: number): Promise<boolean> {
    const end = now + withinMs
    await new Promise((resolve) => settle(resolve))
    while (!holds()) {
      const next = events[0]
      if (!next || next.at > end) {
        now = end
        return holds()
      }
      pop()
      now = Math.max(now, next.at)
      if (next.machine === undefined || next.machine.alive)
        current.run(next.machine, () => next.happen())
      await new Promise((resolve) => settle(resolve))
    }
    return true
  },
}

/** Lets things happen until some work is done. @throws what it throws, or when it does not end in time */
export async function done<T>(work: Promise<T>, withinMs: number): Promise<T> {
  let over = false
  const end = () => {
    over = true
  }
  work.then(end, end)
  if (!(await world.until(() => over, withinMs))) throw new Error('Something never ends.')
  return work
}

function schedule(ms: number, happen: () => void): Event {
  number += 1
  const event = { at: now + Math.max(0, ms), number, machine: current.getStore(), happen }
  push(event)
  return event
}

const before = (a: Event, b: Event) => a.at < b.at || (a.at === b.at && a.number < b.number)

function push(event: Event): void {
  let i = events.length
  events.push(event)
  while (i > 0) {
    const parent = (i - 1) >> 1
    if (before(events[parent] as Event, event)) break
    events[i] = events[parent] as Event
    i = parent
  }
  events[i] = event
}

function pop(): void {
  const last = events.pop() as Event
  if (events.length === 0) return
  let i = 0
  for (;;) {
    let child = 2 * i + 1
    if (child >= events.length) break
    const right = events[child + 1]
    if (right && before(right, events[child] as Event)) child += 1
    if (before(last, events[child] as Event)) break
    events[i] = events[child] as Event
    i = child
  }
  events[i] = last
}

/** What the world gives for a timer. */
class Timer {
  over = false
  unref = () => this
  ref = () => this
  hasRef = () => false
  refresh = () => this
}

function setTimer(repeat: boolean) {
  return (work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    const timer = new Timer()
    const go = () => {
      if (timer.over) return
      timer.over = !repeat
      work(...args)
      if (repeat && !timer.over) schedule(Math.max(1, ms), go)
    }
    schedule(Math.max(1, ms), go)
    return timer
  }
}

const RealDate = Date
const machineTime = () => now + (current.getStore()?.skew ?? 0)
class WorldDate extends RealDate {
  constructor(...args: [] | [number | string | Date]) {
    super(...((args.length === 0 ? [machineTime()] : args) as [number]))
  }
  static override now = machineTime
}

function fillAtRandom<T extends ArrayBufferView>(array: T): T {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
  for (let i = 0; i < bytes.length; i++) bytes[i] = world.some(256)
  return array
}

const clear = (timer?: Timer) => {
  if (timer instanceof Timer) timer.over = true
}
const immediate = (work: (...args: unknown[]) => void, ...args: unknown[]) => {
  const timer = new Timer()
  schedule(0, () => {
    if (!timer.over) work(...args)
  })
  return timer
}
const wait = (ms = 0, value?: unknown) =>
  new Promise((resolve) => {
    schedule(ms, () => resolve(value))
  })

Object.assign(globalThis, {
  Date: WorldDate,
  setTimeout: setTimer(false),
  setInterval: setTimer(true),
  setImmediate: immediate,
  clearTimeout: clear,
  clearInterval: clear,
  clearImmediate: clear,
})
Object.assign(timers, {
  setTimeout: wait,
  setImmediate: (value?: unknown) => wait(0, value),
})
const randomUUID = () => {
  const hex = fillAtRandom(Buffer.alloc(16)).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
Object.assign(crypto, {
  randomUUID,
  randomBytes: (size: number) => fillAtRandom(Buffer.alloc(size)),
})
// What is in a page too, and the same as `globalThis.crypto`.
Object.assign(crypto.webcrypto, { randomUUID, getRandomValues: fillAtRandom })
Object.defineProperty(performance, 'now', { value: () => now - START })
Math.random = () => world.chance()
// Work takes no time here: who waits for whom is the seed's to say, not this computer's.
process.threadCpuUsage = () => ({ user: 0, system: 0 })
syncBuiltinESMExports()
