import { describe, expect, test } from 'vitest'
import { distance, fingerprint } from '../../domain/commission/fingerprint.ts'
import { checkReport, matchReport } from '../../domain/commission/match.ts'
import { parseReport } from '../../domain/commission/report.ts'
import { MINIATURE } from './miniature.ts'

const parsed = parseReport(MINIATURE)
const references = parsed.actions.map((one) => one.reference)
const prints = Object.fromEntries(
  parsed.actions.map((one) => [one.reference, fingerprint(one.wording)]),
)

describe('fingerprints', () => {
  test('forgive spelling, case and punctuation', () => {
    const wording = parsed.actions[0]?.wording ?? ''
    expect(distance(fingerprint(wording), fingerprint(wording.toUpperCase()))).toBe(0)
    expect(
      distance(fingerprint(wording), fingerprint(wording.replace('wheelchair', 'wheel-chair.'))),
    ).toBe(0)
  })

  test('count differing bits', () => {
    expect(distance('0000000000000000', 'ffffffffffffffff')).toBe(64)
    expect(distance('8000000000000001', '0000000000000000')).toBe(2)
  })

  test('are the same for ever, as they are stored', () => {
    expect(fingerprint('Light the path to the pond.')).toBe('2604140663be2807')
  })
})

describe('matching', () => {
  test('lays every action beside its own', () => {
    const match = matchReport(parsed, references, prints)
    expect(match.matched.map((one) => one.reference)).toEqual(references)
    expect(match.missing).toEqual([])
    expect(match.found).toEqual({
      focusAreas: 5,
      recommendations: 7,
      actions: 9,
      caseStudies: 2,
      challenges: 3,
    })
    expect(match.odd).toEqual(parsed.oddities)
  })

  test('names what is missing', () => {
    const match = matchReport(parsed, [...references, 'JW1.a2'], prints)
    expect(match.missing).toEqual(['JW1.a2'])
  })

  test('puts a wording where it belongs when the list is shifted', () => {
    const shifted = parseReport(MINIATURE.replace(/.*Walk every route.*\n/, ''))
    const match = matchReport(shifted, references, prints)
    expect(match.missing).toEqual(['HS1.b1'])
    expect(match.matched.find((one) => one.reference === 'HS1.b3')).toMatchObject({
      printed: 'HS1.b2',
      distance: 0,
    })
    expect(match.odd).toContain(
      'The wording printed at HS1.b1 is that of HS1.b2, and was put there.',
    )
  })

  test('leaves out the wording of another edition', () => {
    const other = parseReport(
      MINIATURE.replace(
        'Light the path to the pond.',
        'Close every gate at four and hire a warden.',
      ),
    )
    const match = matchReport(other, references, prints)
    expect(match.missing).toEqual(['LA1.a1'])
    expect(match.odd[0]).toMatch(/^The wording at LA1\.a1 \(line \d+\) differs from the published/)
  })

  test('leaves out a wording printed twice', () => {
    const twice = MINIATURE.replace(/( - i\. ACTION : Light the path.*\n)/, '$1$1')
    const match = matchReport(parseReport(twice), references, prints)
    expect(match.matched).toHaveLength(references.length)
    expect(match.odd[0]).toBe(
      'The wording printed at LA1.a2 repeats LA1.a1, read at LA1.a1; left out.',
    )
  })

  test('trusts the reference where there is no fingerprint', () => {
    expect(matchReport(parsed, references, {}).matched).toHaveLength(references.length)
  })
})

describe('checking for a cut', () => {
  test('a whole report needs no warning', () => {
    expect(checkReport(parsed, 9, 2)).toBeNull()
    expect(checkReport({ ...parsed, challenges: [] }, 9, 2)).toMatch(/only 0 of the report's 2/)
  })

  test('a report that ends among its actions', () => {
    const cut = parseReport(MINIATURE.slice(0, MINIATURE.indexOf('ACTIONS FOR LOCAL')))
    expect(checkReport(cut)).toBe(
      'This file ends before the report does: 6 of its 246 actions are in it, and nothing is written unless you accept that.',
    )
  })

  test('a report that goes on, with actions unread', () => {
    expect(checkReport(parsed)).toMatch(/^Only 9 of the report's 246 actions could be read/)
  })

  test('something else', () => {
    expect(checkReport(parseReport('A shopping list.'))).toMatch(/^This file has no actions/)
  })
})
