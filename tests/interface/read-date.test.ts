import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDate } from '../../domain/read-date.ts'
import { formatDate } from '../../src/ui/format.ts'

const TODAY = '2026-11-21'
const read = (text: string) => readDate(text, TODAY)

describe('reading a date', () => {
  it.each([
    ['21/11/2026', '2026-11-21'],
    ['1.2.27', '2027-02-01'],
    ['3-4-2027', '2027-04-03'],
    ['21 Nov 2026', '2026-11-21'],
    ['21st november 2026', '2026-11-21'],
    ['2026-11-21', '2026-11-21'],
    ['2026-11-21T00:00:00', '2026-11-21'],
    [' Today ', '2026-11-21'],
    ['tomorrow', '2026-11-22'],
    ['+10', '2026-12-01'],
    ['+2w', '2026-12-05'],
    ['+3m', '2027-02-21'],
  ])('takes %s for %s', (text, date) => expect(read(text)).toBe(date))

  it('puts the day before the month, as in the UK', () =>
    expect(read('3/4/2027')).toBe('2027-04-03'))

  it('takes a day without its year for the next such day', () => {
    expect(read('21 nov')).toBe('2026-11-21')
    expect(read('20/11')).toBe('2027-11-20')
  })

  // The 21st is a Saturday.
  it.each([
    ['Friday', '2026-11-27'],
    ['this mon', '2026-11-23'],
    ['Weds', '2026-11-25'],
    ['Thurs', '2026-11-26'],
    ['Saturday', '2026-11-28'],
    ['end of March', '2027-03-31'],
    ['the end of  november', '2026-11-30'],
    ['end of feb 2028', '2028-02-29'],
    ['end Jan', '2027-01-31'],
    ['end of the month', '2026-11-30'],
    ['next month', '2026-12-31'],
    ['end of next month', '2026-12-31'],
    ['next week', '2026-11-27'],
    ['end of the week', undefined],
    ['end of time', undefined],
    ['next Friday', undefined],
    ['end of march 3027', undefined],
  ])('takes %s for %s, as said in the UK', (text, date) => expect(read(text)).toBe(date))

  it('counts weeks from Monday to Sunday', () => {
    expect(readDate('end of the week', '2026-11-16')).toBe('2026-11-20')
    expect(readDate('this week', '2026-11-20')).toBe('2026-11-20')
    expect(readDate('next week', '2026-11-16')).toBe('2026-11-27')
    expect(readDate('next week', '2026-11-22')).toBe('2026-11-27')
    expect(readDate('friday', '2026-11-20')).toBe('2026-11-27')
    expect(readDate('next month', '2026-12-01')).toBe('2027-01-31')
  })

  it('ends a count of months on the last day where the month is too short', () =>
    expect(readDate('+1m', '2027-01-31')).toBe('2027-02-28'))

  it.each([
    '',
    'soon',
    '31/02/2027',
    '13/13/2027',
    '2026-02-30',
    '0/1/2027',
    '21 Foo 2026',
    '+',
    '1/1/20270',
  ])('does not take %j for a date', (text) => expect(read(text)).toBeUndefined())

  it('reads back every date it would show', () => {
    const dates = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(dates, (date) => {
        const iso = date.toISOString().slice(0, 10)
        expect(read(formatDate(iso))).toBe(iso)
      }),
    )
  })
})
