import * as Y from 'yjs'
import type { StateVector, UpdateHead, UpdateStore } from '../store/store.ts'

/** Bytes of one message to a client that catches up; small, so that others get their turn. */
export const PIECE_BYTES = 256 * 1024
const ATTEMPTS = 5

/**
 * What a segment holds beyond the clocks, in pieces that each rest only on those before. Never the
 * whole segment in memory, nor in one message.
 */
export async function* segmentBeyond(
  store: UpdateStore,
  room: string,
  clocks: StateVector,
): AsyncGenerator<Uint8Array> {
  const stateVector = Y.encodeStateVector(clocks)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const heads = await store.heads(room)
    let moved = false
    for (const piece of piecesOf(
      heads.filter((head) => goesBeyond(head, clocks)),
      heads,
    )) {
      const rows = await store.read(room, piece.from, piece.to)
      moved = rows.length !== piece.count
      // Updates were merged meanwhile: start again; what was sent twice does no harm.
      if (moved) break
      const whole =
        rows.length === 1 ? rows[0]?.bytes : Y.mergeUpdates(rows.map((row) => row.bytes))
      yield Y.diffUpdate(whole as Uint8Array, stateVector)
    }
    if (!moved) return
  }
  throw new Error(`Updates of ${room} keep moving.`)
}

/** What a document holds beyond the clocks, deletions included, as one update. */
export function documentBeyond(whole: Uint8Array, clocks: StateVector): Uint8Array {
  return Y.diffUpdate(whole, Y.encodeStateVector(clocks))
}

export async function wholeDocument(store: UpdateStore, room: string): Promise<Uint8Array> {
  const rows = await store.read(room, 0, Number.MAX_SAFE_INTEGER)
  return Y.mergeUpdates(rows.map(({ bytes }) => bytes))
}

function goesBeyond({ ends }: UpdateHead, clocks: StateVector): boolean {
  return [...ends].some(([client, clock]) => clock > (clocks.get(client) ?? 0))
}

interface Piece {
  from: number
  to: number
  count: number
}

/** Runs of neighbours, each run up to the size of a message. */
function piecesOf(wanted: UpdateHead[], all: UpdateHead[]): Piece[] {
  const place = new Map(all.map(({ seq }, i) => [seq, i]))
  const pieces: Piece[] = []
  let size = 0
  let lastPlace = -2
  for (const head of wanted) {
    const last = pieces.at(-1)
    const at = place.get(head.seq) as number
    if (last && at === lastPlace + 1 && size + head.size <= PIECE_BYTES) {
      last.to = head.seq
      last.count += 1
      size += head.size
    } else {
      pieces.push({ from: head.seq, to: head.seq, count: 1 })
      size = head.size
    }
    lastPlace = at
  }
  return pieces
}
