import { Plugin, PluginKey } from '@tiptap/pm/state'
import * as Y from 'yjs'
import { DOCUMENT_MOVED, withoutCopies } from '../../../domain/documents/places/moved-words.ts'
import { LEFT } from '../../../domain/documents/places/names.ts'
import { NOTE } from '../../../domain/documents/places/note-text.ts'
import { BLOCK_ATOMS, isInlineAtom } from '../../../domain/documents/places/parts.ts'
import { undoPlace } from '../../../domain/documents/places/undo.ts'
import type { Binding } from './binding.ts'
import { HERE_ORIGIN } from './key.ts'

export const undoKey = new PluginKey<{ undoManager: Y.UndoManager }>('shared-undo')

/** Takes back what was changed here, and nothing of others: not what they typed in what was made here either. */
export function undoPlugin(binding: Binding, by: string): Plugin {
  const undoManager = new Y.UndoManager([binding.body, binding.doc.getMap(DOCUMENT_MOVED)], {
    trackedOrigins: new Set([HERE_ORIGIN]),
    deleteFilter: (item) => mayGo(item, by),
    captureTransaction: ({ meta }) => meta.get('addToHistory') !== false,
  })
  return new Plugin({
    key: undoKey,
    state: { init: () => ({ undoManager }), apply: (_, value) => value },
    view(view) {
      const added = ({ stackItem }: StackEvent) => {
        stackItem.meta.set(binding, binding.caretsBefore(view.state))
      }
      const popped = ({ stackItem }: StackEvent) => {
        binding.doc.transact(() => withoutCopies(binding.doc))
        binding.putCarets(stackItem.meta.get(binding))
      }
      undoManager.on('stack-item-added', added as never)
      undoManager.on('stack-item-popped', popped as never)
      return { destroy: () => undoManager.destroy() }
    },
  })
}

interface StackEvent {
  stackItem: { meta: Map<unknown, unknown> }
}

/** Places stay, since others may have typed in them; the rest goes. */
function mayGo(item: Y.Item, by: string): boolean {
  if (!(item.content instanceof Y.ContentType)) return true
  const type = item.content.type as Y.XmlElement | Y.XmlText
  if (type instanceof Y.XmlText) return false
  if (BLOCK_ATOMS.has(type.nodeName) || (isInlineAtom(type.nodeName) && type.nodeName !== NOTE))
    return true
  if (type.nodeName === LEFT) return true
  undoPlace(type, by)
  return false
}
