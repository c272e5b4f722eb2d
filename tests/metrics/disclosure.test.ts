import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Observation } from '../../domain/metrics/definitions.ts'
import {
  type DisclosureOptions,
  isSmall,
  type ProtectedCell,
  type PublishedTotals,
  protectCount,
  protectObservation,
  protectTable,
} from '../../domain/metrics/disclosure.ts'

describe('which counts are small', () => {
  test('1 to 4, but not 0, by default', () => {
    expect([0, 1, 4, 5].map((count) => isSmall(count))).toEqual([false, true, true, false])
  })
  test('up to another threshold, and 0 where that is asked', () => {
    expect(
      [0, 5, 9, 10].map((count) => isSmall(count, { threshold: 10, zeros: 'suppress' })),
    ).toEqual([true, true, true, false])
  })
  test('nothing under a threshold of 1', () => {
    expect(isSmall(0, { threshold: 1 })).toBe(false)
  })
  test.each([0, -1, 2.5, Number.NaN])('a threshold of %d is refused', (threshold) => {
    expect(() => isSmall(1, { threshold })).toThrow('whole number of 1 or more')
  })
})

test('a count is rounded to 5 and marked where that is chosen', () => {
  expect(protectCount(7, { round: true })).toEqual({ value: 5, mark: 'rounded' })
  expect(protectCount(8, { round: true })).toEqual({ value: 10, mark: 'rounded' })
  expect(protectCount(3, { round: true })).toEqual({ value: null, mark: 'suppressed' })
  expect(protectCount(8)).toEqual({ value: 8, mark: null })
})

describe('a table', () => {
  test('hides a second cell in the row and column of a small one', () => {
    const { cells, rowTotals, columnTotals, total } = protectTable([
      [3, 20, 30],
      [40, 10, 60],
      [70, 80, 90],
    ])
    const marks = cells.map((line) => line.map(({ mark }) => mark === 'suppressed'))
    expect(marks).toEqual([
      [true, true, false],
      [true, true, false],
      [false, false, false],
    ])
    expect([...rowTotals, ...columnTotals, total].every(({ mark }) => mark === null)).toBe(true)
  })

  test('hides a third where two would both have to be 1', () => {
    const { cells } = protectTable([[1, 1, 30]], {}, { columns: false })
    expect(cells[0]!.map(({ value }) => value)).toEqual([null, null, null])
  })

  test('needs nothing more where no total is published', () => {
    const { cells, total } = protectTable([[3, 20]], {}, { rows: false, columns: false })
    expect(cells[0]!.map(({ value }) => value)).toEqual([null, 20])
    expect(total.value).toBeNull()
  })

  test('shows everything where nothing is small', () => {
    const { cells, total } = protectTable([
      [0, 10],
      [5, 6],
    ])
    expect(cells.map((line) => line.map(({ value }) => value))).toEqual([
      [0, 10],
      [5, 6],
    ])
    expect(total.value).toBe(21)
  })

  test.each([
    ['no cells', []],
    ['rows of different lengths', [[1, 2], [3]]],
    ['parts of people', [[1.5]]],
    ['fewer than nobody', [[-1]]],
  ])('is refused with %s', (_, counts) => {
    expect(() => protectTable(counts)).toThrow()
  })
})

describe('whatever the table', () => {
  const table = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }))
    .chain(([rows, columns]) =>
      fc.array(
        fc.array(fc.oneof(fc.nat(6), fc.nat(200)), { minLength: columns, maxLength: columns }),
        { minLength: rows, maxLength: rows },
      ),
    )
  const options = fc.record({
    threshold: fc.constantFrom(1, 3, 5, 10),
    zeros: fc.constantFrom('show', 'suppress'),
  }) as fc.Arbitrary<DisclosureOptions>
  const published = fc.record({ rows: fc.boolean(), columns: fc.boolean() })

  /** Cells with their totals last. */
  function publishedTable(counts: number[][], how: DisclosureOptions, totals: PublishedTotals) {
    const { cells, rowTotals, columnTotals, total } = protectTable(counts, how, totals)
    return [...cells.map((line, i) => [...line, rowTotals[i]!]), [...columnTotals, total]]
  }
  const linesOf = (grid: ProtectedCell[][]) => [
    ...grid,
    ...grid[0]!.map((_, column) => grid.map((line) => line[column]!)),
  ]

  test('no small count is shown, and what is shown is true', () => {
    fc.assert(
      fc.property(table, options, published, (counts, how, totals) => {
        const { cells } = protectTable(counts, how, totals)
        cells.forEach((line, row) => {
          line.forEach(({ value, mark }, column) => {
            const count = counts[row]![column]!
            if (isSmall(count, how)) expect(mark).toBe('suppressed')
            if (value !== null) expect(value).toBe(count)
          })
        })
      }),
    )
  })

  test('no hidden cell follows from a single row or column', () => {
    fc.assert(
      fc.property(table, options, published, (counts, how, totals) => {
        for (const line of linesOf(publishedTable(counts, how, totals))) {
          const unseen = line.filter(({ value }) => value === null)
          if (unseen.length === 1) expect(unseen[0]!.mark).toBe('not-published')
        }
      }),
    )
  })

  test('hidden cells of a line do not all have to be the smallest count', () => {
    fc.assert(
      fc.property(table, options, published, (counts, how, totals) => {
        const least = how.zeros === 'suppress' ? 0 : 1
        for (const line of linesOf(publishedTable(counts, how, totals))) {
          const [total, ...parts] = line.toReversed()
          const hidden = parts.filter(({ value }) => value === null)
          if (total!.value === null || hidden.every(({ mark }) => mark !== 'suppressed')) continue
          const shown = parts.reduce((sum, { value }) => sum + (value ?? 0), 0)
          expect(total!.value - shown).toBeGreaterThan(hidden.length * least)
        }
      }),
    )
  })

  test('no hidden cell follows from all rows and columns together', () => {
    fc.assert(
      fc.property(table, options, published, (counts, how, totals) => {
        const grid = publishedTable(counts, how, totals)
        expect(determinedCells(grid)).toEqual([])
      }),
    )
  })
})

