import type { Editor } from '@tiptap/core'
import { useSyncExternalStore } from 'react'
import { type DocumentFacts, factsOf } from './facts.ts'

/** What is in the document, read again a moment after it changed. */
export interface FactsStore {
  now(): DocumentFacts
  /** Read from the text this instant: for going to a place, which others' typing has moved since. */
  fresh(): DocumentFacts
  listen(hear: () => void): () => void
  /** Reads at once, after a change that the panels show themselves. */
  read(): void
  stop(): void
}

/** People do not watch the word count while they type. */
const AFTER_MS = 400

export function factsStore(editor: Editor): FactsStore {
  const hearers = new Set<() => void>()
  let facts = factsOf(editor.state.doc)
  let timer: ReturnType<typeof setTimeout> | undefined
  const read = () => {
    clearTimeout(timer)
    timer = undefined
    if (editor.isDestroyed) return
    facts = factsOf(editor.state.doc)
    for (const hear of hearers) hear()
  }
  const changed = () => {
    timer ??= setTimeout(read, AFTER_MS)
  }
  editor.on('update', changed)
  return {
    now: () => facts,
    fresh: () => factsOf(editor.state.doc),
    listen(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    read,
    stop() {
      clearTimeout(timer)
      editor.off('update', changed)
    },
  }
}

export function useFacts(store: FactsStore): DocumentFacts {
  return useSyncExternalStore(store.listen, store.now)
}
