import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  comparePeriods,
  gapsBefore,
  parsePeriod,
  stepsBetween,
} from '../../domain/metrics/periods.ts'

describe('reads periods as they are written', () => {
  test.each([
    ['2022', 'calendar-year', '2022', '2022-01-01', '2022-12-31'],
    ['2022/23', 'financial-year', '2022/23', '2022-04-01', '2023-03-31'],
    ['2022/2023', 'financial-year', '2022/23', '2022-04-01', '2023-03-31'],
    ['2022-23', 'financial-year', '2022/23', '2022-04-01', '2023-03-31'],
    ['1999/00', 'financial-year', '1999/00', '1999-04-01', '2000-03-31'],
    ['2020 - 22', 'calendar-years', '2020 - 22', '2020-01-01', '2022-12-31'],
    ['2020-22', 'calendar-years', '2020 - 22', '2020-01-01', '2022-12-31'],
    ['2020 – 2022', 'calendar-years', '2020 - 22', '2020-01-01', '2022-12-31'],
    ['2020 to 2022', 'calendar-years', '2020 - 22', '2020-01-01', '2022-12-31'],
    ['2022 - 23', 'calendar-years', '2022 - 23', '2022-01-01', '2023-12-31'],
    ['1998 - 00', 'calendar-years', '1998 - 00', '1998-01-01', '2000-12-31'],
    ['2021/22 - 23/24', 'financial-years', '2021/22 - 23/24', '2021-04-01', '2024-03-31'],
    ['2021/22 - 2023/24', 'financial-years', '2021/22 - 23/24', '2021-04-01', '2024-03-31'],
    ['2022 Q3', 'calendar-quarter', '2022 Q3', '2022-07-01', '2022-09-30'],
    ['2022/23 Q1', 'financial-quarter', '2022/23 Q1', '2022-04-01', '2022-06-30'],
    ['2022/23 Q4', 'financial-quarter', '2022/23 Q4', '2023-01-01', '2023-03-31'],
    ['Jan 2023', 'month', 'Jan 2023', '2023-01-01', '2023-01-31'],
    ['February 2024', 'month', 'Feb 2024', '2024-02-01', '2024-02-29'],
    ['Sep-23', 'month', 'Sep 2023', '2023-09-01', '2023-09-30'],
    ['2023-01', 'month', 'Jan 2023', '2023-01-01', '2023-01-31'],
    ['2010-12', 'month', 'Dec 2010', '2010-12-01', '2010-12-31'],
    ['2026-11-21', 'day', '21 Nov 2026', '2026-11-21', '2026-11-21'],
    ['21/11/2026', 'day', '21 Nov 2026', '2026-11-21', '2026-11-21'],
    ['21 Nov 2026', 'day', '21 Nov 2026', '2026-11-21', '2026-11-21'],
  ])('%s', (text, kind, label, start, end) => {
    expect(parsePeriod(`  ${text.toUpperCase()} `)).toMatchObject({ kind, label, start, end })
  })

  test.each([
    '',
    'last year',
    '2022/24',
    '2022 Q5',
    '2023-13',
    '2023-02-30',
    '30/02/2023',
    '2022 - 20',
    '2022/23 - 21/22',
    '2021/23 - 24/25',
    'Smarch 2023',
    '22/23',
    '20222',
    'Q1',
  ])('does not guess at “%s”', (text) => {
    expect(parsePeriod(text)).toBeUndefined()
  })
})

const year = fc.integer({ min: 1990, max: 2060 })
const two = (n: number) => String(n % 100).padStart(2, '0')
const anyPeriod = fc.oneof(
  year.map((y) => `${y}`),
  year.map((y) => `${y}/${two(y + 1)}`),
  fc.tuple(year, fc.integer({ min: 2, max: 9 })).map(([y, n]) => `${y} - ${two(y + n)}`),
  fc.tuple(year, fc.integer({ min: 1, max: 4 })).map(([y, q]) => `${y} Q${q}`),
  fc.tuple(year, fc.integer({ min: 1, max: 4 })).map(([y, q]) => `${y}/${two(y + 1)} Q${q}`),
  fc
    .tuple(year, fc.integer({ min: 1, max: 12 }))
    .map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`),
)

test('a label is read again as the same period, and ends after it starts', () => {
  fc.assert(
    fc.property(anyPeriod, (text) => {
      const period = parsePeriod(text)!
      expect(parsePeriod(period.label)).toEqual(period)
      expect(period.start <= period.end).toBe(true)
    }),
  )
})

test('periods sort by when they start', () => {
  fc.assert(
    fc.property(anyPeriod, anyPeriod, (a, b) => {
      const [one, other] = [parsePeriod(a)!, parsePeriod(b)!]
      if (one.start < other.start) expect(comparePeriods(one, other)).toBeLessThan(0)
      expect(comparePeriods(one, other)).toBe(-comparePeriods(other, one) || 0)
    }),
  )
})

test.each([
  ['2019', '2022', 3],
  ['2022/23', '2019/20', -3],
  ['2018 - 20', '2020 - 22', 2],
  ['2022 Q4', '2023 Q1', 1],
  ['2022/23 Q1', '2023/24 Q1', 4],
  ['Nov 2022', 'Feb 2023', 3],
  ['2023-02-27', '2023-03-01', 2],
  ['2022', '2022/23', undefined],
  ['2018 - 20', '2020 - 23', undefined],
])('from %s to %s are %s steps', (from, to, steps) => {
  expect(stepsBetween(parsePeriod(from)!, parsePeriod(to)!)).toBe(steps)
})

describe('gaps', () => {
  const gaps = (labels: string[]) => gapsBefore(labels.map((label) => parsePeriod(label)!))
  test.each([
    ['months in a row', ['Jan 2023', 'Feb 2023', 'Mar 2023'], [false, false, false]],
    [
      'a missing month',
      ['Jan 2023', 'Feb 2023', 'Apr 2023', 'May 2023'],
      [false, false, true, false],
    ],
    ['every other year', ['2012/13', '2014/15', '2016/17'], [false, false, false]],
    [
      'last days of months',
      ['2023-01-31', '2023-02-28', '2023-03-31', '2023-06-30'],
      [false, false, false, true],
    ],
    ['one period', ['2022'], [false]],
  ])('%s', (_, labels, expected) => {
    expect(gaps(labels)).toEqual(expected)
  })
})
