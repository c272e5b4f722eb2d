import { type Editor, Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type * as Y from 'yjs'
import type { Carets } from '../presence/carets.ts'
import { Binding } from './binding.ts'
import { caretPlugin } from './caret-plugin.ts'
import { isFromOthers, type SharedState, sharedKey } from './key.ts'
import { undoKey, undoPlugin } from './undo.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    shared: {
      /** Takes back what this person changed last, or makes it again. */
      undo: () => ReturnType
      redo: () => ReturnType
    }
  }
}

export interface SharedOptions {
  body: Y.XmlFragment | null
  carets: Carets | null
  by: string
}

const bindings = new WeakMap<Editor, Binding>()

/** The binding of an editor with its text; made once, before the editor is drawn. */
export function bindingOf(editor: Editor, body: Y.XmlFragment, by: string): Binding {
  const known = bindings.get(editor) ?? new Binding(body, editor.schema, by)
  bindings.set(editor, known)
  return known
}

/** The editor's text is the shared document's, with where others are in it and an undo of one's own. */
export const Shared = Extension.create<SharedOptions>({
  name: 'shared',
  priority: 1000,
  addOptions: () => ({ body: null, carets: null, by: '' }),
  addCommands() {
    const take =
      (way: 'undo' | 'redo') =>
      () =>
      ({
        tr,
        state,
        dispatch,
      }: {
        tr: { setMeta(key: string, value: unknown): void }
        state: never
        dispatch?: unknown
      }) => {
        tr.setMeta('preventDispatch', true)
        const undo = undoKey.getState(state)?.undoManager
        if (!undo || undo[way === 'undo' ? 'undoStack' : 'redoStack'].length === 0) return false
        if (dispatch) undo[way]()
        return true
      }
    return { undo: take('undo'), redo: take('redo') } as never
  },
  addKeyboardShortcuts() {
    return {
      'Mod-z': () => this.editor.commands.undo(),
      'Mod-y': () => this.editor.commands.redo(),
      'Shift-Mod-z': () => this.editor.commands.redo(),
    }
  },
  addProseMirrorPlugins() {
    const { body, carets, by } = this.options
    if (!body) return []
    const binding = bindingOf(this.editor as Editor, body, by)
    const sync = new Plugin<SharedState>({
      key: sharedKey,
      state: {
        init: () => ({ maps: [] }),
        apply(transaction, value) {
          if (!transaction.docChanged) return value
          if (isFromOthers(transaction)) return { maps: [] }
          const maps = transaction.before === binding.synced ? [] : value.maps
          return { maps: [...maps, ...transaction.mapping.maps] }
        },
      },
      view(view) {
        binding.attach(view)
        return {
          update: (now, before) => binding.write(now.state, before),
          destroy: () => binding.detach(),
        }
      },
    })
    return [sync, undoPlugin(binding, by), ...(carets ? [caretPlugin(binding, carets, by)] : [])]
  },
})

/** Cuts an editor off from its shared document, at once and for good. */
export function unbind(editor: Editor): void {
  bindings.get(editor)?.detach()
}
