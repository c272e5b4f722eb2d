import { useEffect, useId, useSyncExternalStore } from 'react'
import type { SlashState } from './Slash.ts'

/** What can be put in at the caret, narrowed by what is typed after the `/`. */
export function SlashMenu({ state, textbox }: { state: SlashState; textbox: HTMLElement }) {
  const id = useId()
  const shown = useSyncExternalStore(state.listen, state.now)
  useEffect(() => {
    if (!shown) return
    textbox.setAttribute('aria-controls', id)
    textbox.setAttribute('aria-activedescendant', `${id}-${shown.at}`)
    document.getElementById(`${id}-${shown.at}`)?.scrollIntoView({ block: 'nearest' })
    return () => {
      textbox.removeAttribute('aria-controls')
      textbox.removeAttribute('aria-activedescendant')
    }
  }, [shown, id, textbox])
  if (!shown) return null
  const { items, at, left, top } = shown
  return (
    <div id={id} role="listbox" aria-label="Insert" className="slash popover" style={{ left, top }}>
      {items.length === 0 && (
        <p className="quiet slash-none">Nothing of that name. Esc goes on typing.</p>
      )}
      {items.map(({ id: item, text }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's own while it is open
        // biome-ignore lint/a11y/useFocusableInteractive: the caret stays in the text
        <div
          key={item}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          className="list-item"
          data-focused={index === at || undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => state.choose(index)}
        >
          {text}
        </div>
      ))}
    </div>
  )
}
