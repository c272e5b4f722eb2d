import {
  at,
  backspace,
  caret,
  choose,
  cutAndPaste,
  drag,
  key,
  on,
  type,
  typeAfter,
} from '../hands.ts'
import { doc, h, LIST, NESTED, p, THREE } from '../texts.ts'
import { BRAVO, type Case } from './case.ts'

/** Somebody changes what a block is, where it stands or whether; another types in it meanwhile. */
export const BLOCKS: readonly Case[] = [
  {
    name: 'paragraph → heading',
    base: THREE,
    a: on('six', (e) => e.commands.toggleHeading({ level: 2 })),
    b: typeAfter('seven', BRAVO),
    after: 'seven',
  },
  {
    name: 'paragraph → heading, B at the end',
    base: THREE,
    a: on('six', (e) => e.commands.toggleHeading({ level: 2 })),
    b: typeAfter('eight', BRAVO),
    after: 'eight',
  },
  {
    name: 'paragraph → heading by typing "## "',
    base: THREE,
    a: (e) => {
      caret(e, at(e, 'five', 'before'))
      type(e, '## ')
    },
    b: typeAfter('seven', BRAVO),
    after: 'seven',
  },
  {
    name: 'heading → paragraph',
    base: doc(h(2, 'five six seven eight'), p('nine')),
    a: on('six', (e) => e.commands.setParagraph()),
    b: typeAfter('seven', BRAVO),
    after: 'seven',
  },
  {
    name: 'heading level 2 → 3',
    base: doc(h(2, 'five six seven eight'), p('nine')),
    a: on('six', (e) => e.commands.toggleHeading({ level: 3 })),
    b: typeAfter('seven', BRAVO),
    after: 'seven',
  },
  {
    name: 'both: paragraph → heading',
    base: THREE,
    a: on('six', (e) => e.commands.toggleHeading({ level: 2 })),
    b: on('six', (e) => e.commands.toggleHeading({ level: 2 })),
    words: [],
  },
  {
    name: 'bold over the place',
    base: THREE,
    a: (e) => {
      choose(e, 'six', 'eight')
      e.commands.toggleBold()
    },
    b: typeAfter('seven', BRAVO),
    after: 'seven',
  },
  {
    name: 'bold + B changes a letter in it',
    base: THREE,
    a: (e) => {
      choose(e, 'six', 'eight')
      e.commands.toggleBold()
    },
    b: (e) => {
      choose(e, 'seven', 'seven')
      type(e, 'bravo1')
    },
    words: ['bravo1'],
    gone: ['seven'],
  },
  {
    name: 'indent list item; B in it',
    base: LIST,
    a: on('l2b', (e) => e.commands.sinkListItem('listItem')),
    b: typeAfter('l2b', BRAVO),
    after: 'l2b',
  },
  {
    name: 'indent list item; B in the next',
    base: LIST,
    a: on('l2b', (e) => e.commands.sinkListItem('listItem')),
    b: typeAfter('l3b', BRAVO),
    after: 'l3b',
  },
  {
    name: 'indent list item; B in the one above',
    base: LIST,
    a: on('l2b', (e) => e.commands.sinkListItem('listItem')),
    b: typeAfter('l1b', BRAVO),
    after: 'l1b',
  },
  {
    name: 'both indent the same item',
    base: LIST,
    a: on('l2b', (e) => e.commands.sinkListItem('listItem')),
    b: on('l2b', (e) => e.commands.sinkListItem('listItem')),
    words: [],
  },
  {
    name: 'lift nested item; B in it',
    base: NESTED,
    a: on('n2b', (e) => e.commands.liftListItem('listItem')),
    b: typeAfter('n2b', BRAVO),
    after: 'n2b',
  },
  {
    name: 'lift nested item; B in sibling after',
    base: NESTED,
    a: on('n2b', (e) => e.commands.liftListItem('listItem')),
    b: typeAfter('n3b', BRAVO),
    after: 'n3b',
  },
  {
    name: 'lift item out of list; B in it',
    base: LIST,
    a: on('l2b', (e) => e.commands.liftListItem('listItem')),
    b: typeAfter('l2b', BRAVO),
    after: 'l2b',
  },
  {
    name: 'lift item out of list; B in item after',
    base: LIST,
    a: on('l2b', (e) => e.commands.liftListItem('listItem')),
    b: typeAfter('l4b', BRAVO),
    after: 'l4b',
  },
  {
    name: 'wrap in bullet list',
    base: THREE,
    a: on('six', (e) => e.commands.toggleBulletList()),
    b: typeAfter('seven', BRAVO),
    after: 'seven',
  },
  {
    name: 'wrap 3 paragraphs in list; B in last',
    base: THREE,
    a: (e) => {
      choose(e, 'two', 'ten')
      e.commands.toggleBulletList()
    },
    b: typeAfter('ten', BRAVO),
    after: 'ten',
  },
  {
    name: 'bullets → numbers; B in item 3',
    base: LIST,
    a: on('l2b', (e) => e.commands.toggleOrderedList()),
    b: typeAfter('l3b', BRAVO),
    after: 'l3b',
  },
  {
    name: 'bullet list off (whole list)',
    base: LIST,
    a: (e) => {
      choose(e, 'l1a', 'l4c')
      e.commands.toggleBulletList()
    },
    b: typeAfter('l3b', BRAVO),
    after: 'l3b',
  },
  {
    name: 'wrap in quotation',
    base: THREE,
    a: on('six', (e) => e.commands.toggleBlockquote()),
    b: typeAfter('seven', BRAVO),
    after: 'seven',
  },
  {
    name: 'wrap in callout',
    base: THREE,
    a: on('six', (e) => e.commands.toggleCallout('important')),
    b: typeAfter('seven', BRAVO),
    after: 'seven',
  },
  {
    name: 'split (Enter); B after the split',
    base: THREE,
    a: on('six', (e) => key(e, 'Enter')),
    b: typeAfter('seven', BRAVO),
    after: 'seven',
  },
  {
    name: 'split (Enter); B at end of paragraph',
    base: THREE,
    a: on('six', (e) => key(e, 'Enter')),
    b: typeAfter('eight', BRAVO),
    after: 'eight',
  },
  {
    name: 'split (Enter); B before the split',
    base: THREE,
    a: on('six', (e) => key(e, 'Enter')),
    b: typeAfter('five', BRAVO),
    after: 'five',
  },
  {
    name: 'split list item; B after the split',
    base: LIST,
    a: on('l2a', (e) => key(e, 'Enter')),
    b: typeAfter('l2b', BRAVO),
    after: 'l2b',
  },
  {
    name: 'both split at the same place',
    base: THREE,
    a: on('six', (e) => key(e, 'Enter')),
    b: on('six', (e) => key(e, 'Enter')),
    words: [],
  },
  {
    name: 'join (Backspace); B in the second',
    base: THREE,
    a: (e) => {
      caret(e, at(e, 'five', 'before'))
      backspace(e)
    },
    b: typeAfter('seven', BRAVO),
    after: 'seven',
  },
  {
    name: 'join (Backspace); B in the first',
    base: THREE,
    a: (e) => {
      caret(e, at(e, 'five', 'before'))
      backspace(e)
    },
    b: typeAfter('three', BRAVO),
    after: 'three',
  },
  {
    name: 'move by cut and paste; B in it',
    base: THREE,
    a: cutAndPaste('ten', 'one'),
    b: typeAfter('eleven', BRAVO),
    after: 'eleven',
  },
  {
    name: 'move by drag; B in it',
    base: THREE,
    a: drag('ten', 'one'),
    b: typeAfter('eleven', BRAVO),
    after: 'eleven',
  },
  {
    name: 'move by drag; B in neighbour',
    base: THREE,
    a: drag('ten', 'one'),
    b: typeAfter('seven', BRAVO),
    after: 'seven',
  },
  {
    name: 'both move the same block',
    base: doc(p('one'), p('two two'), p('three'), p('four four')),
    a: drag('four', 'one'),
    b: drag('four', 'three'),
    words: [],
  },
  {
    name: 'delete words of paragraph; B in it',
    base: THREE,
    a: (e) => {
      choose(e, 'five', 'eight')
      backspace(e)
    },
    b: typeAfter('seven', BRAVO),
    gone: ['five', 'six', 'seven', 'eight'],
  },
  {
    name: 'delete paragraph whole; B in it',
    base: THREE,
    a: (e) => {
      const $p = e.state.doc.resolve(at(e, 'six'))
      e.view.dispatch(e.state.tr.delete($p.before(1), $p.after(1)))
    },
    b: typeAfter('seven', BRAVO),
    gone: ['five', 'six', 'seven', 'eight'],
  },
  {
    name: 'delete selection over 2 paragraphs; B in the 2nd, outside of what was chosen',
    base: THREE,
    a: (e) => {
      choose(e, 'four', 'five')
      e.commands.deleteSelection()
    },
    b: typeAfter('seven', BRAVO),
    after: 'seven',
    gone: ['four', 'five'],
  },
  {
    name: 'retype a whole paragraph; B in it',
    base: THREE,
    a: (e) => {
      choose(e, 'five', 'eight')
      type(e, 'alpha1 alpha2')
    },
    b: typeAfter('seven', BRAVO),
    gone: ['five', 'six', 'seven', 'eight'],
  },
]
