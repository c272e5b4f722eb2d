import type { Node } from '@tiptap/pm/model'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Difference } from './changes.ts'

/** Marks one side of a comparison: words as `del` or `ins`, whole blocks by a word beside them. */
export function differenceMarks(
  doc: Node,
  differences: readonly Difference[],
  side: 'before' | 'after',
): DecorationSet {
  const marks = differences.flatMap((difference, index) => {
    const [from, to] =
      side === 'before' ? [difference.fromA, difference.toA] : [difference.fromB, difference.toB]
    return marksFor(doc, from, to, nameOf(difference, side), String(index))
  })
  return DecorationSet.create(doc, marks)
}

function nameOf({ kind }: Difference, side: 'before' | 'after') {
  if (kind === 'look') return 'otherwise'
  return side === 'before' ? 'removed' : 'added'
}

const WORDS = { removed: 'Taken out', added: 'Put in', otherwise: 'Looks different' } as const

function marksFor(doc: Node, from: number, to: number, name: keyof typeof WORDS, index: string) {
  if (from === to) return []
  const shared = { 'data-difference': index }
  const marks: Decoration[] = []
  const nodeName = name === 'removed' ? 'del' : name === 'added' ? 'ins' : 'span'
  marks.push(
    Decoration.inline(from, to, { nodeName, class: `difference difference-${name}`, ...shared }),
  )
  doc.nodesBetween(from, to, (node, pos) => {
    const isWhole = pos >= from && pos + node.nodeSize <= to
    if (!isWhole || !node.isBlock || (name !== 'otherwise' && !node.isLeaf)) return true
    const attributes = { class: `difference-block difference-block-${name}`, ...shared }
    marks.push(Decoration.node(pos, pos + node.nodeSize, { ...attributes, title: WORDS[name] }))
    return false
  })
  return marks
}
