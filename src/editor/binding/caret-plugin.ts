import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import * as Y from 'yjs'
import { caretElement } from '../presence/caret-element.ts'
import type { Carets } from '../presence/carets.ts'
import type { Binding } from './binding.ts'
import { isFromOthers } from './key.ts'

const caretKey = new PluginKey<DecorationSet>('shared-carets')

interface Standing {
  user?: { name?: string }
  cursor?: { anchor: unknown; head: unknown } | null
}

/** Clients whose standing is another now. */
interface Changes {
  added: number[]
  updated: number[]
  removed: number[]
}

/** Shows where others are in the text, and says where this person is. */
export function caretPlugin(binding: Binding, { awareness }: Carets, by: string): Plugin {
  awareness.setLocalStateField('user', { name: by })
  const shown = (state: EditorState): DecorationSet => {
    const decorations: Decoration[] = []
    for (const [client, standing] of awareness.getStates() as Map<number, Standing | null>) {
      if (client === awareness.clientID || !standing?.cursor) continue
      const place = (at: unknown) => binding.absolute(state, Y.createRelativePositionFromJSON(at))
      const anchor = place(standing.cursor.anchor)
      const head = place(standing.cursor.head)
      if (anchor === null || head === null) continue
      const name = String(standing.user?.name ?? '')
      decorations.push(
        Decoration.widget(head, () => caretElement(name), { key: `${client}`, side: 10 }),
      )
      if (anchor !== head)
        decorations.push(
          Decoration.inline(
            Math.min(anchor, head),
            Math.max(anchor, head),
            { class: 'caret-selection' },
            { inclusiveEnd: true, inclusiveStart: false },
          ),
        )
    }
    return DecorationSet.create(state.doc, decorations)
  }
  return new Plugin<DecorationSet>({
    key: caretKey,
    state: {
      init: () => DecorationSet.empty,
      apply(transaction, value, _before, state) {
        if (isFromOthers(transaction) || transaction.getMeta(caretKey)) return shown(state)
        return transaction.docChanged ? value.map(transaction.mapping, transaction.doc) : value
      },
    },
    props: { decorations: (state) => caretKey.getState(state) },
    view(view) {
      const redraw = ({ added, updated, removed }: Changes) => {
        const isOfOthers = (client: number) => client !== awareness.clientID
        if (view.isDestroyed || ![...added, ...updated, ...removed].some(isOfOthers)) return
        // Drawing puts the selection where the editor knows it to be. A click of just now has moved
        // it, and the editor is told only later: so that the click is not lost, it reads it first.
        if (view.hasFocus()) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
        view.dispatch(view.state.tr.setMeta(caretKey, true))
      }
      const say = () => {
        const { state } = view
        if (!view.hasFocus()) {
          if (awareness.getLocalState()?.cursor) awareness.setLocalStateField('cursor', null)
          return
        }
        const anchor = binding.relative(state, state.selection.anchor)
        const head = binding.relative(state, state.selection.head)
        const cursor = anchor && head ? { anchor, head } : null
        const before = (awareness.getLocalState() as Standing | null)?.cursor
        const isSame =
          cursor && before
            ? Y.compareRelativePositions(cursor.anchor, before.anchor as Y.RelativePosition) &&
              Y.compareRelativePositions(cursor.head, before.head as Y.RelativePosition)
            : !cursor && !before
        if (!isSame) awareness.setLocalStateField('cursor', cursor)
      }
      awareness.on('change', redraw)
      view.dom.addEventListener('focusin', say)
      view.dom.addEventListener('focusout', say)
      return {
        update: say,
        destroy() {
          awareness.off('change', redraw)
          view.dom.removeEventListener('focusin', say)
          view.dom.removeEventListener('focusout', say)
          awareness.setLocalStateField('cursor', null)
        },
      }
    },
  })
}
