import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../domain/errors.ts'
import { type SpcOptions, type SpcPoint, xmrChart } from '../../domain/metrics/spc.ts'
import { twoOfThreePoints } from '../../domain/metrics/spc-rules.ts'
import { spcVerdict } from '../../domain/metrics/spc-verdict.ts'

function series(values: readonly number[]): SpcPoint[] {
  return values.map((value, i) => ({ label: `P${i + 1}`, value }))
}
function chart(values: readonly number[], options: SpcOptions = {}) {
  return xmrChart(series(values), options)
}
/** Numbers, from 1, of the points that break a rule. */
function breaking(values: readonly number[], rule: string) {
  return chart(values).points.flatMap((point, i) =>
    point.rules.some((broken) => broken === rule) ? [i + 1] : [],
  )
}

/** The example of NHSRplotthedots' page on deviations from the Excel tool. */
describe('the published example', () => {
  const values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]

  test.each([
    [true, -0.72, 4.6],
    [false, -3.06, 6.95],
  ])('screened %s', (screen, lower, upper) => {
    const [phase] = chart(values, { screen }).phases
    expect(phase!.mean).toBeCloseTo(1.94, 2)
    expect(phase!.limits!.lower).toBeCloseTo(lower, 2)
    expect(phase!.limits!.upper).toBeCloseTo(upper, 2)
    expect(phase!.screened).toEqual(screen ? [4, 5] : [])
  })
})

/** Sevens and ties as in the tests of NHSRplotthedots (test-ptd_calculate_point_type). */
describe('rules', () => {
  const flat = [5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6]

  test('an astronomical point lies outside the limits', () => {
    expect(breaking([...flat, 20], 'astronomical')).toEqual([13])
    expect(breaking(flat, 'astronomical')).toEqual([])
  })

  test('seven points in a row on one side of the mean are a shift, all of them', () => {
    const high = [9, 8, 9, 8, 9, 8, 9]
    const low = [1, 2, 1, 2, 1, 2, 1]
    expect(breaking([...low, ...high], 'shift')).toHaveLength(14)
    expect(breaking([...low.slice(1), ...high.slice(1)], 'shift')).toEqual([])
  })

  test('a point on the mean ends a run', () => {
    // The mean is 5: six below, one on it, six above.
    expect(breaking([4, 3, 4, 3, 4, 3, 5, 6, 7, 6, 7, 6, 7], 'shift')).toEqual([])
  })

  test('seven points that each rise, or each fall, are a trend', () => {
    expect(breaking([2, 1, 2, 3, 4, 5, 6, 7, 3], 'trend')).toEqual([2, 3, 4, 5, 6, 7, 8])
    expect(breaking([2, 7, 6, 5, 4, 3, 2, 1, 3], 'trend')).toEqual([2, 3, 4, 5, 6, 7, 8])
    expect(breaking([1, 2, 3, 4, 5, 6, 2], 'trend')).toEqual([])
  })

  test('two equal values in a row end a trend', () => {
    expect(breaking([1, 2, 3, 3, 4, 5, 6], 'trend')).toEqual([])
  })

  /** Which of these are near a limit, with the limits at 4 and 16 and the mean at 10. */
  test.each([
    [
      'the two that are near, not the third',
      [10, 15, 11, 15.5, 9],
      [false, true, false, true, false],
    ],
    ['both of two neighbours', [9, 15, 15, 9], [false, false, false, false]],
    ['with the third on the same side', [11, 15, 15, 9], [false, true, true, false]],
    ['near the lower limit too', [5, 5.5, 9], [true, true, false]],
    ['not one near each limit', [15, 5, 15], [false, false, false]],
    ['not with the third on the mean', [15, 10, 15], [false, false, false]],
    ['not three apart', [15, 11, 11, 15], [false, false, false, false]],
    ['not a point outside the limit', [15, 11, 17], [false, false, false]],
    ['a point on the limit, not one on the edge of the band', [16, 11, 14], [false, false, false]],
    ['all three', [15, 16, 15], [true, true, true]],
  ])('two of three near a limit: %s', (_, values, marks) => {
    const limits = { mean: 10, lower: 4, upper: 16, nearLower: 6, nearUpper: 14 }
    expect(twoOfThreePoints(values, limits)).toEqual(marks)
  })
})

