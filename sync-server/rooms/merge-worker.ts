import { parentPort, workerData } from 'node:worker_threads'
import * as Y from 'yjs'

/** Puts a document's updates together; what was deleted leaves its content behind. */
const doc = new Y.Doc({ gc: true })
for (const part of workerData as Uint8Array[]) Y.applyUpdate(doc, part)
const whole = doc.store.pendingStructs === null && doc.store.pendingDs === null
parentPort?.postMessage(whole ? Y.encodeStateAsUpdate(doc) : undefined)
