import * as Y from 'yjs'
import { type RefusalReason, standingReason } from '../../domain/record/guard.ts'
import type { Room } from '../../domain/sync/protocol.ts'
import { shapeObjection } from '../../domain/sync/rules.ts'
import { saysTheSame, toldAgain } from '../../domain/sync/same.ts'
import { type ClientClocks, type Struct, valuesOf } from '../../domain/sync/structs.ts'
import { clocksAfter, decodeUpdate } from '../../domain/sync/update.ts'

/** What is here of a room, as far as an update from the server is about it. */
export interface Standing {
  clocks: ClientClocks
  /** The room beyond a state vector, as one update. */
  state(beyond: Uint8Array): Uint8Array
}

export type Arrival =
  /** It goes in as it is: the bytes to keep. */
  | { arrival: 'fits'; bytes: Uint8Array }
  /** It rests on something that is not here. */
  | { arrival: 'early' }
  /** Something else stands here at the same place. */
  | { arrival: 'differs' }
  /** It breaks a rule that every server holds its members to. */
  | { arrival: 'unsound'; reason: RefusalReason }

/** Judges what a server sends by the rules that it holds its members to. */
export function judgeArrival(room: Room, bytes: Uint8Array, standing: Standing): Arrival {
  const decoded = decodeUpdate(bytes)
  if (!decoded) return { arrival: 'unsound', reason: 'unreadable' }
  const shape = shapeObjection(room, decoded)
  if (shape) return { arrival: 'unsound', reason: shape }
  const { clocks } = standing
  if (room.kind === 'segment') {
    for (const struct of decoded.structs) {
      for (const value of valuesOf(struct)) {
        const reason = standingReason(value, room.year)
        if (reason) return { arrival: 'unsound', reason }
      }
    }
  }
  const again = toldAgain(decoded.structs, clocks)
  if (again.length > 0) {
    const from = new Map(clocks)
    for (const { stretch } of again) from.set(stretch.client, stretch.from)
    const ours = structsOf(standing.state(Y.encodeStateVector(from)))
    if (!again.every(({ block, stretch }) => saysTheSame(block, ours, stretch)))
      return { arrival: 'differs' }
  }
  const after = clocksAfter(decoded, (client) => clocks.get(client) ?? 0)
  return after ? { arrival: 'fits', bytes: decoded.bytes } : { arrival: 'early' }
}

function structsOf(update: Uint8Array): Struct[] {
  return decodeUpdate(update)?.structs ?? []
}
