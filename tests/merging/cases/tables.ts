import { at, caret, chooseCells, key, on, type, typeAfter } from '../hands.ts'
import { TABLE } from '../texts.ts'
import { BRAVO, type Case } from './case.ts'

/** Somebody changes a table; another types in it or changes it meanwhile. */
export const TABLES: readonly Case[] = [
  {
    name: 'table: add row; B in cell',
    base: TABLE,
    a: on('b1', (e) => e.commands.addRowAfter()),
    b: typeAfter('e1', BRAVO),
    after: 'e1',
  },
  {
    name: 'table: add row above; B in cell of that row',
    base: TABLE,
    a: on('b1', (e) => e.commands.addRowBefore()),
    b: typeAfter('b1', BRAVO),
    after: 'b1',
  },
  {
    name: 'table: add column; B in cell',
    base: TABLE,
    a: on('b1', (e) => e.commands.addColumnAfter()),
    b: typeAfter('c1', BRAVO),
    after: 'c1',
  },
  {
    name: 'table: add column; B adds row',
    base: TABLE,
    a: on('b1', (e) => e.commands.addColumnAfter()),
    b: (e) => {
      caret(e, at(e, 'e2'))
      e.commands.addRowAfter()
      key(e, 'Tab')
      e.commands.goToNextCell()
      type(e, 'bravo1')
    },
    words: ['bravo1'],
  },
  {
    name: 'table: both add a column',
    base: TABLE,
    a: on('b1', (e) => e.commands.addColumnAfter()),
    b: on('b1', (e) => e.commands.addColumnAfter()),
    words: [],
  },
  {
    name: 'table: merge 2 cells; B in the first',
    base: TABLE,
    a: (e) => {
      chooseCells(e, 'b1', 'c1')
      e.commands.mergeCells()
    },
    b: typeAfter('b1', BRAVO),
    after: 'b1',
  },
  {
    name: 'table: merge 2 cells; B in the second',
    base: TABLE,
    a: (e) => {
      chooseCells(e, 'b1', 'c1')
      e.commands.mergeCells()
    },
    b: typeAfter('c1', BRAVO),
    after: 'c1',
  },
  {
    name: 'table: merge 2 cells down; B adds column',
    base: TABLE,
    a: (e) => {
      chooseCells(e, 'b1', 'e1')
      e.commands.mergeCells()
    },
    b: (e) => {
      caret(e, at(e, 'a1'))
      e.commands.addColumnAfter()
      e.commands.goToNextCell()
      type(e, 'bravo1')
    },
    words: ['bravo1'],
  },
  {
    name: 'table: delete row; B in a cell of it',
    base: TABLE,
    a: on('b1', (e) => e.commands.deleteRow()),
    b: typeAfter('b1', BRAVO),
    gone: ['a1', 'a2', 'b1', 'b2', 'c1', 'c2'],
  },
  {
    name: 'table: delete column; B in a cell of it',
    base: TABLE,
    a: on('b1', (e) => e.commands.deleteColumn()),
    b: typeAfter('b1', BRAVO),
    gone: ['H2', 'b1', 'b2', 'e1', 'e2'],
  },
  {
    name: 'table: delete column; B in next column',
    base: TABLE,
    a: on('b1', (e) => e.commands.deleteColumn()),
    b: typeAfter('c1', BRAVO),
    after: 'c1',
    gone: ['H2', 'b1', 'b2', 'e1', 'e2'],
  },
  {
    name: 'table: heading row off; B in a heading',
    base: TABLE,
    a: on('b1', (e) => e.commands.toggleHeaderRow()),
    b: typeAfter('H2', BRAVO),
    after: 'H2',
  },
  {
    name: 'table: delete row; B adds a column',
    base: TABLE,
    a: on('b1', (e) => e.commands.deleteRow()),
    b: (e) => {
      caret(e, at(e, 'd1'))
      e.commands.addColumnAfter()
      e.commands.goToNextCell()
      type(e, 'bravo1')
    },
    words: ['bravo1'],
    gone: ['a1', 'a2', 'b1', 'b2', 'c1', 'c2'],
  },
]
