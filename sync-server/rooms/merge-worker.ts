import { parentPort } from 'node:worker_threads'
import * as Y from 'yjs'
import { piecesOf } from '../../domain/sync/pieces.ts'
import { decodeUpdate } from '../../domain/sync/update.ts'
import type { JobOutcome } from '../share/off-thread.ts'
import type { MergedPart, MergeJob } from './merge.ts'

/** Puts a room's updates together, and cuts what is large into pieces that each rest on those before. */
parentPort?.on('message', (job: MergeJob) => parentPort?.postMessage(mergeOutcome(job)))

export function mergeOutcome(job: MergeJob): JobOutcome<MergedPart[]> {
  try {
    return { answer: merged(job) }
  } catch (error) {
    return { failed: (error as Error).message }
  }
}

function merged({ parts, isDocument, pieceBytes, most }: MergeJob): MergedPart[] {
  const whole = isDocument ? wholeDocument(parts) : Y.mergeUpdates(parts)
  const size = Math.max(pieceBytes, Math.ceil(whole.length / most))
  const pieces = [...piecesOf(whole, size)]
  // Pieces are seldom full, so that there may be a few too many.
  const fitting = pieces.length <= most ? pieces : [whole]
  return fitting.map((bytes) => ({
    bytes,
    ends: Y.parseUpdateMeta(bytes).to,
    deletes: (decodeUpdate(bytes)?.deletes.length ?? 0) > 0,
  }))
}

/** What was deleted leaves its content behind. @throws when it does not go in whole */
function wholeDocument(parts: Uint8Array[]): Uint8Array {
  const doc = new Y.Doc({ gc: true })
  for (const part of parts) Y.applyUpdate(doc, part)
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    throw new Error('The updates do not go in whole.')
  return Y.encodeStateAsUpdate(doc)
}
