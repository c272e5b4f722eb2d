import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws'
import {
  BEARER_PREFIX,
  CLOSE,
  ENDPOINTS,
  parseRoom,
  type Room as RoomName,
  SUBPROTOCOLS,
  LIMITS as WIRE,
} from '../domain/sync/protocol.ts'
import { Connection, type ConnectionDeps } from './connection.ts'
import { turnAway } from './edge/refusal.ts'
import { pathOf } from './edge/requests.ts'
import { bearerOf } from './http.ts'
import { counters, perMinute } from './limits.ts'
import type { Session } from './members/directory.ts'
import { Refused } from './members/refused.ts'
import type { Rooms } from './rooms/registry.ts'

export interface HandshakeDeps extends ConnectionDeps {
  rooms: Rooms
  /** All that are open; kept up to date here. */
  connections: Set<Connection>
  addressOf: (request: IncomingMessage) => string
  /** Tells that a connection is a member's from now on. */
  admit: (socket: Duplex) => void
}

/** Parts in which one message may come, and pieces of it that wait for the rest. */
const FRAGMENTS = 256
const CHUNKS = 16 * 1024

/** Answers upgrades to WebSocket: nothing is accepted before it is known who asks for which room. */
export function handshakes(deps: HandshakeDeps) {
  const { directory, limits, metrics, connections, addressOf } = deps
  const options: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    clientTracking: false,
    // Costs more memory for each connection than it saves on lines of a few hundred bytes.
    perMessageDeflate: false,
    maxPayload: WIRE.messageBytes,
    maxFragments: FRAGMENTS,
    maxBufferedChunks: CHUNKS,
    closeTimeout: limits.goodbyeMs,
    handleProtocols: (offered) => SUBPROTOCOLS.find((name) => offered.has(name)) ?? false,
  }
  const sockets = new WebSocketServer(options)
  const tooManyFailures = perMinute(limits.badHandshakesPerMinute)
  const byMember = counters()
  const byAddress = counters()

  async function admit(request: IncomingMessage, address: string) {
    const room = roomOf(request.url ?? '')
    if (!room) throw new Refused('not-found', 404, 'There is no such room.')
    const offered = protocolsOf(request)
    const known = SUBPROTOCOLS.some((name) => offered.includes(name))
    if (offered.length > 0 && !known) {
      throw new Refused('too-old', 426, 'The server is of an older version than your Accord.')
    }
    if (!directory.vouches()) {
      throw new Refused('unavailable', 503, 'The server cannot answer now. Try again in a moment.')
    }
    const credential = bearerOf(request) ?? credentialAmong(offered)
    const session = credential && (await directory.authenticate(credential))
    const member = session ? directory.holder(session) : undefined
    if (!session || !member) {
      throw new Refused('credential', 401, 'Your access has ended. Ask for a new invitation.')
    }
    if (member.grants.length === 0) throw new Refused('forbidden', 403, 'You have no access here.')
    const full =
      connections.size >= limits.connections ||
      byMember.of(member.id) >= limits.connectionsPerMember ||
      byAddress.of(address) >= limits.connectionsPerAddress
    if (full) throw tooMany()
    return { room, session, offered }
  }

  return async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    socket.on('error', () => socket.destroy())
    const address = addressOf(request)
    let admitted: Awaited<ReturnType<typeof admit>>
    try {
      admitted = await admit(request, address)
    } catch (error) {
      // Those who share an address with an attacker and have a credential still come in.
      const refusal = (await tooManyFailures(address)) ? tooMany() : refusalOf(error)
      metrics.turnedAway.inc({ status: refusal.status })
      turnAway(socket, refusal.status, { error: refusal.problem, message: refusal.message })
      return
    }
    const { room, session, offered } = admitted
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      deps.admit(socket)
      byMember.add(session.member)
      byAddress.add(address)
      webSocket.once('close', () => {
        byMember.remove(session.member)
        byAddress.remove(address)
      })
      takeIn(deps, webSocket, { room, session, offered })
    })
  }
}

/** Whom somebody let in, and where to. */
export interface Admitted {
  room: RoomName
  session: Session
  offered: string[]
}

/** A connection begins. */
export function takeIn(
  deps: ConnectionDeps & Pick<HandshakeDeps, 'rooms' | 'connections'>,
  webSocket: WebSocket,
  { room, session, offered }: Admitted,
): void {
  const { connections, metrics } = deps
  const connection = new Connection(webSocket, session, offered, deps)
  connections.add(connection)
  metrics.connections.set(connections.size)
  webSocket.once('close', () => {
    connections.delete(connection)
    metrics.connections.set(connections.size)
  })
  deps.rooms.enter(room, connection).then(
    (entered) => {
      const leave = () => deps.rooms.leave(entered, connection)
      if (webSocket.readyState !== webSocket.OPEN) return leave()
      webSocket.once('close', leave)
      connection.enter(entered)
    },
    (error: Error) => {
      deps.log.error({ err: error, room: room.name }, 'a room could not be opened')
      connection.end(CLOSE.storeFailed)
    },
  )
}

function refusalOf(error: unknown): Refused {
  if (error instanceof Refused) return error
  return new Refused('unavailable', 503, 'The server cannot answer now. Try again in a moment.')
}

function tooMany(): Refused {
  return new Refused('too-many', 429, 'Too many connections. Wait a minute and try again.')
}

function roomOf(url: string): RoomName | undefined {
  const path = pathOf(url)
  if (!path?.startsWith(`${ENDPOINTS.rooms}/`)) return undefined
  try {
    return parseRoom(decodeURIComponent(path.slice(ENDPOINTS.rooms.length + 1)))
  } catch {
    return undefined
  }
}

function protocolsOf(request: IncomingMessage): string[] {
  const header = request.headers['sec-websocket-protocol'] ?? ''
  return header
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

function credentialAmong(offered: string[]): string | undefined {
  return offered.find((name) => name.startsWith(BEARER_PREFIX))?.slice(BEARER_PREFIX.length)
}
