import type { Node } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'

/** The change of the editor's document to another that touches the least. */
export function smallestChange(state: EditorState, doc: Node): Transaction {
  const { tr } = state
  const start = state.doc.content.findDiffStart(doc.content)
  if (start === null) return tr
  let { a, b } = state.doc.content.findDiffEnd(doc.content) as { a: number; b: number }
  const overlap = start - Math.min(a, b)
  if (overlap > 0) {
    a += overlap
    b += overlap
  }
  try {
    return tr.step(new ReplaceStep(start, a, doc.slice(start, b)))
  } catch {
    // Steps cannot say every change of nesting; whole blocks they can.
    const { from, oldTo, newTo } = changedBlocks(state.doc, doc)
    const blocks = doc.children.slice(from, newTo)
    return state.tr.replaceWith(startOf(state.doc, from), startOf(state.doc, oldTo), blocks)
  }
}

/** Numbers of the blocks that differ: from, and up to in each. */
export function changedBlocks(before: Node, after: Node) {
  const most = Math.min(before.childCount, after.childCount)
  let from = 0
  while (from < most && before.child(from) === after.child(from)) from++
  let end = 0
  while (
    end < most - from &&
    before.child(before.childCount - 1 - end) === after.child(after.childCount - 1 - end)
  )
    end++
  return { from, oldTo: before.childCount - end, newTo: after.childCount - end }
}

/** Where the block of a number begins. */
export function startOf(doc: Node, index: number): number {
  let pos = 0
  for (let i = 0; i < index; i++) pos += doc.child(i).nodeSize
  return pos
}
