import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findNhsNumber } from '../../domain/record/nhs-number.ts'

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
    ['a SHA-256', `${'ab'.repeat(16)}9434765919${'cd'.repeat(11)}`],
    ['a telephone number', '0116 295 2222'],
    ['a telephone number in one', '01162952222'],
    ['a telephone number from abroad', '+44 943 476 5919'],
    ['a date and a time', '2026-11-21 10:30:15'],
    ['a sum of money', '£943,476,591'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(findNhsNumber(text)).toBeUndefined()
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
