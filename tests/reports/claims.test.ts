import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../domain/record/canonical-json.ts'
import { CLAIM_WORDS, claimOf, type Judged } from '../../domain/reports/claims.ts'
import {
  type ComparedEntry,
  type ComparedFreeze,
  movedFigures,
} from '../../domain/reports/compare.ts'
import { figureBook, outOf } from '../../domain/reports/figures.ts'

const VALUE = {
  ...{ period: '2025/26', value: 10, lower95: 9, upper95: 11, source: 'A source' },
  ...{ entries: [], withheld: null },
}
const JUDGED: Judged = {
  latest: VALUE,
  verdict: null,
  sinceBaseline: { standing: 'not-compared', rule: 'There is no earlier value.' },
  whyNoVerdict: 'There are 2 values.',
  staleness: 'current',
  stalenessText: 'The latest value is of 2025/26.',
}
const verdict = (variation: NonNullable<Judged['verdict']>['variation']) => ({
  ...JUDGED,
  verdict: { variation, text: 'What the chart says.' },
  // What the ends say is not asked where there is a chart.
  sinceBaseline: { standing: 'better' as const, rule: 'The two ends.' },
})

describe('what may be said of a metric', () => {
  it('is improved only where a rule says so', () => {
    expect(claimOf(verdict('improvement-low')).claim).toBe('improved')
    expect(claimOf(verdict('concern-high')).claim).toBe('worsened')
    expect(claimOf(verdict('common-cause')).claim).toBe('no-clear-change')
    expect(claimOf(verdict('neither-high')).claim).toBe('no-clear-change')
    const ends = (standing: Judged['sinceBaseline']['standing']) =>
      claimOf({ ...JUDGED, sinceBaseline: { standing, rule: 'The two ends.' } }).claim
    expect(ends('better')).toBe('improved')
    expect(ends('worse')).toBe('worsened')
    expect(ends('similar')).toBe('no-clear-change')
    expect(ends('higher')).toBe('no-clear-change')
    expect(ends('not-compared')).toBe('cannot-be-said')
  })

  it('is told by one reason where there are two alike', () => {
    const few = 'So few people are behind it.'
    const sinceBaseline = { standing: 'not-compared', rule: few } as const
    expect(claimOf({ ...JUDGED, whyNoVerdict: few, sinceBaseline }).rule).toBe(few)
    expect(claimOf(JUDGED).rule).toBe('There are 2 values. There is no earlier value.')
  })

  it('does not deny a change that is neither better nor worse', () => {
    expect(CLAIM_WORDS[claimOf(verdict('neither-high')).claim]).toBe('Not clearly better or worse')
  })

  it('is nothing where there is no value, or an old one', () => {
    expect(claimOf({ ...JUDGED, latest: null }).claim).toBe('cannot-be-said')
    expect(claimOf({ ...verdict('improvement-low'), staleness: 'stale' })).toEqual({
      claim: 'cannot-be-said',
      rule: JUDGED.stalenessText,
    })
  })
})

describe('a figure', () => {
  it('has its denominator, and a percentage where that says something', () => {
    expect(outOf(312, 2706)).toBe('312 of 2,706 (11.5%)')
    expect(outOf(3, 11)).toBe('3 of 11')
    expect(outOf(0, 0)).toBe('none')
  })

  it('shows nothing of what is withheld', () => {
    const book = figureBook()
    book.quote({
      ...{ key: 'x', label: 'x', definition: 'x', query: 'x' },
      ...{ numerator: 2, denominator: 40, entries: ['b', 'a', 'b'], withheld: 'Too few people.' },
    })
    expect(book.all().get('x')).toMatchObject({
      ...{ value: null, numerator: null, text: 'withheld', entries: ['a', 'b'] },
    })
  })

  it('is hashed the same however its fields are ordered', () => {
    expect(canonicalJson({ b: [1, { d: 2, c: undefined }], a: null })).toBe(
      canonicalJson({ a: null, b: [1, { d: 2 }] }),
    )
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]))
  })
})

describe('why a figure moved', () => {
  const freeze = (moment: string, figures: Record<string, [number, number, string[]]>) => {
    const book = figureBook()
    for (const [key, [numerator, denominator, entries]] of Object.entries(figures))
      book.quote({
        ...{ key, label: `Label of ${key}`, definition: 'x', query: 'x' },
        ...{ numerator, denominator, entries },
      })
    return {
      ...{ frame: 'impact', moment, day: moment.slice(0, 10), resources: 'r' },
      figures: book.all(),
    } satisfies ComparedFreeze
  }
  const added: ComparedEntry[] = [
    {
      id: 'new',
      at: '2026-12-03T10:00:00.000Z',
      subject: 'ics:QK1 action:A',
      replaces: ['old'],
      undoes: false,
      aboutSystems: false,
    },
  ]
  const a = freeze('2026-11-21T12:00:00.000Z', {
    'planned@QK1': [1, 20, ['old']],
    'done@QK1': [0, 20, []],
    'same@QK1': [3, 9, []],
  })
  const b = freeze('2026-12-05T12:00:00.000Z', {
    'planned@QK1': [0, 19, []],
    'done@QK1': [0, 19, []],
    'same@QK1': [3, 9, []],
  })

  it('is told by the entry that replaced what was counted', () => {
    const moved = movedFigures(a, b, added, () => undefined)
    expect(moved.map(({ key }) => key)).toEqual(['done@QK1', 'planned@QK1'])
    expect(moved[1]).toMatchObject({
      ...{ before: '1 of 20 (5.0%)', after: '0 of 19', entries: ['new'] },
      why: '1 entry written since, on 3 Dec 2026.',
    })
  })

  it('is told of a denominator by what moved its neighbours', () => {
    const [done] = movedFigures(a, b, added, () => undefined)
    expect(done?.why).toBe(
      'What it is counted out of changed: 1 entry written since, on 3 Dec 2026.',
    )
  })

  it('is the day where no entry explains it', () => {
    const [moved] = movedFigures(a, b, [], () => undefined)
    expect(moved?.why).toBe('It depends on the day that counts: 21 Nov 2026 then, 5 Dec 2026 now.')
  })

  it('is what was asked, where the two were asked different things', () => {
    const [moved] = movedFigures({ ...a, frame: 'quarterly' }, b, [], () => undefined)
    expect(moved?.why).toMatch(/^The two freezes are about different periods/)
  })

  it('is which systems there are, where that changed and no entry of the figure did', () => {
    const merger = { ...added[0]!, id: 'merger', replaces: [], aboutSystems: true }
    const [moved] = movedFigures(a, b, [merger], () => undefined)
    expect(moved).toMatchObject({
      why: 'Which systems there are has changed: 1 entry written since, on 3 Dec 2026.',
      entries: ['merger'],
    })
  })
})
