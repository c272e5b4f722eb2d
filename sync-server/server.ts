import { readFileSync } from 'node:fs'
import { createServer as createHttp, type RequestListener, type Server } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo } from 'node:net'
import { UserError } from '../domain/errors.ts'
import { CLOSE } from '../domain/sync/protocol.ts'
import { type Bus, noBus } from './bus.ts'
import type { Connection } from './connection.ts'
import { type DataOptions, lockData, openData } from './data.ts'
import { addressReader } from './edge/address.ts'
import { openFilesLimit, withinFiles } from './edge/descriptors.ts'
import { doors } from './edge/doors.ts'
import { refuseNonsense, requestTimes } from './edge/requests.ts'
import { handshakes } from './handshake.ts'
import { httpHandler } from './http.ts'
import { knownThings } from './known.ts'
import { LIMITS, type Limits } from './limits.ts'
import { type Log, openLog, sparingly } from './log.ts'
import { openDirectory } from './members/directory.ts'
import { openSignOn, type SignOnOptions } from './members/sign-on.ts'
import { serverMetrics } from './metrics.ts'
import { redisBus } from './redis.ts'
import { rooms as openRooms } from './rooms/registry.ts'
import { backlog } from './share/backlog.ts'
import { budgets } from './share/budget.ts'
import { flight } from './share/flight.ts'
import { workMeter } from './share/meter.ts'
import { turns } from './share/turns.ts'

export interface ServerOptions extends DataOptions {
  host: string
  /** 0: any that is free. */
  port: number
  /** For several nodes, together with `databaseUrl`. */
  redisUrl?: string | undefined
  tls?: { cert: string; key: string } | undefined
  /** A proxy in front ends TLS and says in `X-Forwarded-For` who calls. */
  behindProxy?: boolean
  signOn?: SignOnOptions | undefined
  metricsToken?: string | undefined
  limits?: Partial<Limits>
  log?: Log
  now?: () => number
}

export interface RunningServer {
  url: string
  port: number
  /** Ends everything in order: no more updates in, everything taken is stored, then the goodbyes. */
  close(): Promise<void>
}

const VERSION = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
).version
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/
/** How long people get to answer our goodbye. */
const GOODBYE_MS = 2000
/** The store is asked whether it can be written at most so often. */
const CHECK_MS = 1000

