import {
  at,
  backspace,
  caret,
  choose,
  chooseCells,
  cutWords,
  drag,
  key,
  on,
  type,
  typeAfter,
} from '../hands.ts'
import { doc, h, LIST, NESTED, p, TABLE, THREE, table, td, tr, ul } from '../texts.ts'
import { BRAVO, type Case } from './case.ts'

const quotation = (...content: ReturnType<typeof p>[]) => ({ type: 'blockquote', content })
const callout = (...content: ReturnType<typeof p>[]) => ({
  type: 'callout',
  attrs: { tone: 'important' },
  content,
})

/** What is done to words that are moved, and two kinds of change that meet. */
export const FURTHER: readonly Case[] = [
  {
    name: 'cut and paste of words; B right behind them',
    base: THREE,
    a: cutWords('six', 'seven', 'eleven'),
    b: typeAfter('seven', BRAVO),
    after: 'seven',
  },
  {
    name: 'cut and paste of words within one paragraph; B in them',
    base: THREE,
    a: cutWords('five', 'six', 'eight'),
    b: typeAfter('five', BRAVO),
    after: 'five',
  },
  {
    name: 'cut and paste of words over others; B in them',
    base: THREE,
    a: cutWords('six', 'seven', '', 'ten'),
    b: typeAfter('six', BRAVO),
    after: 'six',
    gone: ['ten'],
  },
  {
    name: 'cut and paste of words over others; B in those',
    base: THREE,
    a: cutWords('six', 'seven', '', 'ten eleven'),
    b: typeAfter('ten', BRAVO),
    gone: ['ten', 'eleven'],
  },
  {
    name: 'cut and paste over two paragraphs; B in the second',
    base: THREE,
    a: cutWords('three', 'six', 'eleven'),
    b: typeAfter('five', BRAVO),
    after: 'five',
  },
  {
    name: 'cut and paste of words into a cell; B in them',
    base: doc(p('one two three'), table(tr(td('a1 a2'), td('b1 b2')))),
    a: cutWords('one', 'three', 'a2'),
    b: typeAfter('two', BRAVO),
    after: 'two',
  },
  {
    name: 'cut and paste of words out of a cell; B in them',
    base: doc(table(tr(td('four five six'), td('b1 b2'))), p('one two three')),
    a: cutWords('four', 'six', 'two'),
    b: typeAfter('five', BRAVO),
    after: 'five',
  },
  {
    name: 'cut and paste of words; B makes their paragraph a list and types in them',
    base: THREE,
    a: cutWords('six', 'seven', 'eleven'),
    b: (e) => {
      on('seven', () => e.commands.toggleBulletList())(e)
      typeAfter('six', BRAVO)(e)
    },
    after: 'six',
  },
  {
    name: 'both cut and paste the same words, elsewhere each',
    base: THREE,
    a: cutWords('six', 'seven', 'eleven'),
    b: cutWords('six', 'seven', 'two'),
    words: [],
  },
  {
    name: 'cut and paste of words; B splits them (Enter) and types',
    base: THREE,
    a: cutWords('six', 'seven', 'eleven'),
    b: (e) => {
      on('six', () => key(e, 'Enter'))(e)
      type(e, BRAVO)
    },
    after: 'six',
  },
  {
    name: 'cut and paste of words, and again; B in them',
    base: THREE,
    a: (e) => {
      cutWords('six', 'seven', 'eleven')(e)
      cutWords('six', 'seven', 'two')(e)
    },
    b: typeAfter('six', BRAVO),
    after: 'six',
  },
  {
    name: 'undo by A of cut and paste of words, B had typed in them',
    base: THREE,
    run: (sides) => {
      const { a, b } = sides
      cutWords('six', 'seven', 'eleven')(a.editor)
      typeAfter('six', BRAVO)(b.editor)
      sides.sync()
      for (let i = 0; i < 2; i++) a.editor.commands.undo()
      sides.sync()
    },
  },
  {
    name: 'undo by A of cut and paste of words that B has moved as well',
    base: THREE,
    run: (sides) => {
      const { a, b } = sides
      cutWords('six', 'seven', 'eleven')(a.editor)
      cutWords('six', 'seven', 'two')(b.editor)
      sides.sync()
      for (let i = 0; i < 2; i++) a.editor.commands.undo()
      sides.sync()
    },
    words: [],
  },
  {
    name: 'split (Enter); B makes it a heading and types behind the split',
    base: THREE,
    a: on('six', (e) => key(e, 'Enter')),
    b: (e) => {
      on('six', () => e.commands.toggleHeading({ level: 2 }))(e)
      typeAfter('seven', BRAVO)(e)
    },
    after: 'seven',
  },
  {
    name: 'join (Backspace); B splits the second and types',
    base: THREE,
    a: (e) => {
      caret(e, at(e, 'five', 'before'))
      backspace(e)
    },
    b: (e) => {
      on('seven', () => key(e, 'Enter'))(e)
      type(e, BRAVO)
    },
    after: 'seven',
  },
  {
    name: 'quotation off; B in its second paragraph',
    base: doc(quotation(p('one two'), p('three four')), p('five')),
    a: (e) => {
      choose(e, 'one', 'four')
      e.commands.toggleBlockquote()
    },
    b: typeAfter('three', BRAVO),
    after: 'three',
  },
  {
    name: 'callout off; B splits a paragraph in it',
    base: doc(p('one'), callout(p('two three'), p('four five')), p('six')),
    a: on('two', (e) => e.commands.toggleCallout('important')),
    b: (e) => {
      on('two', () => key(e, 'Enter'))(e)
      type(e, BRAVO)
    },
    after: 'two',
  },
  {
    name: 'numbers on; B lifts an item and types in it',
    base: LIST,
    a: on('l2b', (e) => e.commands.toggleOrderedList()),
    b: (e) => {
      on('l3b', () => e.commands.liftListItem('listItem'))(e)
      typeAfter('l3b', BRAVO)(e)
    },
    after: 'l3b',
  },
  {
    name: 'item taken out whole; B in an item nested in it',
    base: NESTED,
    a: (e) => {
      const place = e.state.doc.resolve(at(e, 'n2b'))
      e.view.dispatch(e.state.tr.delete(place.before(-1), place.after(-1)))
    },
    b: typeAfter('n2a', BRAVO),
    gone: ['n2a', 'n2b', 'n2c'],
  },
  {
    name: 'list joined to the paragraph above (Backspace); B in the item',
    base: LIST,
    a: (e) => {
      caret(e, at(e, 'l1a', 'before'))
      backspace(e)
    },
    b: typeAfter('l1b', BRAVO),
    after: 'l1b',
  },
  {
    name: 'both drag the same list, one into a quotation',
    base: doc(ul('l1a l1b', 'l2a l2b'), p('one two'), quotation(p('three'))),
    a: drag('l1a', 'three'),
    b: (e) => {
      drag('l1a', 'three')(e)
      typeAfter('l2a', BRAVO)(e)
    },
    after: 'l2a',
  },
  {
    name: 'table taken out; B in a cell',
    base: TABLE,
    a: on('b1', (e) => e.commands.deleteTable()),
    b: typeAfter('e1', BRAVO),
    gone: 'H1 H2 H3 a1 a2 b1 b2 c1 c2 d1 d2 e1 e2 f1 f2'.split(' '),
  },
  {
    name: 'table: merge 2 cells; B splits a paragraph in the second',
    base: TABLE,
    a: (e) => {
      chooseCells(e, 'b1', 'c1')
      e.commands.mergeCells()
    },
    b: (e) => {
      on('c1', () => key(e, 'Enter'))(e)
      type(e, BRAVO)
    },
    after: 'c1',
  },
  {
    name: 'table: add column; B makes the words of a cell a list',
    base: TABLE,
    a: on('b1', (e) => e.commands.addColumnBefore()),
    b: (e) => {
      on('b1', () => e.commands.toggleBulletList())(e)
      typeAfter('b2', BRAVO)(e)
    },
    after: 'b2',
  },
  {
    name: 'replace all; B makes the paragraph a heading and types behind the word',
    base: doc(p('one deal two'), p('three deal four')),
    a: (e) => {
      for (let i = 0; i < 2; i++) {
        choose(e, 'deal', 'deal')
        e.view.dispatch(e.state.tr.insertText('pact'))
      }
    },
    b: (e) => {
      on('four', () => e.commands.toggleHeading({ level: 2 }))(e)
      typeAfter('three deal', BRAVO)(e)
    },
    gone: ['deal'],
    after: 'three pact',
  },
  {
    name: 'paste of paragraphs over a choice; B in what was chosen',
    base: THREE,
    a: (e) => {
      choose(e, 'two', 'ten')
      e.commands.insertContent([p('alpha1 alpha2'), p('alpha3')])
    },
    b: typeAfter('six', BRAVO),
    gone: 'two three four five six seven eight nine ten'.split(' '),
  },
  {
    name: 'heading and its paragraph taken out; B types in both',
    base: doc(p('intro'), h(2, 'one two'), p('three four'), p('outro')),
    a: (e) => {
      const start = e.state.doc.resolve(at(e, 'one')).before(1)
      const end = e.state.doc.resolve(at(e, 'four')).after(1)
      e.view.dispatch(e.state.tr.delete(start, end))
    },
    b: (e) => {
      typeAfter('two', ' bravo1')(e)
      typeAfter('three', ' bravo2 bravo3')(e)
    },
    gone: ['one', 'two', 'three', 'four'],
  },
]
