import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromTsv, layPasted, toTsv } from '../../src/ui/table/cells.ts'
import type { Column } from '../../src/ui/table/column.ts'
import { placeColumn, rangeKeys } from '../../src/ui/table/grid-keys.ts'
import { compareKeys, toLines } from '../../src/ui/table/grouping.ts'
import { orderColumns } from '../../src/ui/table/use-table-model.ts'

interface Row {
  id: string
  status: string
}
const rows: Row[] = [
  { id: 'a', status: 'planned' },
  { id: 'b', status: 'blocked' },
  { id: 'c', status: 'planned' },
  { id: 'd', status: '' },
]
const rowKey = (row: Row) => row.id
const id: Column<Row> = { id: 'id', header: 'Id', text: (row) => row.id }
const status: Column<Row> = {
  id: 'status',
  header: 'Status',
  text: (row) => row.status,
  sortBy: (row) => (row.status ? ['planned', 'blocked'].indexOf(row.status) : null),
  pasteable: true,
}

describe('cells on the clipboard', () => {
  it('are separated by tabs and lines, as Excel has them', () =>
    expect(toTsv(rows.slice(0, 2), [id, status])).toBe('a\tplanned\r\nb\tblocked'))

  it('come back as they went, whatever is in them', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\t', '\n', ',', 'é') })
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
          minLength: 1,
          maxLength: 4,
        }),
      )
      // A lone empty cell is no text at all.
      .filter((lines) => lines.every((line) => line.length > 1 || line[0] !== ''))
    fc.assert(
      fc.property(table, (lines) => {
        const columns = (lines[0] ?? []).map(
          (_, at): Column<string[]> => ({
            id: String(at),
            header: String(at),
            text: (line) => line[at] ?? '',
          }),
        )
        expect(fromTsv(toTsv(lines, columns))).toEqual(lines)
      }),
    )
  })

  it('may end in a line end, as Excel sends them', () =>
    expect(fromTsv('Planned\r\nBlocked\r\n')).toEqual([['Planned'], ['Blocked']]))

  it('may open with a quote that quotes nothing', () =>
    expect(fromTsv('"so-called" help\tnext')).toEqual([['"so-called" help', 'next']]))

  it('are laid from the active cell on, and those that do not fit are counted', () => {
    const pasted = [
      ['x', 'Planned'],
      ['y', 'Blocked'],
    ]
    const laid = layPasted(pasted, rows, [id, status], { row: 3, column: 0 }, [])
    expect(laid.cells).toEqual([{ row: rows[3], column: 'status', text: 'Planned' }])
    expect(laid.left).toBe(3)
  })

  it('fill all selected rows when there is only one', () => {
    const laid = layPasted(
      [['Planned']],
      rows,
      [id, status],
      { row: 0, column: 1 },
      rows.slice(1, 3),
    )
    expect(laid.cells.map(({ row }) => row.id)).toEqual(['b', 'c'])
  })
})

describe('lines of a table', () => {
  it('are the rows when nothing is grouped', () =>
    expect(toLines(rows, rowKey, undefined, []).map((line) => line.key)).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]))

  it('stand under groups in the column’s own order, rows without a value last', () => {
    const lines = toLines(rows, rowKey, status, [])
    expect(lines.map((line) => line.key)).toEqual([
      'group:planned',
      'a',
      'c',
      'group:blocked',
      'b',
      'group:',
      'd',
    ])
    expect(lines.at(-2)).toMatchObject({ label: 'No status', count: 1 })
  })

  it('leave out the rows of a group that is folded away, and keep its count', () => {
    const lines = toLines(rows, rowKey, status, ['planned'])
    expect(lines[0]).toMatchObject({ kind: 'group', count: 2, collapsed: true })
    expect(lines.map((line) => line.key)).not.toContain('a')
  })

  it('are selected between two rows whichever comes first', () => {
    const lines = toLines(rows, rowKey, undefined, [])
    expect(rangeKeys(lines, 'c', 'b')).toEqual(['b', 'c'])
    expect(rangeKeys(lines, 'gone', 'b')).toEqual([])
  })
})

describe('sort keys', () => {
  it('put 2 before 10, and nothing after everything', () =>
    expect(['10', null, '2', 'a'].sort(compareKeys)).toEqual(['2', '10', 'a', null]))
})

describe('columns', () => {
  it('that the kept order does not know stay after the one declared before them', () =>
    expect(orderColumns(['a', 'b', 'new', 'c'], ['c', 'b', 'a', 'gone'])).toEqual([
      'c',
      'b',
      'new',
      'a',
    ]))

  it('are put before or after another', () => {
    let order: string[] = []
    placeColumn(['a', 'b', 'c'], 'a', 'c', true, (change) => {
      order = change.order
    })
    expect(order).toEqual(['b', 'c', 'a'])
  })
})
