import { chmodSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { ServiceOptions } from '../service.ts'
import {
  type Holder,
  heldBy,
  newHolder,
  readHolder,
  removeHolder,
  socketAddress,
  writeHolder,
} from './local/holder.ts'
import { GREETING_LIMIT, hearLines, REPLY_LIMIT, REQUEST_LIMIT, sendLine } from './local/lines.ts'
import { sameSecret } from './same-secret.ts'
import {
  answerCaller,
  type Caller,
  type Reply,
  type Request,
  remoteService,
  type ServiceHandle,
} from './service-handle.ts'

/**
 * A record has one service at a time. Whoever has it answers others on this machine through a
 * local socket: newline-delimited JSON, of which the first line is the secret from `service.json`.
 */
export interface LocalServer {
  close(): Promise<void>
}

/**
 * Lets other processes of this user reach the service.
 * @param show what another host that is started meanwhile asks for: come to the front, and answer
 *   the address to open where that takes one
 */
export async function serveLocally(
  service: ServiceHandle,
  dataDir: string,
  host: Holder['host'],
  show: () => string | null,
): Promise<LocalServer> {
  const address = socketAddress(dataDir)
  const holder = newHolder(host, address)
  const sockets = new Set<Socket>()

  const server = createServer((socket) => {
    sockets.add(socket)
    let caller: Caller | undefined
    // A caller that goes away in the middle of something is no error of ours.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      sockets.delete(socket)
      caller?.leave()
    })
    hearLines(
      socket,
      () => (caller ? REQUEST_LIMIT : GREETING_LIMIT),
      (message) => {
        if (caller) {
          void caller.receive(message as Request)
        } else if (sameSecret(Greeting.safeParse(message).data?.secret, holder.secret)) {
          caller = answerCaller(service, (reply) => sendLine(socket, reply), show)
          sendLine(socket, { welcome: true })
        } else {
          socket.destroy()
        }
      },
    )
  })

  const pipe = process.platform === 'win32'
  // Ours is the only service of this record, so a socket that lies here is what a crash left.
  if (!pipe) rmSync(address, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, resolve)
  })
  if (!pipe) chmodSync(address, 0o600)
  writeHolder(dataDir, holder)

  return {
    async close() {
      removeHolder(dataDir, holder)
      for (const socket of sockets) socket.end()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        // A caller that does not hang up is not waited for.
        setTimeout(() => sockets.forEach((socket) => void socket.destroy()), 500).unref()
      })
    },
  }
}

const Greeting = z.object({ secret: z.string() })

/** A service in another process, and who has it. */
export interface Elsewhere {
  service: ServiceHandle
  holder: Holder
  /** Asks it to come to the front; answers the address to open, where that is how. */
  show(): Promise<string | null>
}

/** How long the holder may take to answer before it counts as gone, in ms. */
const GREETING_PATIENCE = 2000

/** Reaches the service that has the record open; `undefined` when there is none that answers. */
export async function connectLocally(dataDir: string): Promise<Elsewhere | undefined> {
  const holder = readHolder(dataDir)
  if (!holder?.address) return undefined
  const socket = connect(holder.address)
  const remote = remoteService(
    (request) => sendLine(socket, request),
    async () => void socket.end(),
  )
  const lost = 'Accord was closed before it could answer. Try again.'

  const welcomed = await new Promise<boolean>((resolve) => {
    let welcome = false
    const timer = setTimeout(() => resolve(false), GREETING_PATIENCE)
    socket.on('connect', () => sendLine(socket, { secret: holder.secret }))
    socket.on('error', () => resolve(false))
    socket.on('close', () => {
      clearTimeout(timer)
      remote.lose(lost)
      resolve(false)
    })
    hearLines(
      socket,
      () => REPLY_LIMIT,
      (message) => {
        if (welcome) {
          remote.receive(message as Reply)
        } else {
          welcome = true
          clearTimeout(timer)
          resolve(true)
        }
      },
    )
  })
  if (!welcomed) {
    socket.destroy()
    return undefined
  }
  return { service: remote.service, holder, show: remote.show }
}

export type Opened = { here: ServiceHandle } | { elsewhere: Elsewhere }

/** How long to wait for another's short command to finish with the record, in ms. */
const PATIENCE = 5000

/**
 * The service of a record: the one that already runs, or else one of our own.
 * @throws UserError that says who has the record, when its holder does not answer
 */
export async function openOrConnect(
  options: ServiceOptions,
  patience: number = PATIENCE,
): Promise<Opened> {
  const giveUp = Date.now() + patience
  for (;;) {
    const elsewhere = await connectLocally(options.dataDir)
    if (elsewhere) return { elsewhere }
    // Loaded only when it is needed: a command that finds a running service starts much sooner.
    const { openService } = await import('../service.ts')
    const { RecordHeld } = await import('../record/database.ts')
    try {
      return { here: await openService(options) }
    } catch (error) {
      if (!(error instanceof RecordHeld)) throw error
      if (Date.now() > giveUp) throw heldBy(readHolder(options.dataDir))
    }
    await wait(100)
  }
}

/** Says who has the record, for a host that answers nobody; ends with the function it answers. */
export function noteHolder(dataDir: string, host: Holder['host']): () => void {
  const holder = newHolder(host, null)
  writeHolder(dataDir, holder)
  return () => removeHolder(dataDir, holder)
}
