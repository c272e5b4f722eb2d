import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { LIMITS } from '../../domain/sync/protocol.ts'

/**
 * Who is here: passed on between the people in a room, never stored. Everybody may speak for
 * themselves only, and the server says who that is.
 */
export interface Presence<Peer> {
  /**
   * What of a peer's message may be passed on; `undefined` when nothing is left of it.
   * @throws when the bytes cannot be read
   */
  hear(peer: Peer, member: { id: string; name: string }, bytes: Uint8Array): Uint8Array | undefined
  /** Takes note of what another node passes on. */
  hearNode(bytes: Uint8Array): void
  /** Tells that the peer is gone; `undefined` when it never said that it was there. */
  leave(peer: Peer): Uint8Array | undefined
  /** All who are here; `own`: only those connected to this node. */
  everybody(own?: boolean): Uint8Array | undefined
}

interface State {
  client: number
  clock: number
  /** JSON; `null`: gone. */
  state: string
}

interface Known<Peer> extends State {
  /** Absent: on another node. */
  peer: Peer | undefined
  member: string | undefined
  heardAt: number
}

const GONE = 'null'
const STATES_AT_ONCE = 64
const CLIENTS_OF_A_PEER = 4
/** Clients repeat themselves every 15 s; those on a node that died go quiet. */
const QUIET_MS = 60_000

export function presence<Peer extends object>(now: () => number): Presence<Peer> {
  const known = new Map<number, Known<Peer>>()

  function dropQuiet(): void {
    for (const [client, { peer, heardAt }] of known) {
      if (peer === undefined && now() - heardAt > QUIET_MS) known.delete(client)
    }
  }

  function isTheirs(peer: Peer, member: string, client: number): boolean {
    const owner = known.get(client)
    // The same person on a new connection, while the old one is not yet known to be dead.
    if (owner) return owner.peer === peer || owner.member === member
    let count = 0
    for (const other of known.values()) if (other.peer === peer) count += 1
    return count < CLIENTS_OF_A_PEER
  }

  return {
    hear(peer, member, bytes) {
      const passedOn: State[] = []
      for (const { client, clock, state } of readStates(bytes)) {
        if (!isTheirs(peer, member.id, client)) continue
        if (clock < (known.get(client)?.clock ?? 0)) continue
        const said = state === GONE ? GONE : withMember(state, member)
        if (said === undefined) continue
        known.set(client, { client, clock, state: said, peer, member: member.id, heardAt: now() })
        passedOn.push({ client, clock, state: said })
      }
      return passedOn.length > 0 ? writeStates(passedOn) : undefined
    },
    hearNode(bytes) {
      dropQuiet()
      for (const { client, clock, state } of readStates(bytes)) {
        const before = known.get(client)
        if (before && (before.clock > clock || before.peer)) continue
        if (state === GONE) known.delete(client)
        else {
          const member = memberOf(state)
          known.set(client, { client, clock, state, peer: undefined, member, heardAt: now() })
        }
      }
    },
    leave(peer) {
      const gone: State[] = []
      for (const [client, { peer: owner, clock }] of known) {
        if (owner !== peer) continue
        gone.push({ client, clock: clock + 1, state: GONE })
        known.delete(client)
      }
      return gone.length > 0 ? writeStates(gone) : undefined
    },
    everybody(own = false) {
      dropQuiet()
      const here = [...known.values()].filter(
        ({ state, peer }) => state !== GONE && (!own || peer !== undefined),
      )
      return here.length > 0 ? writeStates(here) : undefined
    },
  }
}

function readStates(bytes: Uint8Array): State[] {
  const decoder = decoding.createDecoder(bytes)
  const count = decoding.readVarUint(decoder)
  if (count > STATES_AT_ONCE) throw new RangeError('Too many states.')
  const states: State[] = []
  for (let i = 0; i < count; i++) {
    const client = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    states.push({ client, clock, state: decoding.readVarString(decoder) })
  }
  return states
}

function writeStates(states: State[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, states.length)
  for (const { client, clock, state } of states) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  }
  return encoding.toUint8Array(encoder)
}

/** The state with `member` set by us; `undefined` when it is no object or too large. */
function withMember(state: string, member: { id: string; name: string }): string | undefined {
  if (state.length > LIMITS.awarenessStateBytes) return undefined
  const value: unknown = JSON.parse(state)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return JSON.stringify({ ...value, member: { id: member.id, name: member.name } })
}

function memberOf(state: string): string | undefined {
  return (JSON.parse(state) as { member?: { id?: string } }).member?.id
}
