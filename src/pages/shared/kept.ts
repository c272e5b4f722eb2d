import { useCallback, useState } from 'react'

/** How the person left each page, to find it so again. Lives as long as the window. */
const kept = new Map<string, unknown>()

/** What was kept under the name, or `initial`. A name always stands for the same type. */
export function keptValue<T>(name: string, initial: T): T {
  return kept.has(name) ? (kept.get(name) as T) : initial
}

export function keepValue(name: string, value: unknown): void {
  kept.set(name, value)
}

/** State that survives leaving the page and coming back. The name must not change while in use. */
export function useKept<T>(name: string, initial: T): [T, (value: T) => void] {
  const [value, setValue] = useState(() => keptValue(name, initial))
  const set = useCallback(
    (next: T) => {
      keepValue(name, next)
      setValue(next)
    },
    [name],
  )
  return [value, set]
}
