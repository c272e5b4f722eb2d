import type { Server, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Gauge } from 'prom-client'
import { counters, type Limits } from '../limits.ts'
import { placeOf } from './address.ts'

/** A connection of whom nothing is known yet. */
interface Stranger {
  socket: Socket
  place: string
  since: number
}

/** How long a stranger is left in peace where there are many from its address, in ms. */
const GRACE_MS = 1000

/**
 * Counts the connections that nobody has vouched for, so that they never use up what members need.
 * Where there are too many, the oldest goes: an honest handshake takes milliseconds, so whoever
 * holds a connection open without a word is always the first to lose it.
 */
export function doors(
  server: Server,
  limits: Pick<Limits, 'strangers' | 'strangersPerAddress'>,
  { behindProxy, gauge }: { behindProxy: boolean; gauge: Gauge },
): { admit(socket: Duplex): void } {
  /** In the order in which they came. */
  const strangers = new Map<string, Stranger>()
  const byPlace = counters()

  function forget(key: string, socket?: Socket): void {
    const known = strangers.get(key)
    if (!known || (socket && known.socket !== socket)) return
    strangers.delete(key)
    byPlace.remove(known.place)
    gauge.set(strangers.size)
  }

  function evict(among: (stranger: Stranger) => boolean): void {
    const oldest = strangers.entries().find(([, stranger]) => among(stranger))
    if (!oldest) return
    forget(oldest[0])
    oldest[1].socket.destroy()
  }

  server.on('connection', (socket: Socket) => {
    const key = keyOf(socket)
    // Gone before we looked.
    if (key === undefined) return void socket.destroy()
    // All who come through a proxy have its address; the proxy itself keeps slow callers away.
    const place = behindProxy ? '' : placeOf(socket.remoteAddress ?? '')
    strangers.set(key, { socket, place, since: Date.now() })
    byPlace.add(place)
    gauge.set(strangers.size)
    socket.once('close', () => forget(key, socket))
    if (strangers.size > limits.strangers) evict(() => true)
    if (!behindProxy && byPlace.of(place) > limits.strangersPerAddress) {
      const before = Date.now() - GRACE_MS
      evict((stranger) => stranger.place === place && stranger.since < before)
    }
  })

  return {
    /** It is a member's from now on. */
    admit(socket) {
      const key = keyOf(socket as Socket)
      if (key !== undefined) forget(key)
    },
  }
}

/** Says the same of a connection and of the TLS on top of it. */
function keyOf({ remoteAddress, remotePort }: Socket): string | undefined {
  return remotePort === undefined ? undefined : `${remoteAddress}|${remotePort}`
}
