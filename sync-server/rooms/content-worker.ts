import { parentPort } from 'node:worker_threads'
import * as Y from 'yjs'
import { decodeUpdate } from '../../domain/sync/update.ts'
import { isWellPlaced } from '../../domain/sync/well-placed.ts'
import { worked } from '../share/meter.ts'
import type { JobOutcome } from '../share/off-thread.ts'
import type { ContentAnswer, ContentJob, LookedAt } from './content.ts'

/** Holds the documents that were written in lately, as they stand in the store. */
interface Held {
  doc: Y.Doc
  at: number
  bytes: number
}

/** Bytes of documents that are held, as they are stored. */
const MOST_BYTES = 64 * 1024 * 1024
/** How deep types may lie in each other: people nest lists five deep, each in two. */
const DEEPEST = 100

/** Answers one job after the other, with what is held between them. */
export function contentHolder(): (job: ContentJob) => ContentAnswer {
  /** The one used last at the end. */
  const held = new Map<string, Held>()

  function load(room: string, at: number, parts: readonly Uint8Array[]): void {
    held.get(room)?.doc.destroy()
    const doc = new Y.Doc()
    doc.transact(() => {
      for (const part of parts) Y.applyUpdate(doc, part)
    })
    const bytes = parts.reduce((sum, { length }) => sum + length, 0)
    held.delete(room)
    held.set(room, { doc, at, bytes })
    makeRoom()
  }

  function makeRoom(): void {
    let bytes = [...held.values()].reduce((sum, each) => sum + each.bytes, 0)
    for (const [room, each] of held) {
      if (bytes <= MOST_BYTES || held.size === 1) return
      bytes -= each.bytes
      each.doc.destroy()
      held.delete(room)
    }
  }

  return ({ room, at, parts, update }) => {
    if (parts) load(room, at, parts)
    const one = held.get(room)
    if (!one || one.at !== at) return 'unknown'
    if (!update) return 'fits'
    held.delete(room)
    const answer = lookAt(one.doc, update)
    if (answer === 'fits') {
      held.set(room, { doc: one.doc, at: at + 1, bytes: one.bytes + update.length })
      makeRoom()
    }
    // Else nobody knows what it did to the document: the next one has it put together anew.
    else one.doc.destroy()
    return answer
  }
}

const answerTo = contentHolder()

parentPort?.on('message', (job: ContentJob) => {
  const begun = worked()
  const answer = answerTo(job)
  const outcome: JobOutcome<LookedAt> = { answer: { answer, ms: worked() - begun } }
  parentPort?.postMessage(outcome)
})

function lookAt(doc: Y.Doc, update: Uint8Array): ContentAnswer {
  const structs = decodeUpdate(update)?.structs
  if (!structs) return 'unreadable'
  try {
    Y.applyUpdate(doc, update)
  } catch {
    // Yjs throws where content makes no sense where it stands.
    return 'unreadable'
  }
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return 'out-of-order'
  if (!isWellPlaced(doc, structs)) return 'not-canonical'
  return structs.every((struct) => isShallow(doc, struct.id)) ? 'fits' : 'too-large'
}

/** Whoever reads a document goes down into it: deep enough, and their stack ends. */
function isShallow(doc: Y.Doc, id: Y.ID): boolean {
  const structs = doc.store.clients.get(id.client) ?? []
  let struct: unknown = structs[Y.findIndexSS(structs, id.clock)]
  for (let depth = 0; depth <= DEEPEST; depth++) {
    const parent = struct instanceof Y.Item ? struct.parent : null
    const holder = parent instanceof Y.AbstractType ? parent._item : null
    if (!holder) return true
    struct = holder
  }
  return false
}
