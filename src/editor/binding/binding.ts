import type { Node, Schema } from '@tiptap/pm/model'
import { type EditorState, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import * as Y from 'yjs'
import type { Block, Writer } from '../../../domain/documents/places/model.ts'
import { DOCUMENT_MOVED } from '../../../domain/documents/places/moved-words.ts'
import { forgetChanged, type Known, knownOf } from '../../../domain/documents/places/parts.ts'
import type { WantedBlock } from '../../../domain/documents/places/wanted.ts'
import { writeSequence } from '../../../domain/documents/places/write.ts'
import { noteWriter } from '../../../domain/documents/places/writers.ts'
import { inStretches, isSame, stretched } from '../views/Stretches.ts'
import { Kept } from './kept.ts'
import { fromOthers, HERE_ORIGIN, sharedKey } from './key.ts'
import { type Leaves, leavesOf } from './leaves.ts'
import { NodeMaker, type Shown } from './maker.ts'
import { absoluteOf, relativeOf } from './places.ts'
import { changedBlocks, smallestChange, startOf } from './smallest-change.ts'
import { WantedReader } from './wanted.ts'

export interface CaretPair {
  anchor: Y.RelativePosition | null
  head: Y.RelativePosition | null
}

/** One editor and its shared text: what is changed in either is changed in the other. */
export class Binding {
  readonly body: Y.XmlFragment
  readonly doc: Y.Doc
  /** The editor's document as the shared one was last told of it, or told it. */
  synced: Node
  /** Where the caret is to go with the next change, as after an undo. */
  #carets: CaretPair | null = null
  readonly #maker: NodeMaker
  readonly #known: Known
  readonly #writer: Writer
  #shown: Shown[]
  #view: EditorView | null = null
  #isWriting = false

  constructor(body: Y.XmlFragment, schema: Schema, by: string) {
    if (!body.doc) throw new Error('The text belongs to no document')
    this.body = body
    this.doc = body.doc
    this.#maker = new NodeMaker(schema)
    this.#known = knownOf(this.doc)
    this.#shown = this.#maker.show(body, this.#known)
    this.#writer = {
      by,
      now: () => new Date().toISOString(),
      fresh: () => crypto.randomUUID().slice(0, 13),
      cut: new Map(),
      cutWords: [],
    }
    const whole = schema.topNodeType.create(
      null,
      this.#shown.map(({ node }) => node),
    )
    this.synced = inStretches(whole, schema)
  }

  attach(view: EditorView): void {
    this.#view = view
    this.doc.on('beforeAllTransactions', this.#before)
    this.body.observeDeep(this.#changed)
    this.doc.getMap(DOCUMENT_MOVED).observe(this.#moved)
    if (view.state.doc !== this.synced) this.#show()
  }

  detach(): void {
    this.#view = null
    this.doc.off('beforeAllTransactions', this.#before)
    this.body.unobserveDeep(this.#changed)
    this.doc.getMap(DOCUMENT_MOVED).unobserve(this.#moved)
  }

  /** Tells the shared document what was changed in the editor. */
  write(state: EditorState, before: EditorState): void {
    const maps = sharedKey.getState(state)?.maps ?? []
    if (state.doc === this.synced || !this.#view) return
    this.#last = this.#caretsIn(before)
    const { from, oldTo, newTo } = changedBlocks(this.synced, state.doc)
    const old: Leaves = { blocks: [], cells: [], rows: [] }
    let pos = startOf(this.synced, from)
    for (let i = from; i < oldTo; i++) {
      const node = this.synced.child(i)
      leavesOf(node, pos, (this.#shown[i] as Shown).blocks, this.#maker, old)
      pos += node.nodeSize
    }
    const reader = new WantedReader(new Kept(maps, this.synced.content.size), old)
    const wanted: WantedBlock[] = []
    pos = startOf(state.doc, from)
    for (let i = from; i < newTo; i++) {
      const node = state.doc.child(i)
      for (const block of reader.blocks(node, pos)) wanted.push(block)
      pos += node.nodeSize
    }
    const home = {
      name: '',
      front: () => this.body,
      before: lastBlock(this.#shown, from - 1, -1),
      after: lastBlock(this.#shown, oldTo, 1),
    }
    const blocks = this.#shown
      .slice(from, oldTo)
      .flatMap((top) => top.blocks.filter((block) => block !== null))
    this.#isWriting = true
    const typed: { end: string; id: Y.ID }[] = []
    this.#writer.typed = (words) => typed.push(...words)
    try {
      this.doc.transact(() => {
        noteWriter(this.doc, this.#writer.by)
        writeSequence(this.#writer, home, blocks, wanted)
      }, HERE_ORIGIN)
    } finally {
      this.#isWriting = false
    }
    this.#follow(state.doc)
    if (this.#isShown(state.doc)) return
    // What was made of it is otherwise: the caret stays behind what was typed.
    const { head: caret, empty } = state.selection
    const letter = empty && caret > 0 ? state.doc.textBetween(caret - 1, caret) : ''
    const last = typed.find(({ end }) => end !== '' && end === letter)
    const behind = last ? new Y.RelativePosition(null, null, last.id, -1) : null
    this.#carets = behind && { anchor: behind, head: behind }
    this.#show()
  }

  relative(state: EditorState, pos: number): Y.RelativePosition | null {
    if (state.doc !== this.synced) return null
    return relativeOf(state.doc, this.#shown, this.#maker, pos)
  }

  absolute(state: EditorState, relative: Y.RelativePosition): number | null {
    return this.#absoluteIn(state.doc, relative)
  }

  #absoluteIn(node: Node, relative: Y.RelativePosition): number | null {
    return absoluteOf(node, this.#shown, this.#maker, this.doc, this.#known, relative)
  }

  /** The editor has made these blocks by itself. */
  #follow(doc: Node): void {
    this.#shown = this.#maker.show(this.body, this.#known)
    this.synced = doc
    if (this.#shown.length !== doc.childCount) return
    for (const [index, top] of this.#shown.entries()) {
      const node = doc.child(index)
      if (top.node === node) continue
      if (isSame(top.node, node)) {
        top.node = node
        const [only] = top.blocks
        if (top.blocks.length === 1 && only && !only.grid && only.path.length === 0)
          this.#maker.remember(only, node)
      }
    }
  }

  #isShown(doc: Node): boolean {
    return (
      this.#shown.length === doc.childCount &&
      this.#shown.every(({ node }, index) => isSame(node, doc.child(index)))
    )
  }

  /** Where the caret was before what is being changed now. */
  caretsBefore(state: EditorState): CaretPair {
    return this.#isWriting && this.#last ? this.#last : this.#caretsIn(state)
  }
  #last: CaretPair | null = null

  #caretsIn(state: EditorState): CaretPair {
    const { anchor, head } = state.selection
    return { anchor: this.relative(state, anchor), head: this.relative(state, head) }
  }

  /** The caret goes there with the change that is being made. */
  putCarets(carets: unknown): void {
    this.#carets = (carets as CaretPair | undefined) ?? this.#carets
  }

  readonly #before = () => {
    if (this.#isWriting || !this.#view) return
    this.#carets = this.caretsBefore(this.#view.state)
  }

  readonly #changed = (_events: unknown, transaction: Y.Transaction) => {
    forgetChanged(this.#known, transaction)
    if (this.#isWriting) return
    this.#shown = this.#maker.show(this.body, this.#known)
    this.#show()
  }

  readonly #moved = (_event: unknown, transaction: Y.Transaction) => {
    if (!transaction.changedParentTypes.has(this.body as never)) this.#changed(null, transaction)
  }

  /** Shows the shared document, by the smallest change that leads there. */
  #show(): void {
    const view = this.#view
    if (!view) return
    const { state } = view
    const carets = this.#carets
    this.#carets = null
    const doc = stretched(
      state.doc,
      this.#shown.map(({ node }) => node),
      state.schema,
    )
    const transaction = fromOthers(smallestChange(state, doc))
    this.synced = transaction.doc
    const place = (relative: Y.RelativePosition | null | undefined) =>
      relative ? this.#absoluteIn(transaction.doc, relative) : null
    if (carets && state.selection instanceof TextSelection) {
      const anchor = place(carets.anchor) ?? transaction.selection.anchor
      const head = place(carets.head) ?? transaction.selection.head
      transaction.setSelection(
        TextSelection.between(transaction.doc.resolve(anchor), transaction.doc.resolve(head)),
      )
    }
    view.dispatch(transaction)
  }
}

function lastBlock(shown: readonly Shown[], index: number, step: 1 | -1): Block | undefined {
  for (let i = index; i >= 0 && i < shown.length; i += step) {
    const blocks = (shown[i] as Shown).blocks.filter((block) => block !== null)
    const block = step === 1 ? blocks[0] : blocks.at(-1)
    if (block) return block
  }
  return undefined
}
