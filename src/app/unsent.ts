import { useSyncExternalStore } from 'react'
import { findNhsNumber } from '../../domain/record/nhs-number.ts'
import type { AppState } from '../../preload/types.ts'
import { queryClient } from './api.ts'

/**
 * What was typed in shared documents and is not with the service yet. It waits in the page's storage
 * too, so that a reload, a crash of the page or the end of the service loses nothing of it.
 */

const waiting = new Set<string>()
const hearers = new Set<() => void>()

/** Whether anything that was typed in a document is still on its way. */
export function useUnsent(): boolean {
  return useSyncExternalStore(
    (hear) => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    () => waiting.size > 0,
  )
}

/** Where one document's changes wait. Updates are Yjs updates in base64. */
export interface Outbox {
  read(): string | null
  /**
   * @param update `null`: all is with the service
   * @param words what it puts in; where they name a patient they are written down nowhere
   */
  write(update: string | null, words: string): void
}

export function outboxOf(document: string): Outbox {
  const { record, member } = queryClient.getQueryData<AppState>(['app.state', {}]) ?? {}
  const name = `accord-typed/${record}/${member?.id}/${document}`
  return {
    read() {
      try {
        return localStorage.getItem(name)
      } catch {
        return null
      }
    },
    write(update, words) {
      const before = waiting.size
      if (update === null) waiting.delete(document)
      else waiting.add(document)
      if (waiting.size !== before) for (const hear of hearers) hear()
      // Without storage (a full disk, a browser that forbids it) it waits in the page alone.
      try {
        if (update === null || findNhsNumber(words)) localStorage.removeItem(name)
        else localStorage.setItem(name, update)
      } catch {}
    },
  }
}
