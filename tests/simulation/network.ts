import { EventEmitter } from 'node:events'
import { Readable } from 'node:stream'
import type { WebSocket } from 'ws'
import { type Machine, world } from './world.ts'

/** The way between one person and the server, as good or bad as it is at the moment. */
export class Way {
  /** Bounds of the time that a frame is on its way, in ms. */
  delay: [number, number] = [1, 5]
  /** Nothing passes, and nobody is told. */
  frozen = false
  /** Nobody comes through; those who try are told. */
  down = false
  readonly ends = new Set<SimSocket>()

  time(): number {
    const [least, most] = this.delay
    return least + world.some(most - least + 1)
  }

  /** All connections break off; what was on its way is lost. */
  cut(): void {
    for (const end of [...this.ends]) end.breakOff()
  }

  heal(): void {
    this.delay = [1, 5]
    this.down = false
    // What was frozen has lost data: such a connection cannot go on.
    if (this.frozen) this.cut()
    this.frozen = false
  }
}

/** One end of a connection, as `ws` has it. */
export class SimSocket extends EventEmitter {
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSING = 2
  readonly CLOSED = 3
  readyState = 0
  protocol = ''
  bufferedAmount = 0
  binaryType = 'nodebuffer'
  isPaused = false
  other: SimSocket | undefined
  readonly name: string
  readonly machine: Machine
  readonly #way: Way
  #lastArrival = 0
  #held: (() => void)[] = []
  readonly #undelivered = new Set<(error?: Error) => void>()

  constructor(name: string, machine: Machine, way: Way) {
    super()
    this.name = name
    this.machine = machine
    this.#way = way
    way.ends.add(this)
  }

  get asWebSocket(): WebSocket {
    return this as unknown as WebSocket
  }

  send(data: Uint8Array, ...rest: unknown[]): void {
    const done = rest.find((each) => typeof each === 'function') as
      | ((error?: Error) => void)
      | undefined
    if (done) this.#undelivered.add(done)
    const copy = Buffer.from(data)
    this.heardSaying?.(copy)
    this.#pass((other) => {
      world.note(`${this.name} says`, copy)
      other.#take(() => other.emit('message', copy, true))
      if (done && this.#undelivered.delete(done)) this.machine.run(() => done())
    })
  }

  /** Hears what this end says the moment it does. */
  heardSaying: ((data: Uint8Array) => void) | undefined

  ping(): void {
    this.#pass((other) => {
      other.emit('ping')
      other.#pass((back) => back.emit('pong'))
    })
  }

  pause(): void {
    this.isPaused = true
  }

  resume(): void {
    this.isPaused = false
    for (const go of this.#held.splice(0)) this.#take(go)
  }

  close(code = 1005, reason = ''): void {
    if (this.readyState >= this.CLOSING) return
    this.readyState = this.CLOSING
    this.#pass((other) => other.#over(code, reason))
    world.after(this.#way.frozen ? 30_000 : 2 * this.#way.time(), () => this.#over(code, reason))
  }

  terminate(): void {
    this.#pass((other) => other.#over(1006, ''))
    world.after(0, () => this.#over(1006, ''))
    this.readyState = this.CLOSING
  }

  breakOff(): void {
    world.after(this.#way.time(), () => this.#over(1006, ''))
    // From now on nothing arrives.
    this.other = undefined
  }

  open(protocol: string): void {
    this.protocol = protocol
    this.readyState = this.OPEN
    this.machine.run(() => this.emit('open'))
  }

  #over(code: number, reason: string): void {
    if (this.readyState === this.CLOSED) return
    this.readyState = this.CLOSED
    this.#way.ends.delete(this)
    const lost = [...this.#undelivered]
    this.#undelivered.clear()
    if (!this.machine.alive) return
    this.machine.run(() => {
      for (const done of lost) done(new Error('closed'))
      this.emit('close', code, Buffer.from(reason))
    })
  }

  /** In the order in which it was sent, after a while; never, when the way is frozen or cut. */
  #pass(arrive: (other: SimSocket) => void): void {
    if (this.#way.frozen) return
    const at = Math.max(this.#lastArrival, world.now() + this.#way.time())
    this.#lastArrival = at
    const { other } = this
    world.after(at - world.now(), () => {
      if (!other || this.other !== other || this.#way.frozen || !other.machine.alive) return
      if (other.readyState !== other.CLOSED) other.machine.run(() => arrive(other))
    })
  }

  #take(go: () => void): void {
    if (this.isPaused || this.#held.length > 0) this.#held.push(go)
    else if (this.readyState <= this.OPEN) this.machine.run(go)
    while (!this.isPaused && this.#held.length > 0)
      this.machine.run(this.#held.shift() as () => void)
  }
}

export function failure(code: string): Error {
  return Object.assign(new Error(code), { code })
}

/** A request and its answer, as Node's server has them. */
export function httpCall(
  method: string,
  path: string,
  credential: string | undefined,
  body: unknown,
) {
  const text = body === undefined ? '' : JSON.stringify(body)
  const request = Object.assign(Readable.from(text ? [Buffer.from(text)] : []), {
    method,
    url: path,
    headers: credential ? { authorization: `Bearer ${credential}`, host: 'sim' } : { host: 'sim' },
    socket: { remoteAddress: '10.0.0.1' },
  })
  let answer: (given: { status: number; body: string }) => void = () => {}
  const answered = new Promise<{ status: number; body: string }>((resolve) => {
    answer = resolve
  })
  const response = Object.assign(new EventEmitter(), {
    headersSent: false,
    status: 0,
    setHeader: () => {},
    writeHead(status: number) {
      response.status = status
      response.headersSent = true
    },
    end(said: string) {
      answer({ status: response.status, body: said })
      response.emit('close')
    },
    destroy: () => {},
  })
  return { request, response, answered }
}
