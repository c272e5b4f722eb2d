import { Mark } from '@tiptap/core'
import { Fragment, type MarkType, type Node, type Schema } from '@tiptap/pm/model'
import { type EditorState, Plugin, Selection, type Transaction } from '@tiptap/pm/state'
import { ReplaceAroundStep, ReplaceStep, type Step } from '@tiptap/pm/transform'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'

/** From so many blocks on, about 40 pages, only what is near the view is laid out. */
export const LONG = 400
const BLOCKS = 20

export interface StretchesOptions {
  body: Y.XmlFragment | null
  /** The binding's own: what is drawn for each part of the shared document. */
  mapping: Map<unknown, unknown>
}

/**
 * The blocks of a long text stand in stretches, an element for each: a browser looks after a hundred
 * of these at every key in a third of the time that it takes for thousands of blocks. They are marks
 * in the editor's own copy alone, since the shared document keeps none on blocks; a new block goes
 * without until the text is opened again.
 */
export const Stretches = Mark.create<StretchesOptions>({
  name: 'stretch',
  addOptions: () => ({ body: null, mapping: new Map() }),
  addAttributes: () => ({ number: { default: 0, rendered: false } }),
  renderHTML: () => ['div', { class: 'stretch' }, 0],
  onBeforeCreate() {
    allowStretches(this.editor.schema)
  },
  dispatchTransaction({ transaction, next }) {
    const { body, mapping } = this.options
    if (!isOfOthers(transaction)) return next(transaction)
    next(lean(transaction, this.editor.state, this.type))
    if (body) follow(body, mapping, this.editor.state.doc)
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
export function inStretches(doc: Node, type: MarkType): Node {
  if (doc.childCount <= LONG) return doc
  const blocks = doc.children.map((block, index) => inStretch(block, index, type))
  return doc.copy(Fragment.from(blocks))
}

/** Tells the binding what is drawn now for each block of the shared document. */
export function follow(body: Y.XmlFragment, mapping: Map<unknown, unknown>, doc: Node): void {
  const blocks = body.toArray()
  if (blocks.length !== doc.childCount) return
  for (const [index, block] of blocks.entries()) mapping.set(block, doc.child(index))
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

function isOfOthers(transaction: Transaction): boolean {
  const sync = transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined
  return transaction.docChanged && sync?.isChangeOrigin === true
}

/**
 * The same change without the blocks that it leaves as they were: for a letter that somebody else
 * typed, the binding replaces the whole text.
 */
export function lean(
  whole: Transaction,
  { doc: before, tr }: EditorState,
  type: MarkType,
): Transaction {
  const after = whole.doc
  const most = Math.min(before.childCount, after.childCount)
  let start = 0
  while (start < most && isSame(before.child(start), after.child(start))) start++
  let end = 0
  while (start + end < most && isSame(fromEnd(before, end), fromEnd(after, end))) end++

  const changed = after.children.slice(start, after.childCount - end)
  const blocks =
    after.childCount > LONG
      ? changed.map((block, index) => {
          const place = before.maybeChild(start + index)
          const mark = place && type.isInSet(place.marks)
          return mark
            ? block.mark(mark.addToSet(block.marks))
            : inStretch(block, start + index, type)
        })
      : changed
  const from = sizeOf(before.children.slice(0, start))
  const to = before.content.size - sizeOf(before.children.slice(before.childCount - end))
  tr.replaceWith(from, to, blocks)
  if (whole.selectionSet) tr.setSelection(Selection.fromJSON(tr.doc, whole.selection.toJSON()))
  if (whole.scrolledIntoView) tr.scrollIntoView()
  tr.setMeta(ySyncPluginKey, whole.getMeta(ySyncPluginKey))
  return tr.setMeta('addToHistory', whole.getMeta('addToHistory'))
}

/** Whether two blocks are the same but for the marks that only the editor's own copy has. */
const isSame = (before: Node, after: Node) =>
  after.hasMarkup(before.type, before.attrs) && after.content.eq(before.content)

const fromEnd = (doc: Node, index: number) => doc.child(doc.childCount - 1 - index)

const sizeOf = (blocks: readonly Node[]) => blocks.reduce((sum, { nodeSize }) => sum + nodeSize, 0)

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
