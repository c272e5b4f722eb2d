import { useSyncExternalStore } from 'react'

/** Whether the service answers: what is on show is kept only while it does. */

let isUp = true
const hearers = new Set<() => void>()

export function setLink(up: boolean): void {
  isUp = up
  for (const hear of hearers) hear()
}

export function useLink(): boolean {
  return useSyncExternalStore(
    (hear) => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    () => isUp,
  )
}
