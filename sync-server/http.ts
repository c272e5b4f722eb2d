import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { UserError } from '../domain/errors.ts'
import type { Member } from '../domain/record/grants.ts'
import { roomHash } from '../domain/sync/links.ts'
import {
  DeviceDeed,
  ENDPOINTS,
  InviteRequest,
  JoinRequest,
  LookRequest,
  PROTOCOL_VERSION,
  parseRoom,
  type RoomList,
  type ServerInfo,
  SignOnRequest,
} from '../domain/sync/protocol.ts'
import { noteMalformed, pathOf } from './edge/requests.ts'
import { sha256 } from './hash.ts'
import type { ServerKeys } from './keys.ts'
import { sameText } from './keys.ts'
import { knownRooms } from './known.ts'
import { counters, type Limits, perMinute } from './limits.ts'
import type { Log, Sparing } from './log.ts'
import { inviteFromElsewhere } from './members/administration.ts'
import { readLines } from './members/administration-log.ts'
import { readCredential } from './members/credential.ts'
import { decideDevice, isWaiting, listDevices } from './members/devices.ts'
import type { Directory, Session } from './members/directory.ts'
import { join, leave, lookAt, rotate, signOnAgain } from './members/joining.ts'
import { Refused } from './members/refused.ts'
import type { SignOn } from './members/sign-on.ts'
import type { ServerMetrics } from './metrics.ts'
import type { Sql } from './store/store.ts'

export interface HttpDeps {
  sql: Sql
  keys: ServerKeys
  directory: Directory
  signOn: SignOn | undefined
  limits: Limits
  metrics: ServerMetrics
  metricsToken: string | undefined
  version: string
  note: Sparing
  log: Log
  now: () => number
  addressOf: (request: IncomingMessage) => string
  /** `undefined` when the server can do its work, else what is wrong. */
  notReady: () => Promise<string | undefined>
}

const BODY_BYTES = 64 * 1024
/** An answer that is not read by then, in ms, is given up. */
const ANSWER_MS = 30_000

interface Route {
  /** Who may call: anyone, a member, or an administrator. */
  who: 'anyone' | 'member' | 'admin'
  answer: (call: { body: unknown; session: Session; address: string }) => Promise<unknown>
}

/** Everything the server answers over plain HTTP. Never throws. */
export function httpHandler(deps: HttpDeps) {
  const routes = routesOf(deps)
  const tooManyCalls = perMinute(deps.limits.callsPerMinute)
  const underWay = counters()

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    endInTime(response)
    try {
      const path = pathOf(request.url)
      if (request.method === 'GET' && (await answerProbe(deps, path, request, response))) return
      const address = deps.addressOf(request)
      if (await tooManyCalls(address)) throw tooMany()
      if (path === undefined) {
        noteMalformed(deps.note, 'target')
        throw new Refused('bad-request', 400, 'The request could not be read.')
      }
      const route = routes[`${request.method} ${path}`]
      if (!route) throw new Refused('not-found', 404, 'There is nothing here.')
      const session = await sessionOf(deps, request, route.who)
      if (session !== NOBODY) {
        if (underWay.of(session.member) >= deps.limits.answersPerMember) throw tooMany()
        underWay.add(session.member)
        response.once('close', () => underWay.remove(session.member))
      }
      const body = request.method === 'POST' ? await readJson(request) : undefined
      send(response, 200, await route.answer({ body, session, address }))
    } catch (error) {
      sendProblem(deps.note, response, error)
    }
  }
}

