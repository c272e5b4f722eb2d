import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Matrix, MatrixCell } from '../../preload/types.ts'
import { filterRows, type MatrixFilter } from '../../src/pages/across/matrix.ts'
import { moveInGrid } from '../../src/pages/shared/grid.ts'

const cell = (status: MatrixCell['status']): MatrixCell => ({
  status,
  confidence: null,
  conflicts: 0,
  touched: true,
})

const matrix: Matrix = {
  systems: ['QK1', 'QJ2'],
  rows: [
    {
      reference: 'HS1.a1',
      title: 'Publish who leads',
      section: 'HS',
      focusArea: 'HS1',
      priorities: [1, 4],
      cells: [cell('planned'), cell('blocked')],
    },
    {
      reference: 'LA1.b2',
      title: 'Map social care',
      section: 'LA',
      focusArea: 'LA1',
      priorities: [4],
      cells: [cell('blocked'), null],
    },
  ],
}

const all: MatrixFilter = {
  dimension: 'section',
  part: null,
  status: null,
  system: null,
  words: '',
}
const found = (filter: Partial<MatrixFilter>) =>
  filterRows(matrix, { ...all, ...filter }).map((row) => row.reference)

describe('narrowing the matrix', () => {
  it('shows everything when nothing narrows it', () => {
    expect(found({})).toEqual(['HS1.a1', 'LA1.b2'])
  })

  it('keeps the rows of a section, a focus area or a priority', () => {
    expect(found({ dimension: 'section', part: 'LA' })).toEqual(['LA1.b2'])
    expect(found({ dimension: 'focusArea', part: 'HS1' })).toEqual(['HS1.a1'])
    expect(found({ dimension: 'priority', part: '4' })).toEqual(['HS1.a1', 'LA1.b2'])
    expect(found({ dimension: 'priority', part: '1' })).toEqual(['HS1.a1'])
  })

  it('keeps the rows in which some system has the status', () => {
    expect(found({ status: 'blocked' })).toEqual(['HS1.a1', 'LA1.b2'])
    expect(found({ status: 'complete' })).toEqual([])
  })

  it('looks for the status in the chosen system alone', () => {
    expect(found({ status: 'blocked', system: 'QK1' })).toEqual(['LA1.b2'])
    expect(found({ status: 'blocked', system: 'QJ2' })).toEqual(['HS1.a1'])
  })

  it('asks for every word, in the reference or the title', () => {
    expect(found({ words: 'care  MAP' })).toEqual(['LA1.b2'])
    expect(found({ words: 'hs1 leads' })).toEqual(['HS1.a1'])
    expect(found({ words: 'hs1 care' })).toEqual([])
  })
})

describe('moving in a grid', () => {
  const size = { rows: 246, columns: 12, page: 10 }
  const from = { row: 20, column: 3 }
  const to = (key: string, ctrlKey = false) => moveInGrid({ key, ctrlKey }, from, size)

  it('goes one cell with an arrow, to the edge with Ctrl', () => {
    expect(to('ArrowDown')).toEqual({ row: 21, column: 3 })
    expect(to('ArrowLeft')).toEqual({ row: 20, column: 2 })
    expect(to('ArrowUp', true)).toEqual({ row: 0, column: 3 })
    expect(to('ArrowRight', true)).toEqual({ row: 20, column: 11 })
  })

  it('goes to the ends of the row, and of the grid with Ctrl', () => {
    expect(to('Home')).toEqual({ row: 20, column: 0 })
    expect(to('End', true)).toEqual({ row: 245, column: 11 })
  })

  it('goes a page of rows', () => {
    expect(to('PageDown')).toEqual({ row: 30, column: 3 })
    expect(to('PageUp')).toEqual({ row: 10, column: 3 })
  })

  it('leaves other keys alone', () => {
    expect(to('s')).toBeUndefined()
    expect(to('Tab')).toBeUndefined()
  })

  it('never leaves the grid', () => {
    const key = fc.constantFrom(
      'ArrowUp',
      'ArrowDown',
      'ArrowLeft',
      'ArrowRight',
      'Home',
      'End',
      'PageUp',
      'PageDown',
    )
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.record({ key, ctrlKey: fc.boolean() }), { maxLength: 30 }),
        (rows, columns, presses) => {
          let at = { row: 0, column: 0 }
          for (const press of presses) at = moveInGrid(press, at, { rows, columns, page: 8 }) ?? at
          expect(at.row).toBeGreaterThanOrEqual(0)
          expect(at.row).toBeLessThan(rows)
          expect(at.column).toBeGreaterThanOrEqual(0)
          expect(at.column).toBeLessThan(columns)
        },
      ),
    )
  })
})
