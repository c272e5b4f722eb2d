import type { Editor } from '@tiptap/core'
import { NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state'

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
    const chain = editor.chain().focus().insertContent({ type: name, attrs: attributes })
    chain.command(({ tr }) => goOnBehind(tr)).run()
    return
  }
  const node = editor.state.doc.nodeAt(pos)
  if (node?.type.name === name)
    editor.view.dispatch(
      editor.state.tr.setNodeMarkup(pos, null, { ...node.attrs, ...attributes }, node.marks),
    )
}

/** What is typed next goes behind a new block: while that is chosen, it would take its place. */
function goOnBehind(tr: Transaction): true {
  const { selection } = tr
  if (!(selection instanceof NodeSelection) || selection.node.isInline) return true
  const behind = selection.to
  if (!tr.doc.resolve(behind).nodeAfter?.isTextblock) {
    const paragraph = tr.doc.type.schema.nodes.paragraph?.create()
    if (paragraph) tr.insert(behind, paragraph)
  }
  tr.setSelection(TextSelection.create(tr.doc, behind + 1)).scrollIntoView()
  return true
}
