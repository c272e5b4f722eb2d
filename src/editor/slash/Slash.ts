import { Extension } from '@tiptap/core'
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion'
import type { Action } from '../toolbar/actions.ts'
import { slashAt } from './place.ts'

export interface ShownSlash {
  items: readonly Action[]
  /** The one that Enter takes. */
  at: number
  left: number
  top: number
}

/** What stands open under a `/`, between the text and the menu that React draws. */
export class SlashState {
  readonly #hearers = new Set<() => void>()
  #shown: ShownSlash | null = null
  #choose: (item: Action) => void = () => {}

  readonly now = (): ShownSlash | null => this.#shown
  readonly listen = (hear: () => void): (() => void) => {
    this.#hearers.add(hear)
    return () => this.#hearers.delete(hear)
  }
  show({ items, clientRect, command }: SuggestionProps<Action>): void {
    const place = clientRect?.()
    this.#choose = command
    this.#say({ items, at: 0, ...placeFor(place ?? null) })
  }
  hide(): void {
    this.#say(null)
  }
  choose(at: number): void {
    const item = this.#shown?.items[at]
    if (item) this.#choose(item)
  }
  /** @returns whether the key was for the menu */
  key(key: string): boolean {
    const shown = this.#shown
    if (!shown) return false
    const { length } = shown.items
    if (key === 'ArrowDown' && length > 0) this.#say({ ...shown, at: (shown.at + 1) % length })
    else if (key === 'ArrowUp' && length > 0)
      this.#say({ ...shown, at: (shown.at + length - 1) % length })
    else if ((key === 'Enter' || key === 'Tab') && length > 0) this.choose(shown.at)
    else return false
    return true
  }
  #say(shown: ShownSlash | null): void {
    this.#shown = shown
    for (const hear of this.#hearers) hear()
  }
}

/** The menu opens on `/`; `slashAt` says where. */
export const Slash = Extension.create<{ state: SlashState; items: () => readonly Action[] }>({
  name: 'slash',
  addProseMirrorPlugins() {
    const { state, items } = this.options
    return [
      Suggestion<Action>({
        editor: this.editor,
        char: '/',
        findSuggestionMatch: (trigger) =>
          slashAt(
            trigger,
            items().map(({ text }) => text),
          ),
        items: ({ query }) => found(items(), query),
        command({ editor, range, props }) {
          editor.chain().focus().deleteRange(range).run()
          props.run(editor)
        },
        render: () => ({
          onStart: (props) => state.show(props),
          onUpdate: (props) => state.show(props),
          onExit: () => state.hide(),
          onKeyDown: ({ event }) => state.key(event.key),
        }),
      }),
    ]
  },
})

/** Those that have all the words, first those that begin with them. */
function found(items: readonly Action[], query: string): Action[] {
  const typed = query.toLowerCase().trim()
  const begins = ({ text }: Action) => text.toLowerCase().startsWith(typed)
  const has = ({ text, words = '' }: Action) =>
    typed.split(/\s+/).every((part) => `${text} ${words}`.toLowerCase().includes(part))
  const all = items.filter(has)
  return [...all.filter(begins), ...all.filter((item) => !begins(item))]
}

/** Room that the menu takes at most, in px. */
const HEIGHT = 300
const WIDTH = 280

function placeFor(caret: DOMRect | null): { left: number; top: number } {
  if (!caret) return { left: 0, top: 0 }
  const fitsBelow = caret.bottom + HEIGHT < window.innerHeight
  return {
    left: Math.max(0, Math.min(caret.left, window.innerWidth - WIDTH)),
    top: fitsBelow ? caret.bottom + 4 : Math.max(0, caret.top - HEIGHT - 4),
  }
}
