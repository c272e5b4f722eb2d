import type { Editor } from '@tiptap/core'

/** Puts the caret at a place and brings it to the upper part of the view. */
export function goTo(editor: Editor, pos: number, end = pos): void {
  const { doc } = editor.state
  if (pos > doc.content.size) return
  editor
    .chain()
    .setTextSelection({ from: pos, to: end })
    .focus(null, { scrollIntoView: false })
    .run()
  const { node } = editor.view.domAtPos(pos)
  const element = node instanceof Element ? node : node.parentElement
  element?.scrollIntoView({ block: 'start' })
}
