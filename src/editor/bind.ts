import type { Content, Editor } from '@tiptap/core'
import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { follow, inStretches } from './views/Stretches.ts'

/**
 * Gives a new editor the shared document before it is drawn: left to itself the binding draws an
 * empty one first, then all of it again.
 */
export function bind(editor: Editor, body: Y.XmlFragment, mapping: Map<never, never>): void {
  const { doc, mapping: bound } = initProseMirrorDoc(body, editor.schema)
  for (const [type, node] of bound as Map<never, never>) mapping.set(type, node)
  const stretch = editor.schema.marks.stretch
  if (doc.childCount === 0 || !stretch) return
  const drawn = inStretches(doc, stretch)
  follow(body, mapping, drawn)
  editor.options.content = drawn as unknown as Content
}
