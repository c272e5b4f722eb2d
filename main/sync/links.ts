import { setImmediate as nextTurn } from 'node:timers/promises'
import { verifySignature } from '../../disk/signatures.ts'
import { addLink, type ComparedMessage, type Links } from '../../domain/sync/links.ts'
import { type RoomSignatures, roomSignatures } from '../../domain/sync/room-signatures.ts'
import type { ClientClocks } from '../../domain/sync/structs.ts'
import type { ServiceRecord } from '../record/record.ts'
import { hashOf, sha256 } from '../record/signing.ts'

/** What the sessions of our own segments come to, kept up with the log. */
export interface OwnLinks {
  of(room: string): Promise<Links>
  /** The room's log was rewritten. */
  forget(room: string): void
  /** Whether what the server says it holds is what is here. @param stored the server's clocks */
  isSame(room: string, theirs: ComparedMessage, stored: ClientClocks): Promise<boolean>
  /** Whether a room is as its authors signed it, and with which keys. */
  signatures(room: string): Promise<RoomSignatures>
}

/** Entries hashed in one go. */
const AT_ONCE = 200

export function ownLinks({ log }: Pick<ServiceRecord, 'log'>): OwnLinks {
  const kept = new Map<string, Links>()
  const signatures = new Map<string, RoomSignatures>()
  const working = new Map<string, Promise<Links>>()

  async function extend(room: string): Promise<Links> {
    const links = kept.get(room) ?? new Map()
    kept.set(room, links)
    const signed = signatures.get(room) ?? roomSignatures(room, { sha256, verify: verifySignature })
    signatures.set(room, signed)
    const known = new Map([...links].map(([client, { clock }]) => [client, clock]))
    const values = log.valuesBeyond(room, known)
    for (const [i, { client, clock, value }] of values.entries()) {
      const hash = hashOf(value)
      addLink(links, { client, clock, hash }, sha256)
      signed.add(value, hash)
      if (i % AT_ONCE === AT_ONCE - 1) await nextTurn()
    }
    return links
  }

  function of(room: string): Promise<Links> {
    const next = (working.get(room) ?? Promise.resolve()).then(
      () => extend(room),
      () => extend(room),
    )
    working.set(room, next)
    return next
  }

  /** The link that one of our sessions had at an earlier clock. */
  function linkAt(room: string, client: number, clock: number): string | undefined {
    const links: Links = new Map()
    for (const placed of log.valuesBeyond(room, new Map()))
      if (placed.client === client && placed.clock < clock)
        addLink(links, { client, clock: placed.clock, hash: hashOf(placed.value) }, sha256)
    return links.get(client)?.link
  }

  return {
    of,
    forget(room) {
      kept.delete(room)
      signatures.delete(room)
      working.delete(room)
    },
    async signatures(room) {
      await of(room)
      return signatures.get(room) ?? roomSignatures(room, { sha256, verify: verifySignature })
    },
    async isSame(room, { links: theirs }, stored) {
      if (!theirs) return true
      const ours = await of(room)
      for (const [id, [clock, link]] of Object.entries(theirs)) {
        const client = Number(id)
        const own = ours.get(client)
        if (!own || own.clock < clock) return false
        if ((own.clock === clock ? own.link : linkAt(room, client, clock)) !== link) return false
      }
      return [...ours.keys()].every((id) => Object.hasOwn(theirs, id) || !stored.get(id))
    },
  }
}
