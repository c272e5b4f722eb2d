import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findNhsNumber, lookForNhsNumber } from '../../domain/record/nhs-number.ts'

/** Check digit by the NHS Data Dictionary's own steps, written apart from the code under test. */
function withCheckDigit(nine: string): string | undefined {
  let sum = 0
  for (let index = 0; index < 9; index += 1) sum += Number(nine[index]) * (10 - index)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? undefined : nine + check
}

const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`))
const nhsNumber = digits(9)
  .map(withCheckDigit)
  .filter((number) => number !== undefined && !/^(\d)\1*$/.test(number)) as fc.Arbitrary<string>

describe('finds a valid number', () => {
  test.each([
    '9434765919',
    '943 476 5919',
    '943-476-5919',
    '943\u00a0476\u00a05919',
    '943\u2013476\u20135919',
  ])('%s', (written) => {
    expect(findNhsNumber(written)).toBe(written)
    expect(findNhsNumber(`Seen on ward 3 (${written}), review in May.`)).toBe(written)
    expect(findNhsNumber(`NHS${written}`)).toBe(written)
  })

  test('wherever it stands in a text without digits, in each way of writing it', () => {
    fc.assert(
      fc.property(
        nhsNumber,
        fc.constantFrom('', ' ', '-'),
        fc.stringMatching(/^[^\d+]*$/),
        fc.stringMatching(/^[^\d]*$/),
        (number, gap, before, after) => {
          const written = [number.slice(0, 3), number.slice(3, 6), number.slice(6)].join(gap)
          expect(findNhsNumber(before + written + after)).toBe(written)
        },
      ),
    )
  })

  test.each([
    ...['943  476  5919', '943\t476\t5919', '943.476.5919', '943_476_5919', '943/476/5919'],
    ...['943\u2003476\u20035919', '943\u200b476\u200b5919', '943\u00ad476\u00ad5919'],
    ...['943\n476\n5919', '94\u00ad34765919', '943 – 476 – 5919', '943, 476, 5919'],
    ...['９４３ ４７６ ５９１９', '٩٤٣ ٤٧٦ ٥٩١٩', '94 34 76 59 19', '943 4765919', '9 434 765 919'],
  ])('in the spacing of “%s”', (written) => {
    expect(findNhsNumber(`Seen: ${written}, review in May.`)).toBe(written)
  })

  test('after another number that is none', () => {
    expect(findNhsNumber('ref 1234567890, NHS 943 476 5919')).toBe('943 476 5919')
  })
})

describe('leaves alone', () => {
  test.each([
    ['a wrong check digit', '9434765918'],
    ['a check digit of 10, which is never issued', '9434765960'],
    ['equal digits', '1111111111'],
    ['a longer number', '94347659190'],
    ['a longer number, at its end', '19434765919'],
    ['the short name of a place in a text', 'ab943476-5919'],
    ['a SHA-256', `${'ab'.repeat(16)}9434765919${'cd'.repeat(11)}`],
    ['a telephone number', '0116 295 2222'],
    ['a telephone number in one', '01162952222'],
    ['a telephone number from abroad', '+44 943 476 5919'],
    ['a telephone number with its trunk code', 'Ring +44 (0)121 496 0006 first'],
    ['the same without spaces', '+44(0)1214960006'],
    ['the same by the old code', '0044 121 496 0006'],
    ['the same with dots', '+44.121.496.0006'],
    ['a telephone number of ten digits', 'Helpline 0800 100 0038'],
    ['a mobile number', 'mobile +44 (0)7700 900000'],
    ['a London number', '+44 (0)20 7946 0005'],
    ['a number of another country', '+1 (212) 555-0104'],
    ['an ISBN', 'ISBN 1402894627'],
    ['an ISBN with its kind', 'ISBN-10: 1-402-89462-7'],
    ['the id of a meeting', 'Zoom meeting ID: 943 476 5919'],
    ['the address of a meeting', 'https://us02web.zoom.us/j/9434765919?pwd=x'],
    ['a conference by telephone', 'Teams dial-in, conference ID 943 476 5919#'],
    ['a date and a time', '2026-11-21 10:30:15'],
    ['a sum of money', '£943,476,591'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(findNhsNumber(text)).toBeUndefined()
  })

  test('but not a patient’s number beside such words', () => {
    expect(findNhsNumber('Tel. call about NHS 943 476 5919')).toBe('943 476 5919')
    expect(findNhsNumber('Zoom meeting at 10 about 943 476 5919')).toBe('943 476 5919')
  })

  test('every number with another check digit', () => {
    fc.assert(
      fc.property(nhsNumber, fc.integer({ min: 1, max: 9 }), (number, shift) => {
        const wrong = number.slice(0, 9) + ((Number(number[9]) + shift) % 10)
        expect(findNhsNumber(wrong)).toBeUndefined()
      }),
    )
  })

  test('every UUID, also one whose parts look like a number', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(findNhsNumber(id)).toBeUndefined()
      }),
    )
    expect(findNhsNumber('a9434765-9190-4765-9194-a9434765919b')).toBeUndefined()
  })

  test('every UK telephone number of eleven digits, however it is spaced', () => {
    const spacings = [[11], [5, 6], [5, 3, 3], [4, 3, 4], [3, 4, 4]]
    fc.assert(
      fc.property(digits(10), fc.constantFrom(...spacings), (rest, spacing) => {
        const groups = spacing.map((size, index) => {
          const from = spacing.slice(0, index).reduce((sum, each) => sum + each, 0)
          return `0${rest}`.slice(from, from + size)
        })
        const phone = groups.join(' ')
        expect(findNhsNumber(phone)).toBeUndefined()
      }),
    )
  })
})

describe('is sure, or leaves it to the person', () => {
  test.each([
    ['943 476 5919', true],
    ['9434765919', true],
    ['order 4505577104', false],
    ['grant ref 943/476/5919', false],
    ['https://example.org/pages/4010232137/notes', false],
    ['94 34 76 59 19', false],
    ['NHS no. 94 34 76 59 19', false],
    ['patient ref 9434765919', true],
  ])('%s', (text, sure) => {
    expect(lookForNhsNumber(text)).toMatchObject({ sure })
  })

  test('and a number that was said to be another is not asked about again', () => {
    expect(
      lookForNhsNumber('order 4505577104', (digits) => digits === '4505577104'),
    ).toBeUndefined()
  })
})
