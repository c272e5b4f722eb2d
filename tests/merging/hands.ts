import type { Editor } from '@tiptap/core'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { CellSelection } from '@tiptap/pm/tables'

/** What a person does in an editor. */
export type Doing = (editor: Editor) => unknown

/** The place right behind a word, or before it. */
export function at(editor: Editor, word: string, side: 'after' | 'before' = 'after'): number {
  let found: number | undefined
  editor.state.doc.descendants((node, pos) => {
    if (found !== undefined || !node.isTextblock) return
    const index = node.textBetween(0, node.content.size, undefined, '\ufffc').indexOf(word)
    if (index >= 0) found = pos + 1 + index + (side === 'after' ? word.length : 0)
  })
  if (found === undefined) throw new Error(`There is no ${word}.`)
  return found
}

export function caret(editor: Editor, from: number, to = from): void {
  const { state, view } = editor
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)))
}

export function type(editor: Editor, text: string): void {
  const { view } = editor
  for (const letter of text) {
    const { from, to } = editor.state.selection
    const insert = () => editor.state.tr.insertText(letter, from, to)
    const isTaken = view.someProp('handleTextInput', (take) => take(view, from, to, letter, insert))
    if (!isTaken) view.dispatch(insert())
  }
}

export function key(editor: Editor, name: string): boolean {
  const event = new KeyboardEvent('keydown', { key: name, code: name, cancelable: true })
  return editor.view.someProp('handleKeyDown', (take) => take(editor.view, event)) === true
}

export const typeAfter =
  (word: string, text: string): Doing =>
  (editor) => {
    caret(editor, at(editor, word))
    type(editor, text)
  }

export const choose = (editor: Editor, first: string, last: string): void =>
  caret(editor, at(editor, first, 'before'), at(editor, last))

export const on =
  (word: string, doing: Doing): Doing =>
  (editor) => {
    caret(editor, at(editor, word))
    return doing(editor)
  }

export function backspace(editor: Editor): void {
  if (!key(editor, 'Backspace') && !editor.commands.deleteSelection())
    editor.commands.joinBackward()
}

export function chooseCells(editor: Editor, first: string, last: string): void {
  const cell = (word: string): number => {
    const place = editor.state.doc.resolve(at(editor, word))
    for (let depth = place.depth; depth > 0; depth--)
      if (/^table(Cell|Header)$/.test(place.node(depth).type.name)) return place.before(depth)
    throw new Error(`${word} is in no cell.`)
  }
  const { state, view } = editor
  const selection = CellSelection.create(state.doc, cell(first), cell(last))
  view.dispatch(state.tr.setSelection(selection))
}

/** Cuts the whole block of a word out and pastes it before that of another. */
export const cutAndPaste =
  (word: string, before: string): Doing =>
  (editor) => {
    const { view } = editor
    const start = (of: string) => view.state.doc.resolve(at(editor, of)).before(1)
    view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, start(word))))
    const { content } = view.state.selection.content()
    view.dispatch(view.state.tr.deleteSelection())
    view.dispatch(view.state.tr.insert(start(before), content))
  }

/** Drags it there. */
export const drag =
  (word: string, before: string): Doing =>
  (editor) => {
    const { state, view } = editor
    const from = state.doc.resolve(at(editor, word)).before(1)
    const node = state.doc.nodeAt(from)
    const target = state.doc.resolve(at(editor, before)).before(1)
    if (!node) return
    const { tr } = state
    tr.delete(from, from + node.nodeSize)
    view.dispatch(tr.insert(tr.mapping.map(target), node))
  }

/** Cuts words out, wherever they begin and end, and pastes them behind another; `over` is replaced. */
export const cutWords =
  (first: string, last: string, behind: string, over = ''): Doing =>
  (editor) => {
    choose(editor, first, last)
    const { view } = editor
    const cut = view.state.selection.content()
    view.dispatch(view.state.tr.deleteSelection())
    if (over) choose(editor, over, over)
    else caret(editor, at(editor, behind))
    view.dispatch(view.state.tr.replaceSelection(cut))
  }
