import type { Content, Editor } from '@tiptap/core'
import type * as Y from 'yjs'
import { bindingOf } from './binding/Shared.ts'

/**
 * Gives a new editor the shared document before it is drawn: left to itself it draws an empty one
 * first, then all of it again.
 */
export function bind(editor: Editor, body: Y.XmlFragment, by = ''): void {
  editor.options.content = bindingOf(editor, body, by).synced as unknown as Content
}