/**
 * Starts the meeting point.
 * @throws UserError when it would not be safe, or its data cannot be used
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  checkExposure(options)
  const now = options.now ?? Date.now
  const log = options.log ?? openLog()
  const limits = withinFiles({ ...LIMITS, ...options.limits }, openFilesLimit(), log)
  const note = sparingly(log, now)
  const unlock = options.databaseUrl ? () => {} : lockData(options.dataDir)
  const { store, keys } = await openData(options).catch((error) => {
    unlock()
    throw error
  })
  const metrics = serverMetrics()
  const bus: Bus = options.redisUrl ? await redisBus(options.redisUrl) : noBus()
  const directory = await openDirectory(store, now)
  const signOn = options.signOn ? await openSignOn(options.signOn, store, keys.serverId) : undefined
  const known = knownThings(store, now)
  const rules = { known, keys, now, maxDocumentBytes: limits.maxDocumentBytes }
  const alone = !options.databaseUrl
  const meter = workMeter(limits)
  const rooms = openRooms({
    store,
    bus,
    rules,
    metrics,
    meter,
    budgets: budgets(limits, now),
    log,
    alone,
  })
  const connections = new Set<Connection>()
  const addressOf = addressReader(options.behindProxy ?? false)

  const check = sometimes(CHECK_MS, now, () =>
    store.check().then(
      () => undefined,
      () => 'The store cannot be written.',
    ),
  )
  const notReady = async () => {
    if (closing) return 'The server is closing down.'
    if (!directory.vouches()) return 'The list of members cannot be read.'
    return check()
  }
  const handle = httpHandler({
    sql: store,
    keys,
    directory,
    signOn,
    limits,
    metrics,
    metricsToken: options.metricsToken,
    version: VERSION,
    note,
    log,
    now,
    addressOf,
    notReady,
  })
  const server = listener(options, limits, handle)
  refuseNonsense(server, note)
  const { admit } = doors(server, limits, {
    behindProxy: options.behindProxy ?? false,
    gauge: metrics.strangers,
  })
  const upgrade = handshakes({
    meter,
    turns: turns(meter),
    flight: flight(limits, metrics.pieces),
    backlog: backlog(limits),
    directory,
    rooms,
    bus,
    limits,
    metrics,
    log,
    note,
    connections,
    addressOf,
    admit,
  })
  server.on('upgrade', upgrade)

  directory.listen(() => {
    for (const connection of connections) connection.recheck()
  })
  // Each connection in its turn, so that 5000 are not pinged in one breath.
  const ticking = setInterval(() => {
    for (const connection of connections) connection.tick()
  }, limits.pingMs)
  ticking.unref()

  let closing = false
  async function close(): Promise<void> {
    if (closing) return
    closing = true
    clearInterval(ticking)
    const closed = new Promise((resolve) => server.close(resolve))
    for (const connection of connections) connection.end(CLOSE.goingAway)
    await allGone(connections)
    server.closeAllConnections()
    await closed
    await rooms.close()
    directory.close()
    await bus.close()
    await store.close()
    unlock()
    log.info('closed')
  }

  try {
    await listen(server, options)
  } catch (error) {
    await close()
    throw error
  }
  const { port } = server.address() as AddressInfo
  const host = options.host.includes(':') ? `[${options.host}]` : options.host
  log.info({ port, store: store.kind, nodes: alone ? 'one' : 'many' }, 'listening')
  return { url: `${options.tls ? 'https' : 'http'}://${host}:${port}`, port, close }
}

/** Nothing travels in the clear beyond this machine unless somebody vouches for the way. */
function checkExposure({ host, tls, behindProxy, databaseUrl, redisUrl }: ServerOptions): void {
  if (!LOOPBACK.test(host) && !tls && !behindProxy) {
    throw new UserError(
      `Listening on ${host} without TLS would send credentials in the clear. ` +
        'Give --tls-cert and --tls-key, or --behind-proxy when a proxy in front ends TLS.',
      'wrong-call',
    )
  }
  if (redisUrl && !databaseUrl) {
    throw new UserError('REDIS_URL needs DATABASE_URL: nodes share one store.', 'wrong-call')
  }
}

/** A key that leaks later opens nothing that was said before: all of 1.3, and of 1.2 only ECDHE. */
const FORWARD_SECRET = {
  minVersion: 'TLSv1.2',
  ciphers: [
    ...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'],
    ...['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'],
    ...['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
    ...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'],
  ].join(':'),
} as const

const YEAR_S = 365 * 24 * 60 * 60

/** Says on every answer that this name is to be asked under TLS alone from now on (RFC 6797). */
function strictly(handle: RequestListener): RequestListener {
  return (request, response) => {
    response.setHeader('Strict-Transport-Security', `max-age=${YEAR_S}`)
    handle(request, response)
  }
}

function listener({ tls }: ServerOptions, limits: Limits, handle: RequestListener): Server {
  const timeouts = { ...requestTimes(limits), handshakeTimeout: limits.headMs }
  if (!tls) return createHttp(timeouts, handle)
  try {
    const pair = { cert: readFileSync(tls.cert), key: readFileSync(tls.key) }
    return createHttps({ ...timeouts, ...pair, ...FORWARD_SECRET }, strictly(handle))
  } catch (error) {
    throw new UserError('The TLS certificate or its key cannot be read.', 'failed', {
      cause: error,
    })
  }
}

function listen(server: Server, { host, port }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new UserError(`Port ${port} is in use. Choose another with --port.`)
          : error,
      ),
    )
    server.listen(port, host, resolve)
  })
}

async function allGone(connections: ReadonlySet<Connection>): Promise<void> {
  const until = Date.now() + GOODBYE_MS
  while (connections.size > 0 && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Remembers an answer for a while, so that asking costs nothing. */
function sometimes<T>(ms: number, now: () => number, ask: () => Promise<T>): () => Promise<T> {
  let asked: { at: number; answer: Promise<T> } | undefined
  return () => {
    if (!asked || now() - asked.at > ms) asked = { at: now(), answer: ask() }
    return asked.answer
  }
}
