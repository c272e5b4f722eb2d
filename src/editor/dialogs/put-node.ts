import type { Editor } from '@tiptap/core'

export interface NodeDialogProps {
  editor: Editor
  onClose: () => void
  /** Where the node is whose settings these are; absent for a new one. */
  pos?: number
}

/** The attributes of the node there; empty for a new one. */
export function attributesAt(editor: Editor, name: string, pos?: number): Record<string, unknown> {
  const node = pos === undefined ? null : editor.state.doc.nodeAt(pos)
  return node?.type.name === name ? node.attrs : {}
}

/** Gives the node there these attributes, or puts a new one in at the caret. */
export function putNode(
  editor: Editor,
  name: string,
  attributes: Record<string, unknown>,
  pos?: number,
): void {
  if (pos === undefined) {
    editor.chain().focus().insertContent({ type: name, attrs: attributes }).run()
    return
  }
  const node = editor.state.doc.nodeAt(pos)
  if (node?.type.name === name)
    editor.view.dispatch(
      editor.state.tr.setNodeMarkup(pos, null, { ...node.attrs, ...attributes }, node.marks),
    )
}
