import { at, caret, choose, key, type, typeAfter } from '../hands.ts'
import { doc, p, TABLE, THREE, table, td, tr } from '../texts.ts'
import { BRAVO, type Case } from './case.ts'

/** Several write at one place, replace, move words or take back. */
export const TOGETHER: readonly Case[] = [
  {
    name: 'replace all; B beside the word',
    base: doc(p('one deal two'), p('three deal four')),
    a: (e) => {
      for (let i = 0; i < 2; i++) {
        choose(e, 'deal', 'deal')
        e.view.dispatch(e.state.tr.insertText('pact'))
      }
    },
    b: typeAfter('deal', BRAVO),
    gone: ['deal'],
    after: 'pact',
  },
  {
    name: 'replace all; B inside the word',
    base: doc(p('one deal two'), p('three deal four')),
    a: (e) => {
      for (let i = 0; i < 2; i++) {
        choose(e, 'deal', 'deal')
        e.view.dispatch(e.state.tr.insertText('pact'))
      }
    },
    b: (e) => {
      caret(e, at(e, 'deal') - 2)
      type(e, 'bravo1')
    },
    words: ['bravo1'],
    gone: ['deal'],
  },
  {
    name: 'undo by A of own paragraph, B had typed in it',
    base: THREE,
    run: (sides) => {
      const { a, b } = sides
      caret(a.editor, at(a.editor, 'eight'))
      key(a.editor, 'Enter')
      type(a.editor, 'alpha1 alpha2')
      sides.sync()
      typeAfter('alpha1', BRAVO)(b.editor)
      sides.sync()
      a.editor.commands.undo()
      sides.sync()
    },
    gone: ['alpha1', 'alpha2'],
  },
  {
    name: 'undo by A of heading change, B typed in it after',
    base: THREE,
    run: (sides) => {
      const { a, b } = sides
      caret(a.editor, at(a.editor, 'six'))
      a.editor.commands.toggleHeading({ level: 2 })
      sides.sync()
      typeAfter('seven', BRAVO)(b.editor)
      sides.sync()
      a.editor.commands.undo()
      sides.sync()
    },
    after: 'seven',
  },
  {
    name: 'undo by A of a table row, B had typed in it',
    base: TABLE,
    run: (sides) => {
      const { a, b } = sides
      caret(a.editor, at(a.editor, 'b1'))
      a.editor.commands.addRowAfter()
      sides.sync()
      caret(b.editor, at(b.editor, 'c2'))
      b.editor.commands.goToNextCell()
      type(b.editor, 'bravo1 bravo2 bravo3')
      sides.sync()
      a.editor.commands.undo()
      sides.sync()
    },
  },
  {
    name: 'undo by A of bold, B typed in it after',
    base: THREE,
    run: (sides) => {
      const { a, b } = sides
      choose(a.editor, 'six', 'eight')
      a.editor.commands.toggleBold()
      sides.sync()
      typeAfter('seven', BRAVO)(b.editor)
      sides.sync()
      a.editor.commands.undo()
      sides.sync()
    },
    after: 'seven',
  },
  {
    name: 'undo by A of own typing, B typed inside',
    base: THREE,
    run: (sides) => {
      const { a, b } = sides
      typeAfter('six', ' alpha1 alpha2 alpha3')(a.editor)
      sides.sync()
      typeAfter('alpha2', BRAVO)(b.editor)
      sides.sync()
      a.editor.commands.undo()
      sides.sync()
    },
    gone: ['alpha1', 'alpha2', 'alpha3'],
  },
  {
    name: 'cut and paste of words within a paragraph; B in them',
    base: THREE,
    a: (e) => {
      choose(e, 'six', 'seven')
      const s = e.state.selection.content()
      e.view.dispatch(e.state.tr.deleteSelection())
      caret(e, at(e, 'eleven'))
      e.view.dispatch(e.state.tr.replaceSelection(s))
    },
    b: (e) => {
      caret(e, at(e, 'six'))
      type(e, BRAVO)
    },
    after: 'six',
  },
  {
    name: 'both type at the same place',
    base: THREE,
    a: typeAfter('six', ' alpha1 alpha2'),
    b: typeAfter('six', BRAVO),
  },
  {
    name: 'both fill the same empty paragraph',
    base: doc(p('one'), p(''), p('two')),
    a: (e) => {
      caret(e, at(e, 'one') + 2)
      type(e, 'alpha1 alpha2')
    },
    b: (e) => {
      caret(e, at(e, 'one') + 2)
      type(e, 'bravo1 bravo2 bravo3')
    },
  },
  {
    name: 'both fill the same empty table cell',
    base: doc(table(tr(td('a1'), td('')))),
    a: (e) => {
      caret(e, at(e, 'a1') + 4)
      type(e, 'alpha1 alpha2')
    },
    b: (e) => {
      caret(e, at(e, 'a1') + 4)
      type(e, 'bravo1 bravo2 bravo3')
    },
  },
]
