import { Mark } from '@tiptap/core'
import { Fragment, type MarkType, type Node, type Schema } from '@tiptap/pm/model'
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state'
import { ReplaceAroundStep, ReplaceStep, type Step } from '@tiptap/pm/transform'

/** From so many blocks on, about 40 pages, only what is near the view is laid out. */
export const LONG = 400
const BLOCKS = 20

/**
 * The blocks of a long text stand in stretches, an element for each: a browser looks after a hundred
 * of these at every key in a third of the time that it takes for thousands of blocks. They are marks
 * in the editor's own copy alone, since the shared document keeps none on blocks; a new block goes
 * without until the text is opened again.
 */
export const Stretches = Mark.create({
  name: 'stretch',
  addAttributes: () => ({ number: { default: 0, rendered: false } }),
  renderHTML: () => ['div', { class: 'stretch' }, 0],
  onBeforeCreate() {
    allowStretches(this.editor.schema)
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction: (transactions, _before, state) =>
          transactions.some(({ steps }) => steps.some(movesBlocks)) ? tidy(state, this.type) : null,
      }),
    ]
  },
})

/** On every block: a command may put one into another before `tidy` sees it. */
export function allowStretches({ nodes, marks }: Schema): void {
  for (const type of Object.values(nodes))
    if (type.markSet && !type.inlineContent && !type.isLeaf)
      type.markSet = [...type.markSet, marks.stretch as MarkType]
}

/** A text with its blocks in stretches, where it is long. */
export function inStretches(doc: Node, { marks }: Schema): Node {
  const type = marks.stretch
  if (doc.childCount <= LONG || !type) return doc
  const blocks = doc.children.map((block, index) => inStretch(block, index, type))
  return doc.copy(Fragment.from(blocks))
}

/** Neighbours in a stretch have the same mark, not only an equal one: that is quicker to compare. */
function inStretch(block: Node, index: number, type: MarkType): Node {
  const number = Math.floor(index / BLOCKS)
  const known = marks.get(type) ?? []
  marks.set(type, known)
  known[number] ??= type.create({ number })
  return block.mark(known[number].addToSet(block.marks))
}
const marks = new WeakMap<MarkType, ReturnType<MarkType['create']>[]>()

/** The document with these blocks: those that stay the same stay where they are, in their stretch. */
export function stretched(before: Node, blocks: readonly Node[], { marks }: Schema): Node {
  const type = marks.stretch
  const most = Math.min(before.childCount, blocks.length)
  let start = 0
  while (start < most && isSame(before.child(start), blocks[start] as Node)) start++
  let end = 0
  while (start + end < most && isSame(fromEnd(before.children, end), fromEnd(blocks, end))) end++
  const changed = blocks.slice(start, blocks.length - end)
  const placed =
    type && blocks.length > LONG
      ? changed.map((block, index) => {
          const place = before.maybeChild(start + index)
          const mark = place && type.isInSet(place.marks)
          return mark
            ? block.mark(mark.addToSet(block.marks))
            : inStretch(block, start + index, type)
        })
      : changed
  return before.copy(
    Fragment.from([
      ...before.children.slice(0, start),
      ...placed,
      ...before.children.slice(before.childCount - end),
    ]),
  )
}

/** Whether two blocks are the same but for the marks that only the editor's own copy has. */
export const isSame = (a: Node, b: Node): boolean =>
  a === b || (a.type === b.type && a.mark(b.marks).eq(b))

const fromEnd = (blocks: readonly Node[], index: number) =>
  blocks[blocks.length - 1 - index] as Node

const movesBlocks = (step: Step) =>
  step instanceof ReplaceAroundStep ||
  (step instanceof ReplaceStep && step.slice.content.firstChild?.isBlock === true)

/** Takes blocks that were put into others out of their stretch. */
function tidy({ doc, tr }: EditorState, type: MarkType): Transaction | null {
  doc.descendants((node, pos, parent) => {
    if (parent !== doc && type.isInSet(node.marks)) tr.removeNodeMark(pos, type)
    return !node.inlineContent
  })
  return tr.docChanged ? tr : null
}
