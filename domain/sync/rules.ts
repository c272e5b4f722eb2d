import * as Y from 'yjs'
import type { RefusalReason } from '../record/guard.ts'
import type { Room } from './protocol.ts'
import type { Struct } from './structs.ts'
import type { DecodedUpdate } from './update.ts'

/**
 * What an update of a room may be made of, whoever sends it: the server holds its members to this,
 * and a client the server. What its entries may say is the guard's to judge (`record/guard.ts`).
 */
export function shapeObjection(room: Room, update: DecodedUpdate): RefusalReason | undefined {
  if (!update.canonical) return 'not-canonical'
  if (room.kind !== 'segment')
    return update.structs.some(isSubdocument) ? 'wrong-content' : undefined
  if (update.deletes.length > 0) return 'not-an-append'
  return update.structs.every(isAppend) ? undefined : 'not-an-append'
}

/** Nothing but plain values added at the end of the one array `entries`. */
function isAppend(struct: Struct): boolean {
  if (!(struct instanceof Y.Item)) return false
  const { content, origin, rightOrigin, parentSub } = struct
  // Without a left neighbour Yjs writes the parent down; with one it is the neighbour's, and all
  // that a segment holds is in `entries`.
  const parent: unknown = struct.parent
  return (
    content instanceof Y.ContentAny &&
    rightOrigin === null &&
    parentSub === null &&
    (origin === null ? parent === 'entries' : parent === null)
  )
}

/** A document within a document would have rooms of its own that nobody guards. */
function isSubdocument(struct: Struct): boolean {
  return struct instanceof Y.Item && struct.content instanceof Y.ContentDoc
}
