import { RateLimiterMemory } from 'rate-limiter-flexible'
import { LIMITS as WIRE } from '../domain/sync/protocol.ts'

/** What one server takes from one connection, member or address. */
export interface Limits {
  connections: number
  connectionsPerMember: number
  /** Many people may share an address: a whole NHS site leaves through one. */
  connectionsPerAddress: number
  /** Connections of whom nothing is known yet, in all; room for members is never among them. */
  strangers: number
  /** The same from one address: those beyond it are ended after a moment. */
  strangersPerAddress: number
  /** Time to say what one wants, in ms: the head of a request, a handshake of TLS. */
  headMs: number
  /** Time to answer our goodbye, in ms. */
  goodbyeMs: number
  /** HTTP answers under way to one member. */
  answersPerMember: number
  /** HTTP calls from one address in a minute. */
  callsPerMinute: number
  /** Handshakes without a good credential or room, from one address in a minute. */
  badHandshakesPerMinute: number
  /** Codes tried from one address in a minute. */
  joinsPerMinute: number
  /** Sustained messages a second on one connection, and how many may come at once. */
  messagesPerSecond: number
  messagesAtOnce: number
  /** The same in bytes. */
  bytesPerSecond: number
  bytesAtOnce: number
  /** Words about where somebody is, which all in the room hear; of more only the latest counts. */
  presencePerSecond: number
  presenceAtOnce: number
  /** Questions who is here, and whether all is the same; of more only the latest is answered. */
  questionsPerSecond: number
  questionsAtOnce: number
  /** Bytes waiting to be sent to one connection before it is ended as too slow. */
  waitingBytes: number
  /** The same to all connections of one member, and to all there are. */
  waitingBytesPerMember: number
  waitingBytesInAll: number
  /** Pieces of answers on their way, of about 256 KiB each: in all, and to one member. */
  pieces: number
  piecesPerMember: number
  /** Time to take one such piece, in ms. */
  pieceMs: number
  /** Share of the thread that one member's work may take for long, where others want it too. */
  workShare: number
  /** Work of one member, in ms, before that counts. */
  workMsAtOnce: number
  /** Updates of one connection that are being judged or stored. */
  offersAtOnce: number
  /** Frames that no honest client sends, before a connection is ended. */
  offences: number
  /** Time between pings; a connection that misses one is dead. */
  pingMs: number
  /**
   * Bytes of one document as it is stored. Nobody may make one larger than `documentBytes` of the
   * protocol; until its updates are merged it is stored with what was deleted, and takes more.
   */
  maxDocumentBytes: number
  /** Bytes stored in a day: of one member, and in one room. */
  memberBytesPerDay: number
  roomBytesPerDay: number
}

const MIB = 1024 * 1024

export const LIMITS: Limits = {
  connections: 5000,
  connectionsPerMember: 100,
  connectionsPerAddress: 2000,
  strangers: 2000,
  strangersPerAddress: 200,
  headMs: 5000,
  goodbyeMs: 2000,
  answersPerMember: 8,
  callsPerMinute: 3000,
  badHandshakesPerMinute: 300,
  joinsPerMinute: 10,
  messagesPerSecond: 100,
  messagesAtOnce: 2000,
  bytesPerSecond: 2 * MIB,
  bytesAtOnce: 64 * MIB,
  presencePerSecond: 20,
  presenceAtOnce: 40,
  questionsPerSecond: 2,
  questionsAtOnce: 10,
  waitingBytes: 16 * MIB,
  waitingBytesPerMember: 64 * MIB,
  waitingBytesInAll: 256 * MIB,
  pieces: 256,
  piecesPerMember: 4,
  pieceMs: 30_000,
  workShare: 0.2,
  workMsAtOnce: 1000,
  offersAtOnce: 64,
  offences: 50,
  pingMs: 20_000,
  maxDocumentBytes: 2 * WIRE.documentBytes,
  memberBytesPerDay: 256 * MIB,
  roomBytesPerDay: 1024 * MIB,
}

/** A bucket that fills by so much a second, up to a brim. Answers whether the amount was in it. */
export function tokenBucket(perSecond: number, brim: number, now: () => number) {
  let level = brim
  let at = now()
  return (amount: number): boolean => {
    const moment = now()
    level = Math.min(brim, level + (Math.max(0, moment - at) / 1000) * perSecond)
    at = moment
    level -= amount
    return level >= 0
  }
}

/** How many of something each key holds. */
export function counters() {
  const held = new Map<string, number>()
  return {
    of: (key: string) => held.get(key) ?? 0,
    add: (key: string) => held.set(key, (held.get(key) ?? 0) + 1),
    remove: (key: string) => {
      const left = (held.get(key) ?? 0) - 1
      if (left > 0) held.set(key, left)
      else held.delete(key)
    },
  }
}

/** Counts by address over a minute; `true`: one too many. */
export function perMinute(points: number): (address: string) => Promise<boolean> {
  const limiter = new RateLimiterMemory({ points, duration: 60 })
  return (address) =>
    limiter.consume(address).then(
      () => false,
      () => true,
    )
}
