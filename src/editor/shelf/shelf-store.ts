import { useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import { letGo, putBack, type ShelfEntry, shelfOf } from '../../../domain/documents/places/shelf.ts'
import { writerOf } from '../../../domain/documents/places/writers.ts'
import { HERE_ORIGIN } from '../binding/key.ts'

/** Words whose place was taken out while they were typed, with whose they are. */
export interface KeptWords extends ShelfEntry {
  /** Names of whoever typed them; empty where nobody said. */
  writers: string[]
}

export interface ShelfStore {
  now(): readonly KeptWords[]
  listen(hear: () => void): () => void
  putBack(id: string): void
  letGo(id: string): void
}

/** It matters when texts meet, not at each key. */
const AFTER_MS = 400

export function shelfStore(body: Y.XmlFragment): ShelfStore {
  const doc = body.doc
  if (!doc) throw new Error('The text belongs to no document')
  const hearers = new Set<() => void>()
  let kept: readonly KeptWords[] = read()
  let timer: ReturnType<typeof setTimeout> | undefined

  function read(): KeptWords[] {
    return shelfOf(body).map((entry) => ({
      ...entry,
      writers: [
        ...new Set(entry.clients.flatMap((client) => writerOf(doc as Y.Doc, client) ?? [])),
      ],
    }))
  }
  function refresh(): void {
    timer = undefined
    const now = read()
    if (JSON.stringify(now) === JSON.stringify(kept)) return
    kept = now
    for (const hear of hearers) hear()
  }
  const changed = () => {
    timer ??= setTimeout(refresh, AFTER_MS)
  }
  const change = (what: typeof putBack, id: string) => {
    doc.transact(() => what(body, id), HERE_ORIGIN)
    refresh()
  }

  return {
    now: () => kept,
    listen(hear) {
      if (hearers.size === 0) body.observeDeep(changed)
      hearers.add(hear)
      return () => {
        hearers.delete(hear)
        if (hearers.size > 0) return
        clearTimeout(timer)
        timer = undefined
        body.unobserveDeep(changed)
      }
    },
    putBack: (id) => change(putBack, id),
    letGo: (id) => change(letGo, id),
  }
}

export function useShelf(store: ShelfStore): readonly KeptWords[] {
  return useSyncExternalStore(store.listen, store.now)
}