describe('types of point follow the direction that is better', () => {
  const values = [5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 20]
  test.each([
    ['higher', 'improvement', 'improvement-high'],
    ['lower', 'concern', 'concern-high'],
    ['neither', 'neither-high', 'neither-high'],
  ] as const)('%s', (better, type, icon) => {
    const result = chart(values, { better })
    expect(result.points.at(-1)!.type).toBe(type)
    expect(spcVerdict(result).variation).toBe(icon)
  })

  /** As NHSRplotthedots 0.2.2 has it, whichever side of the mean the points are on. */
  test('a trend goes its own way, across the mean and before a shift', () => {
    const rising = chart([1, 2, 3, 4, 5, 6, 7], { better: 'higher' })
    // The first and the last lie outside the limits, which speaks before the trend.
    expect(rising.points.map(({ type }) => type)).toEqual([
      'concern',
      ...Array(6).fill('improvement'),
    ])
    expect(rising.points[3]).toMatchObject({ value: 4, side: 0, direction: 1 })
    const falling = chart([7, 6, 5, 4, 3, 2, 1], { better: 'higher' })
    expect(falling.points.slice(1).every(({ type }) => type === 'concern')).toBe(true)

    const high = chart([0, 9, 0, 9, 0, 9, 0, 9, 14, 13, 12, 11, 10, 9, 8], { better: 'lower' })
    expect(high.points.at(-1)).toMatchObject({ side: 1, direction: -1, type: 'improvement' })
    const { variation, variationText } = spcVerdict(high)
    expect(variation).toBe('improvement-low')
    expect(variationText).toMatch(
      /improving: in P15 the value is one of at least 7 in a row that all fall, although .* above the mean/,
    )
  })

  test('where one trend ends and the next begins, the point goes the way of the later one', () => {
    const around = [0, 9, 0, 9, 0, 9, 0, 9]
    const peak = chart([...around, 1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1, ...around])
    expect(peak.points.slice(8, 21).map(({ direction }) => direction)).toEqual([
      1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
    ])
  })

  test('a point outside the limits goes by its side, even within a trend', () => {
    const values = [5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 30, 29, 28, 27, 26, 25, 24]
    const first = chart(values, { better: 'lower' }).points[12]!
    expect(first.rules).toEqual(['astronomical', 'trend', 'shift'])
    expect(first).toMatchObject({ direction: 1, type: 'concern' })
  })
})

describe('a locked baseline', () => {
  const values = [5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 9, 9, 9, 9, 9, 9, 9]

  test('keeps the limits that its points give, and judges later ones by them', () => {
    const baseline = chart(values.slice(0, 12))
    const locked = chart(values, { lockAt: ['P12'], better: 'higher' })
    expect(locked.phases[0]).toMatchObject({
      mean: baseline.phases[0]!.mean,
      limits: baseline.phases[0]!.limits,
      points: 12,
      lockedAt: 11,
    })
    expect(locked.points.at(-1)).toMatchObject({
      type: 'improvement',
      rules: ['astronomical', 'shift'],
    })
    expect(chart(values).phases[0]!.mean).toBeGreaterThan(baseline.phases[0]!.mean)
  })

  test('is one for each phase', () => {
    const { phases } = chart([...values, ...values.map((value) => value + 50)], {
      rebaseAt: ['P20'],
      lockAt: ['P12', 'P31'],
    })
    expect(phases.map(({ mean }) => mean)).toEqual([5.5, 55.5])
    expect(() => chart(values, { lockAt: ['P8', 'P12'] })).toThrow(/once only/)
    expect(() => chart(values, { lockAt: ['P99'] })).toThrow(/no such period/)
  })
})

describe('ghosted points', () => {
  test('change nothing for the others', () => {
    const plain = chart([1, 2, 1, 3, 1, 2, 1, 2, 4, 2, 1, 2])
    const points = series([1, 2, 1, 3, 1, 2, 99, 1, 2, 4, 2, 1, 2])
    points[6]!.ghosted = true
    const ghosted = xmrChart(points)
    expect(ghosted.points[6]).toMatchObject({ value: 99, type: 'ghosted', rules: [] })
    expect(ghosted.phases[0]).toMatchObject({
      mean: plain.phases[0]!.mean,
      limits: plain.phases[0]!.limits,
    })
    expect(ghosted.points.filter((_, i) => i !== 6).map(({ rules }) => rules)).toEqual(
      plain.points.map(({ rules }) => rules),
    )
  })

  test('are passed over by the verdict', () => {
    const points = series([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 99])
    points[12]!.ghosted = true
    expect(spcVerdict(xmrChart(points, { better: 'lower' })).variation).toBe('common-cause')
  })
})