function routesOf(deps: HttpDeps): Record<string, Route> {
  const { sql, keys, directory, signOn, now } = deps
  const tooManyJoins = perMinute(deps.limits.joinsPerMinute)
  const tooManyLooks = perMinute(deps.limits.joinsPerMinute)
  const recording = { sql, now, log: deps.log }
  const joining = { ...recording, keys, signOn }
  const isAdmin = (id: string) => directory.member(id)?.grants.includes('admin') === true
  const holderOf = (session: Session): Member => {
    const member = directory.holder(session)
    if (!member) throw noAccess(directory)
    return member
  }
  const changed = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work
    await directory.refresh()
    return result
  }
  return {
    [`GET ${ENDPOINTS.server}`]: {
      who: 'anyone',
      answer: async () => serverInfo(deps),
    },
    [`POST ${ENDPOINTS.look}`]: {
      who: 'anyone',
      answer: async ({ body, address }) => {
        if (await tooManyLooks(address)) throw tooMany()
        return lookAt(joining, LookRequest.parse(body))
      },
    },
    [`POST ${ENDPOINTS.join}`]: {
      who: 'anyone',
      answer: async ({ body, address }) => {
        if (await tooManyJoins(address)) throw tooMany()
        return changed(join(joining, JoinRequest.parse(body)))
      },
    },
    [`POST ${ENDPOINTS.signOn}`]: {
      who: 'anyone',
      answer: async ({ body, address }) => {
        if (await tooManyJoins(address)) throw tooMany()
        return changed(signOnAgain(joining, SignOnRequest.parse(body)))
      },
    },
    [`GET ${ENDPOINTS.me}`]: {
      who: 'member',
      answer: async ({ session }) => {
        const member = holderOf(session)
        const { devices, waiting } = await listDevices(sql, session, member, now())
        return {
          member,
          expiresAt: directory.expiresAt(session),
          serverId: keys.serverId,
          devices: devices.length,
          waiting: waiting.filter(({ mayConfirm }) => mayConfirm).length,
        }
      },
    },
    [`DELETE ${ENDPOINTS.me}`]: {
      who: 'member',
      answer: async ({ session }) => {
        await changed(leave(recording, session))
        return {}
      },
    },
    [`POST ${ENDPOINTS.rotate}`]: {
      who: 'member',
      answer: async ({ session }) => changed(rotate(sql, session, now())),
    },
    [`GET ${ENDPOINTS.rooms}`]: {
      who: 'member',
      answer: async ({ session }) => {
        if (holderOf(session).grants.length === 0) {
          throw new Refused('forbidden', 403, 'You have no access here.')
        }
        return listRooms(sql, now())
      },
    },
    [`GET ${ENDPOINTS.members}`]: {
      who: 'member',
      answer: async () => directory.members(),
    },
    [`POST ${ENDPOINTS.invitations}`]: {
      who: 'admin',
      answer: async ({ body, session }) =>
        inviteFromElsewhere(recording, keys, InviteRequest.parse(body), session.member),
    },
    [`GET ${ENDPOINTS.devices}`]: {
      who: 'member',
      answer: async ({ session }) => listDevices(sql, session, holderOf(session), now()),
    },
    [`POST ${ENDPOINTS.devices}`]: {
      who: 'member',
      answer: async ({ body, session }) => {
        const deed = DeviceDeed.parse(body)
        await changed(decideDevice(recording, holderOf(session), deed))
        return {}
      },
    },
    [`GET ${ENDPOINTS.administration}`]: {
      who: 'member',
      answer: async ({ session }) => {
        const { id } = holderOf(session)
        return readLines(sql, { id, all: isAdmin(id) })
      },
    },
  }
}

/** What there is to read, so that a client opens no room in which it would learn nothing. */
async function listRooms(sql: Sql, now: number): Promise<RoomList> {
  const rows = await sql.all<{ room: string; client: number; clock: number; link: string }>(
    'SELECT room, client, clock, link FROM clients ORDER BY room',
  )
  const byRoom = Map.groupBy(rows, ({ room }) => room)
  // An older version took rooms of any name.
  const known = await knownRooms(sql, [...byRoom.keys()], now)
  return [...byRoom].flatMap(([room, some]) => {
    const clocks = Object.fromEntries(some.map(({ client, clock }) => [client, Number(clock)]))
    if (!known.has(room)) return []
    const links = some.map(({ client, clock, link }) => [client, { clock, link }] as const)
    const isSegment = parseRoom(room)?.kind === 'segment'
    return [{ room, clocks, ...(isSegment ? { hash: roomHash(new Map(links), sha256) } : {}) }]
  })
}

function serverInfo({ version, keys, now, signOn }: HttpDeps): ServerInfo {
  return {
    product: 'accord',
    version,
    protocol: PROTOCOL_VERSION,
    serverId: keys.serverId,
    time: now(),
    signOn: signOn
      ? {
          issuer: signOn.issuer,
          clientId: signOn.clientId,
          scope: signOn.scope,
          required: signOn.required,
        }
      : null,
  }
}

