import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Keyboard shortcuts of what is on show. Later registrations win, so a panel outranks its page. */

export interface Shortcut {
  /** What it does, in words, for the list under `?`. */
  label: string
  run: () => unknown
}
/** `s`, `?`, `Escape`, or with `mod+` (Ctrl, or Command on a Mac) and `shift+` before. */
export type Shortcuts = Record<string, Shortcut>

const layers: { current: Shortcuts }[] = []
const watchers = new Set<() => void>()
let list: readonly { key: string; label: string }[] = []

function changed(): void {
  const byKey = new Map<string, string>()
  for (const layer of layers) {
    for (const [key, { label }] of Object.entries(layer.current)) byKey.set(key, label)
  }
  list = [...byKey].map(([key, label]) => ({ key, label }))
  for (const watch of watchers) watch()
}

/** The name under which a key press is registered. Shift is named only beside a letter or word key. */
export function keyName(event: {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
}): string {
  const single = event.key.length === 1
  const isLetter = single && event.key.toLowerCase() !== event.key.toUpperCase()
  const key = single ? event.key.toLowerCase() : event.key
  const shift = event.shiftKey && (!single || isLetter) ? 'shift+' : ''
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${shift}${key}`
}

/** Whether a key press belongs to a field the person types in. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'))
  )
}

/** Whether a dialog or menu is open over the page; single keys are then its own. */
function isCovered(): boolean {
  return document.querySelector('[role=dialog][data-modal], [role=menu], [role=listbox]') !== null
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.isComposing) return
  const name = keyName(event)
  const isCommand = name.startsWith('mod+')
  if (!isCommand && (isTyping(event.target) || isCovered())) return
  // Typing has its own undo, copy and paste.
  if (isCommand && isTyping(event.target) && name !== 'mod+k') return
  for (const layer of layers.toReversed()) {
    const shortcut = layer.current[name]
    if (!shortcut) continue
    event.preventDefault()
    shortcut.run()
    return
  }
}

/** Registers shortcuts while the component is on show. Ignored while the person types in a field. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const layer = useRef(shortcuts)
  useEffect(() => {
    layer.current = shortcuts
  })
  useEffect(() => {
    if (layers.length === 0) window.addEventListener('keydown', onKeyDown)
    layers.push(layer)
    changed()
    return () => {
      layers.splice(layers.indexOf(layer), 1)
      if (layers.length === 0) window.removeEventListener('keydown', onKeyDown)
      changed()
    }
  }, [])
}

/** All shortcuts that work now, for the list under `?`. */
export function useShortcutList(): readonly { key: string; label: string }[] {
  return useSyncExternalStore(
    (watch) => {
      watchers.add(watch)
      return () => watchers.delete(watch)
    },
    () => list,
  )
}
