import { Extension } from '@tiptap/core'
import { Plugin, Selection, TextSelection } from '@tiptap/pm/state'
import { ImageView } from './ImageView.ts'
import { type LiveDesk, LiveView } from './LiveView.ts'
import { noteViews } from './note-views.ts'
import type { NoteNumbers } from './numbers.ts'
import { LONG } from './Stretches.ts'

export interface ViewsOptions {
  numbers: NoteNumbers
  live: LiveDesk
  /** Asks for a node's settings. */
  onOpen: (name: string, pos: number) => void
}

/** How the nodes are drawn that are more than their words. */
export const Views = Extension.create<ViewsOptions>({
  name: 'views',
  addProseMirrorPlugins() {
    const { numbers, live, onOpen } = this.options
    return [
      new Plugin({
        props: {
          attributes: ({ doc }) => (doc.childCount > LONG ? { class: 'sheet-long' } : {}),
          nodeViews: {
            ...noteViews(numbers),
            live: (node, _view, getPos) => new LiveView(node, getPos, live),
            image: (node, view, getPos) =>
              new ImageView(node, () => {
                const pos = getPos()
                if (view.editable && pos !== undefined) onOpen('image', pos)
              }),
          },
          handleDoubleClickOn(view, _pos, node, nodePos) {
            if (!view.editable || !node.isInline || !node.isAtom || node.isText) return false
            onOpen(node.type.name, nodePos)
            return true
          },
        },
      }),
    ]
  },
  addKeyboardShortcuts() {
    // Left to the browser, these stop where the text is not laid out yet.
    const go = (isEnd: boolean, extend: boolean) => () => {
      const { state, view } = this.editor
      const edge = isEnd ? Selection.atEnd(state.doc) : Selection.atStart(state.doc)
      const selection = extend ? TextSelection.between(state.selection.$anchor, edge.$head) : edge
      view.dispatch(state.tr.setSelection(selection).scrollIntoView())
      return true
    }
    return {
      'Mod-Home': go(false, false),
      'Mod-End': go(true, false),
      'Shift-Mod-Home': go(false, true),
      'Shift-Mod-End': go(true, true),
      /** On a chosen picture, note or block: its settings. */
      Enter: () => {
        const { selection } = this.editor.state
        const node =
          'node' in selection
            ? (selection.node as { isAtom: boolean; type: { name: string } })
            : null
        if (!node?.isAtom || node.type.name === 'horizontalRule' || !this.editor.isEditable)
          return false
        this.options.onOpen(node.type.name, selection.from)
        return true
      },
    }
  },
})