describe('rebasing', () => {
  test('gives each phase a mean and limits of its own, and no rule reaches across', () => {
    const low = [1, 2, 1, 2, 1, 2, 1, 2]
    const high = [11, 12, 11, 12, 11, 12, 11, 12]
    const result = chart([...low, ...high], { rebaseAt: ['P9'] })
    expect(result.phases.map(({ from, to, mean }) => [from, to, mean])).toEqual([
      [0, 7, 1.5],
      [8, 15, 11.5],
    ])
    expect(result.points.every(({ rules }) => rules.length === 0)).toBe(true)
    expect(result.warnings).toHaveLength(2)
  })
})

describe('assurance', () => {
  const values = [5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6]
  test.each([
    ['higher', 20, 'fail'],
    ['higher', 1, 'pass'],
    ['lower', 20, 'pass'],
    ['lower', 1, 'fail'],
    ['lower', 5.5, 'hit-or-miss'],
    ['neither', 20, 'none'],
    ['lower', undefined, 'none'],
  ] as const)('%s is better, target %s: %s', (better, target, assurance) => {
    expect(spcVerdict(chart(values, { better }), target).assurance).toBe(assurance)
  })
})

describe('assurance holds while the process stays within its limits', () => {
  const missing = [7, 7.1, 7, 7.1, 7, 7.1, 7, 7.1, 7, 7.1, 7, 7.1]

  test('not where the latest values are leaving them for the better', () => {
    const verdict = spcVerdict(chart([...missing, 6.27], { better: 'lower' }), 6.3)
    expect(verdict.variation).toBe('improvement-low')
    expect(verdict.assurance).toBe('none')
    expect(verdict.assuranceText).toMatch(/cannot be told from the limits.*wrong side.*P13/)
  })

  test('nor for the worse', () => {
    const verdict = spcVerdict(chart([...missing, 8], { better: 'lower' }), 7.6)
    expect(verdict).toMatchObject({ variation: 'concern-high', assurance: 'none' })
  })

  test.each([
    ['lower', 6.3, 'expected-to-meet', 'none'],
    ['lower', 6.3, 'expected-to-miss', 'fail'],
    ['lower', 8, 'expected-to-miss', 'none'],
    ['lower', 8, 'expected-to-meet', 'pass'],
    ['lower', 8, 'unclear', 'pass'],
  ] as const)(
    '%s is better, target %s, a forecast that says %s: %s',
    (better, target, expected, assurance) => {
      expect(spcVerdict(chart(missing, { better }), target, expected).assurance).toBe(assurance)
    },
  )

  test('a target on a limit is neither met nor missed every time', () => {
    const tenths = [1.1, 1.3, 1.1, 1.3, 1.1, 1.3, 1.1, 1.3]
    const { limits } = chart(tenths).phases[0]!
    const target = Number(limits!.upper.toFixed(6))
    expect(spcVerdict(chart(tenths, { better: 'lower' }), target).assurance).toBe('hit-or-miss')
  })
})

describe('verdicts say which rule speaks', () => {
  test('common cause', () => {
    const { variationText, assuranceText } = spcVerdict(
      chart([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6], { better: 'higher' }),
      5.5,
    )
    expect(variationText).toBe(
      'Common cause: up to P12 the values vary as they usually do around 5.5. No rule shows a change.',
    )
    expect(assuranceText).toBe(
      'The target of 5.5 will sometimes be met and sometimes missed by chance: it lies between the limits.',
    )
  })

  test('a trend and a point outside', () => {
    const { variationText, rules } = spcVerdict(
      chart([5, 6, 5, 6, 5, 6, 5, 6, 7, 8, 9, 10, 11, 30], { better: 'lower' }),
    )
    expect(rules).toEqual(['astronomical', 'trend'])
    expect(variationText).toMatch(
      /^Special cause, getting worse: in P14 the value is above the upper limit of .*, and the value is one of at least 7 in a row that all rise\.$/,
    )
  })
})

const values = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 2, maxLength: 40 })

