import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDate } from '../../domain/dates.ts'
import { dateFromSerial, readUkDate } from '../../domain/uk-date.ts'

const isoDates = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test.each([
  '21/11/2026',
  '21/11/26',
  '21-11-2026',
  '21.11.2026',
  '21 Nov 2026',
  '21-Nov-26',
  '21 November 2026',
  'Saturday 21st November 2026',
  'Sat, 21 nov 2026',
  'Nov 21, 2026',
  '2026-11-21',
  '2026-11-21T00:00:00.000Z',
  '21/11/2026 00:00',
  ' 21\u00a0Nov  2026 ',
])('reads %s', (text) => expect(readUkDate(text)).toBe('2026-11-21'))

test.each([
  '',
  'soon',
  '11/21/2026',
  '31 Feb 2026',
  '29/02/2027',
  '21 Movember 2026',
  'May 2026',
  '21/11/1926',
  '0/1/2026',
  'Q3 2026',
])('does not read %j', (text) => expect(readUkDate(text)).toBeUndefined())

test('reads back every date it writes', () => {
  fc.assert(
    fc.property(isoDates, (iso) => {
      expect(readUkDate(formatDate(iso))).toBe(iso)
    }),
  )
})

test("knows Excel's numbers in both calendars, with and without a time", () => {
  expect(dateFromSerial(46347)).toBe('2026-11-21')
  expect(dateFromSerial(46347.75)).toBe('2026-11-21')
  expect(dateFromSerial(44885, true)).toBe('2026-11-21')
  expect(dateFromSerial(12)).toBeUndefined()
  expect(dateFromSerial(Number.NaN)).toBeUndefined()
  expect(dateFromSerial(1e300)).toBeUndefined()
})
