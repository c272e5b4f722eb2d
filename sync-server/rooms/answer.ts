import * as Y from 'yjs'
import { piecesOf as cut } from '../../domain/sync/pieces.ts'
import type { StateVector, UpdateHead, UpdateStore } from '../store/store.ts'

/** Bytes of one message to a client that catches up; small, so that others get their turn. */
export const PIECE_BYTES = 256 * 1024
/** A stored update beyond this is taken apart. */
export const LARGE_BYTES = 1024 * 1024
const ATTEMPTS = 5

/**
 * What a room holds beyond the clocks, in pieces that each rest only on those before. Never the
 * whole room in memory, nor in one message.
 */
export async function* beyond(
  store: UpdateStore,
  room: string,
  clocks: StateVector,
): AsyncGenerator<Uint8Array> {
  const stateVector = Y.encodeStateVector(clocks)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const heads = await store.heads(room)
    let moved = false
    for (const piece of piecesOf(heads, clocks)) {
      const rows = await store.read(room, piece.from, piece.to)
      moved = rows.length !== piece.count
      // Updates were merged meanwhile: start again; what was sent twice does no harm.
      if (moved) break
      const bytes = rows.map((row) => row.bytes)
      const whole = bytes.length === 1 ? (bytes[0] as Uint8Array) : Y.mergeUpdates(bytes)
      // Who has nothing yet of anybody in it takes it as it is.
      const lacking = piece.known ? Y.diffUpdate(whole, stateVector) : whole
      if (lacking.length > LARGE_BYTES) yield* cut(lacking, PIECE_BYTES)
      else yield lacking
    }
    if (!moved) return
  }
  throw new Error(`Updates of ${room} keep moving.`)
}

interface Piece {
  from: number
  to: number
  count: number
  /** Whether the reader may have some of it. */
  known: boolean
}

/** Runs of neighbours that tell something new, each run up to the size of a message. */
function piecesOf(heads: readonly UpdateHead[], clocks: StateVector): Piece[] {
  const pieces: Piece[] = []
  let size = 0
  let open = false
  for (const head of heads) {
    // Clocks do not tell of deletions.
    const wanted = head.deletes || goesBeyond(head, clocks)
    const known = [...head.ends.keys()].some((client) => clocks.has(client))
    const last = pieces.at(-1)
    if (wanted && open && last && size + head.size <= PIECE_BYTES) {
      last.to = head.seq
      last.count += 1
      last.known ||= known
      size += head.size
    } else if (wanted) {
      pieces.push({ from: head.seq, to: head.seq, count: 1, known })
      size = head.size
    }
    open = wanted
  }
  return pieces
}

function goesBeyond({ ends }: UpdateHead, clocks: StateVector): boolean {
  return [...ends].some(([client, clock]) => clock > (clocks.get(client) ?? 0))
}