/**
 * Hidden cells that the equations total = sum of parts fix: in reduced row echelon form, those
 * whose row has no other unknown.
 */
function determinedCells(grid: ProtectedCell[][]): ProtectedCell[] {
  const width = grid[0]!.length
  const unknowns = grid.flatMap((line, row) =>
    line.flatMap(({ value }, column) => (value === null ? [row * width + column] : [])),
  )
  const equations = [
    ...grid.map((_, row) => grid[0]!.map((_, column) => row * width + column)),
    ...grid[0]!.map((_, column) => grid.map((_, row) => row * width + column)),
  ].map((line) =>
    unknowns.map((cell) => (line.includes(cell) ? (cell === line.at(-1) ? -1 : 1) : 0)),
  )
  const reduced = rowEchelon(equations)
  return reduced.flatMap((line) => {
    const used = line.flatMap((factor, i) => (Math.abs(factor) > 1e-9 ? [i] : []))
    const cell = grid.flat()[unknowns[used[0] ?? -1] ?? -1]
    return used.length === 1 && cell?.mark === 'suppressed' ? [cell] : []
  })
}

function rowEchelon(matrix: number[][]): number[][] {
  const rows = matrix.map((row) => [...row])
  let done = 0
  for (let column = 0; column < (rows[0]?.length ?? 0) && done < rows.length; column++) {
    const pivot = rows.findIndex((row, i) => i >= done && Math.abs(row[column]!) > 1e-9)
    if (pivot < 0) continue
    ;[rows[done], rows[pivot]] = [rows[pivot]!, rows[done]!]
    const by = rows[done]![column]!
    rows[done] = rows[done]!.map((value) => value / by)
    rows.forEach((row, i) => {
      const factor = row[column]!
      if (i !== done && factor !== 0) {
        rows[i] = row.map((value, j) => value - factor * rows[done]![j]!)
      }
    })
    done++
  }
  return rows
}

describe('an observation', () => {
  const observation: Observation = {
    metric: 'asthma-admissions',
    area: 'E06000017',
    period: '2022/23',
    sex: 'Persons',
    age: 'All ages',
    category: null,
    value: 2,
    lower95: 1,
    upper95: 4,
    lower998: null,
    upper998: null,
    count: 3,
    denominator: 150,
    note: null,
    provenance: { kind: 'import', source: 'asthma.csv', row: 5 },
  }

  test('loses value and limits with a small count, which they would give away', () => {
    expect(protectObservation(observation)).toMatchObject({
      value: null,
      lower95: null,
      upper95: null,
      count: null,
      denominator: 150,
      mark: 'suppressed',
    })
  })

  test('of all but a few is as telling as one of a few', () => {
    expect(protectObservation({ ...observation, count: 148 }).mark).toBe('suppressed')
    expect(protectObservation({ ...observation, count: 150 }).mark).toBeNull()
  })

  test('stays as it is otherwise, or is rounded', () => {
    expect(protectObservation({ ...observation, count: 12 })).toMatchObject({
      count: 12,
      mark: null,
    })
    expect(protectObservation({ ...observation, count: 12 }, { round: true })).toMatchObject({
      count: 10,
      mark: 'rounded',
    })
    expect(protectObservation({ ...observation, count: null }, { round: true }).mark).toBeNull()
  })
})
