import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderShown, readTrackerDate } from '../../domain/trackers/dates.ts'

const context = { order: 'unproven' as const, today: '2026-11-21' }
const read = (text: string) => readTrackerDate(text, context)

test.each([
  ['31/3/26', '2026-03-31'],
  ['30.06.2026', '2026-06-30'],
  ['1/9/2026', '2026-09-01'],
  ['31st March 2027', '2027-03-31'],
  ['Mar-26', '2026-03-31'],
  ['Mar ’26', '2026-03-31'],
  ['end of Feb 2028', '2028-02-29'],
  ['mid-March 2026', '2026-03-15'],
  ['June/July 2026', '2026-07-31'],
  ['03/2026', '2026-03-31'],
  ['Q4 25/26', '2026-03-31'],
  ['Q1 2026-27', '2026-06-30'],
  ['2025/26 Q3', '2025-12-31'],
  ['end of Q2 FY26/27', '2026-09-30'],
  ['quarter 3 (26/27)', '2026-12-31'],
  ['2025/26', '2026-03-31'],
  ['by 31/3/26', '2026-03-31'],
  ['w/c 3 March 2026', '2026-03-03'],
  ['46112', '2026-03-31'],
])('%s is %s', (text, date) => {
  expect(read(text)).toEqual({ kind: 'day', date })
})

test.each(['ongoing', 'On-going', 'TBC', 'n/a', '-', 'asap', 'to be confirmed', ''])(
  '“%s” is no day, and no mistake',
  (text) => {
    expect(read(text)).toEqual({ kind: 'none' })
  },
)

test('a usual meaning is taken and shown, with the other beside it', () => {
  expect(read('end of year')).toMatchObject({
    kind: 'read',
    date: '2027-03-31',
    choices: [{ date: '2027-03-31' }, { date: '2026-12-31' }],
  })
  expect(read('31 March')).toMatchObject({ kind: 'read', date: '2027-03-31' })
})

test('what may mean several days is asked, what means none is named', () => {
  expect(read('Q4 2026')).toMatchObject({ kind: 'unsure', choices: { length: 3 } })
  expect(read('31/3/26 (revised from 31/12/25)')).toMatchObject({
    kind: 'unsure',
    choices: [{ date: '2026-03-31' }, { date: '2025-12-31' }],
  })
  expect(read('31/02/2026')).toBeUndefined()
  expect(read('when the money comes')).toBeUndefined()
  // Two years that do not follow each other are no financial year.
  expect(read('Q4 25/27')).toBeUndefined()
})

test('the month comes first only where the column proves it', () => {
  expect(orderShown(['03/31/2026', '04/05/2026'])).toBe('month-first')
  expect(orderShown(['31/03/2026', '04/05/2026'])).toBe('day-first')
  expect(orderShown(['04/05/2026'])).toBe('unproven')
  expect(orderShown(['03/31/2026', '31/03/2026'])).toBe('mixed')
  const monthFirst = { ...context, order: 'month-first' as const }
  expect(readTrackerDate('04/05/2026', monthFirst)).toEqual({ kind: 'day', date: '2026-04-05' })
  expect(read('04/05/2026')).toEqual({ kind: 'day', date: '2026-05-04' })
  expect(readTrackerDate('04/05/2026', { ...context, order: 'mixed' })).toEqual({
    kind: 'order',
    dayFirst: '2026-05-04',
    monthFirst: '2026-04-05',
  })
})

test('every day is read back from every way to write it', () => {
  const days = fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2049-12-31'),
    noInvalidDate: true,
  })
  const month = (date: Date, style: 'long' | 'short') =>
    date.toLocaleDateString('en-GB', { month: style, timeZone: 'UTC' })
  fc.assert(
    fc.property(days, fc.constantFrom('/', '.', '-'), fc.boolean(), (date, sign, isShort) => {
      const iso = date.toISOString().slice(0, 10)
      const year = isShort ? iso.slice(2, 4) : iso.slice(0, 4)
      const [day, number] = [date.getUTCDate(), date.getUTCMonth() + 1]
      for (const text of [
        `${day}${sign}${number}${sign}${year}`,
        `${day} ${month(date, 'long')} ${iso.slice(0, 4)}`,
        `${day}-${month(date, 'short')}-${year}`,
        iso,
      ])
        expect(read(text), text).toEqual({ kind: 'day', date: iso })
      const order = orderShown([`${number}/${day}/${year}`])
      if (day > 12)
        expect(readTrackerDate(`${number}/${day}/${year}`, { ...context, order })).toEqual({
          kind: 'day',
          date: iso,
        })
    }),
  )
})

test('no text makes the reader fail', () => {
  const parts = fc.constantFrom(
    'Q4',
    '25/26',
    'end of',
    'mar',
    '31',
    '/',
    ' ',
    'year',
    '-',
    '2026',
    'now',
  )
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 10 }), (some) => {
      const found = read(some.join(''))
      if (found && 'date' in found) expect(found.date).toMatch(/^20\d\d-\d\d-\d\d$/)
    }),
  )
})
