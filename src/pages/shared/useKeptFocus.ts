import { type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the focus in a place whose pressed button gives way to something else: it goes to the first
 * button there, or to the place itself (`tabIndex={-1}`).
 * @param shown what changes when the place shows something else
 * @param rather selector of the button to go to, where it is there
 * @returns the place's ref
 */
export function useKeptFocus<T extends HTMLElement>(
  shown: unknown,
  rather = 'button',
): RefObject<T | null> {
  const place = useRef<T>(null)
  // Looked at before the page changes: afterwards, nothing says where the focus was.
  const hadFocus = place.current?.contains(document.activeElement) ?? false
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is shown makes it go
  useEffect(() => {
    if (!hadFocus || place.current?.contains(document.activeElement)) return
    const find = (selector: string) => place.current?.querySelector<HTMLElement>(selector)
    ;(find(rather) ?? find('button') ?? place.current)?.focus()
  }, [shown])
  return place
}