/** Health and counters, for the machines that look after the server. */
async function answerProbe(
  deps: HttpDeps,
  path: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (path === '/healthz') {
    send(response, 200, { ok: true })
  } else if (path === '/readyz') {
    const problem = await deps.notReady()
    send(response, problem ? 503 : 200, problem ? { ok: false, problem } : { ok: true })
  } else if (path === '/metrics' && mayReadMetrics(deps, request)) {
    response.writeHead(200, { 'content-type': deps.metrics.registry.contentType })
    response.end(await deps.metrics.registry.metrics())
  } else {
    return false
  }
  return true
}

/**
 * With the token, or from this machine itself when no proxy stands between. A page of another site
 * can have this machine's browser ask under that site's own name (DNS rebinding), so the name counts.
 */
function mayReadMetrics({ metricsToken }: HttpDeps, request: IncomingMessage): boolean {
  if (metricsToken) return sameText(bearerOf(request) ?? '', metricsToken)
  const { remoteAddress = '' } = request.socket
  const proxied = 'x-forwarded-for' in request.headers || 'forwarded' in request.headers
  const ours = /^(127(\.\d{1,3}){3}|localhost|\[::1\])(:\d{1,5})?$/i
  return (
    !proxied &&
    /^(::1|(::ffff:)?127\.)/.test(remoteAddress) &&
    ours.test(request.headers.host ?? '')
  )
}

/** The credential in the header; `undefined`: none. */
export function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer ([\w.~+/=-]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1]
}

function endInTime(response: ServerResponse): void {
  const timer = setTimeout(() => response.destroy(), ANSWER_MS)
  response.once('close', () => clearTimeout(timer))
}

const NOBODY: Session = { device: '', member: '' }

function notConfirmed(): Refused {
  return new Refused(
    'device-waiting',
    403,
    'This computer waits to be confirmed. Open Accord on another of your computers and confirm it under Synchronisation, or ask a second administrator to.',
  )
}

/** Who cannot be looked up has not lost their access: a client that is told so throws its own away. */
function noAccess(directory: Directory): Refused {
  if (!directory.vouches()) {
    return new Refused('unavailable', 503, 'The server cannot answer now. Try again in a moment.')
  }
  return new Refused('credential', 401, 'Your access has ended. Ask for a new invitation.')
}

async function sessionOf(
  { directory, sql, now }: HttpDeps,
  request: IncomingMessage,
  who: Route['who'],
): Promise<Session> {
  if (who === 'anyone') return NOBODY
  const bearer = bearerOf(request) ?? ''
  const session = await directory.authenticate(bearer)
  const member = session && directory.holder(session)
  if (!session || !member) {
    if (!directory.vouches()) throw noAccess(directory)
    const presented = readCredential(bearer)
    if (presented && (await isWaiting(sql, presented, now()))) throw notConfirmed()
    throw noAccess(directory)
  }
  if (who === 'admin' && !member.grants.includes('admin')) {
    throw new Refused('forbidden', 403, 'Only an administrator can invite people.')
  }
  return session
}

function tooMany(): Refused {
  return new Refused('too-many', 429, 'Too many attempts. Wait a minute and try again.')
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > BODY_BYTES) throw new Refused('bad-request', 413, 'The request is too large.')
    parts.push(part)
  }
  const text = Buffer.concat(parts).toString('utf8')
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    throw new Refused('bad-request', 400, 'The request could not be read.')
  }
}

function sendProblem(note: Sparing, response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy()
  } else if (error instanceof Refused) {
    send(response, error.status, { error: error.problem, message: error.message })
  } else if (error instanceof z.ZodError || error instanceof UserError) {
    const message =
      error instanceof UserError ? error.message : 'The request lacks something, or says too much.'
    send(response, 400, { error: 'bad-request', message })
  } else {
    const failure = error as Error & { code?: string }
    note(`failed ${failure.code ?? failure.name}`, (log, times) =>
      log.error({ err: failure, times }, 'requests failed'),
    )
    const message = 'The server cannot answer now. Try again in a moment.'
    send(response, 503, { error: 'unavailable', message })
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(status === 429 ? { 'retry-after': '60' } : {}),
    ...(status === 413 ? { connection: 'close' } : {}),
  })
  response.end(JSON.stringify(body))
}