describe('properties', () => {
  test('limits lie evenly about the mean, and screening never widens them', () => {
    fc.assert(
      fc.property(values, (numbers) => {
        const [screened] = chart(numbers).phases
        const [unscreened] = chart(numbers, { screen: false }).phases
        const { mean, lower, upper, nearLower, nearUpper } = screened!.limits!
        expect(upper - mean).toBeCloseTo(mean - lower, 9)
        expect(nearUpper - mean).toBeCloseTo((upper - mean) * (2 / 3), 9)
        expect(mean - nearLower).toBeCloseTo(nearUpper - mean, 9)
        expect(upper).toBeLessThanOrEqual(unscreened!.limits!.upper + 1e-9)
      }),
    )
  })

  test('scaling and shifting values scales and shifts the limits and leaves the rules', () => {
    fc.assert(
      fc.property(
        values,
        fc.constantFrom(2, 4, 64),
        fc.integer({ min: -64, max: 64 }),
        (numbers, factor, by) => {
          const base = chart(numbers)
          const moved = chart(numbers.map((value) => value * factor + by))
          expect(moved.phases[0]!.limits!.upper).toBeCloseTo(
            base.phases[0]!.limits!.upper * factor + by,
            6,
          )
          expect(moved.points.map(({ rules }) => rules)).toEqual(
            base.points.map(({ rules }) => rules),
          )
        },
      ),
    )
  })

  test('values in tenths, hundredths or thousandths break the same rules as in whole numbers', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(10, 100, 1000), (numbers, parts) => {
        const rules = (list: readonly number[]) => chart(list).points.map((point) => point.rules)
        expect(rules(numbers.map((value) => value / parts))).toEqual(rules(numbers))
      }),
      {
        examples: [
          [[107, 112, 107, 111, 110, 116, 111, 111, 111, 116, 119, 114, 113, 117, 117, 116], 10],
        ],
      },
    )
  })

  test('turning values upside down turns the judgement', () => {
    fc.assert(
      fc.property(values, (numbers) => {
        const up = chart(numbers, { better: 'higher' })
        const down = chart(
          numbers.map((value) => -value),
          { better: 'lower' },
        )
        expect(down.points.map(({ type }) => type)).toEqual(up.points.map(({ type }) => type))
      }),
    )
  })

  test('values that never change break no rule', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
        fc.integer({ min: 2, max: 30 }),
        (value, count) => {
          const result = chart(Array.from({ length: count }, () => value))
          expect(result.points.every(({ type }) => type === 'common-cause')).toBe(true)
          expect(result.warnings.at(-1)).toMatch(/do not vary/)
        },
      ),
    )
  })
})

describe('bad input', () => {
  test.each([
    ['no points', [], {}],
    ['a value that is no number', [1, Number.NaN, 2], {}],
    ['a rebase at a period that is not there', [1, 2, 3], { rebaseAt: ['P9'] }],
  ])('refuses %s', (_, numbers, options) => {
    expect(() => chart(numbers, options)).toThrow(UserError)
  })

  test('one point has no limits and says so', () => {
    const result = chart([4])
    expect(result.phases[0]!.limits).toBeUndefined()
    expect(result.warnings).toEqual(['One point is too few to compute limits.'])
    expect(spcVerdict(result, 3)).toMatchObject({ variation: 'common-cause', assurance: 'none' })
    expect(spcVerdict(result, 3).variationText).toMatch(/too few points/)
  })

  test('no moving range is counted across a gap, not even where a ghost stands beside it', () => {
    const values = [10, 12, 11, 30, 29, 31, 30]
    const point = (value: number, i: number) => ({ label: `P${i}`, value })
    const gapped = values.map((value, i) => Object.assign(point(value, i), { afterGap: i === 3 }))
    const ranges = [2, 1, 1, 2, 1]
    const meanRange = ranges.reduce((sum, range) => sum + range) / ranges.length
    const result = xmrChart(gapped, { screen: false })
    expect(result.phases[0]!.meanRange).toBeCloseTo(meanRange, 12)
    expect(result.warnings.join(' ')).toContain('Periods are missing before P3.')
    // A ghosted neighbour does not close the gap.
    const ghosted = gapped.map((each, i) => Object.assign({}, each, { ghosted: i === 2 }))
    expect(xmrChart(ghosted, { screen: false }).phases[0]!.meanRange).toBeCloseTo(6 / 4, 12)
  })

  test('points that are all parted by gaps have no limits', () => {
    const result = xmrChart([
      { label: 'P1', value: 1 },
      { label: 'P9', value: 2, afterGap: true },
    ])
    expect(result.phases[0]!.limits).toBeUndefined()
    expect(result.warnings).toEqual([
      'Between all points periods are missing, so there are no limits.',
    ])
  })

  test('a phase of ghosts alone is refused', () => {
    expect(() => xmrChart([{ label: 'P1', value: 1, ghosted: true }])).toThrow(UserError)
  })
})
