import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeBeyond, yearApart } from '../../domain/metrics/year-change.ts'
import { packObservations } from '../../domain/record/observations.ts'
import { systemStream } from '../../domain/record/stream.ts'
import { draftReasons } from '../../domain/reports/draft.ts'
import type { Figure } from '../../domain/reports/model.ts'
import { differenceText, peopleText } from '../../domain/reports/year-figures.ts'
import type { ServiceRecord } from '../../main/record/record.ts'
import { reportOf } from '../../main/reports/evidence.ts'
import { requireFreeze } from '../../main/reports/freeze-record.ts'
import { contextOn, freeze, QUIET, regionalRecord } from './fixtures.ts'

/** What changed in the year: the rules, and the figures worked out again from what was written. */

const YEAR = { from: '2026-01-01', to: '2026-11-20' }
const MIDLANDS = 'E40000011'
const ENGLAND = 'E92000001'
const WRITTEN = Date.parse('2026-08-01')
const SYSTEMS: { ods: string; ons: string }[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../resources/systems.json'), 'utf8'),
)

describe('the two values of a year', () => {
  const point = (start: string, end: string, value: number | null = 1) => ({ start, end, value })
  const month = (text: string, value: number | null = 1) => point(`${text}-01`, `${text}-28`, value)

  it('hold a month against the same month of the year before', () => {
    const months = ['2025-08', '2025-09', '2025-10', '2026-08', '2026-09'].map((each) =>
      month(each),
    )
    expect(yearApart(months, YEAR)).toEqual({ before: months[1], after: months[4] })
  })

  it('do not overlap where years are rolled into one', () => {
    const [first, second, third] = [
      point('2019-04-01', '2022-03-31'),
      point('2022-04-01', '2025-03-31'),
      point('2023-04-01', '2026-03-31'),
    ]
    expect(yearApart([first, second, third], YEAR)).toEqual({ before: first, after: third })
  })

  it('are none where the latest is older than the year, or nothing was over before it', () => {
    expect(yearApart([month('2024-09'), month('2025-09')], YEAR)).toBeUndefined()
    expect(yearApart([month('2026-01'), month('2026-09')], YEAR)).toBeUndefined()
    expect(yearApart([month('2025-09'), month('2026-09', null)], YEAR)).toBeUndefined()
    expect(yearApart([], YEAR)).toBeUndefined()
  })

  it('always lie on both sides of the year’s beginning, whatever there is', () => {
    const day = fc.integer({ min: 0, max: 3000 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(day, fc.integer({ min: 1, max: 1100 })), { maxLength: 30 }),
        (spans) => {
          const iso = (at: number) => new Date(Date.UTC(2019, 0, 1 + at)).toISOString().slice(0, 10)
          const points = spans
            .map(([start, length]) => point(iso(start), iso(start + length)))
            .sort((a, b) => (a.end < b.end ? -1 : 1))
          const found = yearApart(points, YEAR)
          if (!found) return
          expect(found.after).toBe(points.at(-1))
          expect(found.after.end >= YEAR.from && found.after.end <= YEAR.to).toBe(true)
          expect(found.before.end < YEAR.from && found.before.end < found.after.start).toBe(true)
        },
      ),
    )
  })
})

it('takes one change off another with the limits of both', () => {
  // By hand: −2 less +1; the squares of 0.5 and 0.4 under one root.
  const found = changeBeyond(
    { gap: -2, lower: -2.5, upper: -1.5 },
    { gap: 1, lower: 0.6, upper: 1.4 },
  )
  expect(found?.gap).toBe(-3)
  expect(found?.lower).toBeCloseTo(-3 - Math.hypot(0.5, 0.4), 12)
  expect(found?.upper).toBeCloseTo(-3 + Math.hypot(0.5, 0.4), 12)
  expect(
    changeBeyond({ gap: 1, lower: null, upper: null }, { gap: 0, lower: 0, upper: 0 }),
  ).toEqual({
    ...{ gap: 1, lower: null, upper: null },
  })
})

it('prints a limit beside zero as what it is, and people with no more digits than they bear', () => {
  expect(differenceText({ value: 0.024, lower: 0.0011, upper: 0.047 }, '%')).toBe(
    '+0.024 points (+0.001 to +0.047)',
  )
  expect(differenceText({ value: -12.34, lower: -20, upper: -4.6 }, 'per 1,000')).toBe(
    '−12.3 (−20.0 to −4.6)',
  )
  expect(differenceText({ value: 0, lower: null, upper: null }, '%')).toBe('0 points')
  expect([1234, -87.4, 9.6, -0.4, 123_456].map(peopleText)).toEqual([
    ...['about 1,200 more', 'about 87 fewer', 'about 10 more', 'no change', 'about 120,000 more'],
  ])
})

describe('figures of the year', () => {
  const METRICS = [
    { id: 'smoking-at-delivery', periods: ['2025/26 Q1', '2026/27 Q1'], lower: true },
    { id: 'adult-smoking', periods: ['2024/25', '2025/26'], lower: true },
    { id: 'early-cancer-diagnosis', periods: ['2024/25', '2025/26'], lower: false },
  ] as const

  /** Counts that differ from system to system; England apart. */
  const countOf = (metric: number, system: number, later: number) => ({
    count: 900 + 37 * system + 11 * metric + later * ((system % 3) - 1) * 120,
    denominator: 8000 + 90 * system + later * 40,
  })
  const limits = { value: 0.6, england: 0.05 }

  function valueFrom({ count, denominator }: { count: number; denominator: number }, half: number) {
    const value = Math.round((count / denominator) * 1e6) / 1e4
    return { value, lower95: value - half, upper95: value + half, count, denominator }
  }

  function record(): ServiceRecord {
    const made = regionalRecord()
    for (const [at, { id, periods }] of METRICS.entries()) {
      const rows = periods.flatMap((period, later) => [
        ...SYSTEMS.map(({ ons }, system) => ({
          ...{ area: ons, period, ...valueFrom(countOf(at, system, later), limits.value) },
        })),
        {
          ...{ area: ENGLAND, period },
          ...valueFrom({ count: 60_000 - 700 * later, denominator: 500_000 }, limits.england),
        },
      ])
      // England's values come in entries of their own.
      const parts = [(area: string) => area !== ENGLAND, (area: string) => area === ENGLAND]
      const contents = parts.flatMap((isIn) => [
        ...packObservations(
          { metric: id, from: { kind: 'manual', source: 'Made for a test' } },
          rows
            .filter(({ area }) => isIn(area))
            .map((row) => ({
              ...row,
              ...{ sex: 'Persons', age: 'All ages', category: null, note: null, row: null },
              ...{ lower998: null, upper998: null },
            })),
        ),
      ])
      for (const content of contents)
        made.write(
          [{ stream: 'region', draft: { kind: 'observations', ...content }, at: WRITTEN }],
          randomUUID(),
        )
    }
    // A report wants something that its systems said.
    for (const { ods } of SYSTEMS)
      made.write(
        [
          {
            stream: systemStream(ods),
            draft: {
              kind: 'change',
              subject: 'action:HS1.e2',
              set: { status: 'planned' },
              basedOn: {},
            },
            at: WRITTEN,
          },
        ],
        randomUUID(),
      )
    return made
  }

  const figuresOf = async (made: ServiceRecord, scope: 'region' | `system:${string}`) => {
    const { id } = await freeze(made, { ...YEAR, scope, title: scope })
    const context = contextOn(made)
    return (await reportOf(context, requireFreeze(context, id), QUIET)).composed.figures
  }
  const valueIn = (figures: ReadonlyMap<string, Figure>, key: string) => {
    const value = figures.get(key)?.value
    if (value == null) throw new Error(`There is no figure ${key}.`)
    return value
  }

  it('are what the written values give, in systems and in the Midlands', async () => {
    const made = record()
    const england = [0, 1].map(
      (later) => valueFrom({ count: 60_000 - 700 * later, denominator: 500_000 }, 0).value,
    )
    let checked = 0
    const check = (figures: ReadonlyMap<string, Figure>, key: string, is: number) => {
      expect([key, valueIn(figures, key)]).toEqual([key, expect.closeTo(is, 6)])
      checked += 1
    }
    for (const [system, { ods, ons }] of [...SYSTEMS.entries()].slice(0, 4)) {
      const figures = await figuresOf(made, `system:${ods}`)
      for (const [at, { id }] of METRICS.entries()) {
        const [before, after] = [0, 1].map((later) => valueFrom(countOf(at, system, later), 0))
        const change = after!.value - before!.value
        check(figures, `year.before.${id}@${ons}`, before!.value)
        check(figures, `year.after.${id}@${ons}`, after!.value)
        check(figures, `year.change.${id}@${ons}`, change)
        check(figures, `year.people.${id}@${ons}`, (change * after!.denominator) / 100)
        check(figures, `year.beyond.${id}@${ons}`, change - (england[1]! - england[0]!))
        const behind = (key: string) => figures.get(`year.${key}.${id}@${ons}`)?.entries.length
        expect([behind('change'), behind('beyond')]).toEqual([1, 2])
      }
    }
    const region = await figuresOf(made, 'region')
    for (const [at, { id, lower }] of METRICS.entries()) {
      const sum = (later: number, of: 'count' | 'denominator') =>
        SYSTEMS.reduce((all, _, system) => all + countOf(at, system, later)[of], 0)
      const [before, after] = [0, 1].map(
        (later) => (100 * sum(later, 'count')) / sum(later, 'denominator'),
      )
      check(region, `year.before.${id}@${MIDLANDS}`, before!)
      check(region, `year.after.${id}@${MIDLANDS}`, after!)
      check(region, `year.change.${id}@${MIDLANDS}`, after! - before!)
      const changes = SYSTEMS.map((_, system) => {
        const [first, second] = [0, 1].map(
          (later) => valueFrom(countOf(at, system, later), 0).value,
        )
        return second! - first!
      })
      // Both limits of a difference lie this far from it.
      const reach = Math.hypot(limits.value, limits.value)
      const better = changes.filter((change) => (lower ? -change : change) > reach).length
      const worse = changes.filter((change) => (lower ? change : -change) > reach).length
      expect([better > 0, worse > 0]).toEqual([true, true])
      check(region, `year.improved.${id}@region`, better)
      check(region, `year.worsened.${id}@region`, worse)
    }
    expect(checked).toBeGreaterThan(50)
  })

  it('leave out values of periods that were over before the year began', async () => {
    const figures = await figuresOf(record(), 'region')
    const old = await (async () => {
      const made = record()
      const { id } = await freeze(made, { from: '2026-07-01', to: '2026-11-20', scope: 'region' })
      const context = contextOn(made)
      return (await reportOf(context, requireFreeze(context, id), QUIET)).composed.figures
    })()
    expect(figures.get('of-year.all@region')).toMatchObject({ numerator: 33, denominator: 33 })
    expect(old.get('of-year.all@region')).toMatchObject({ numerator: 0, denominator: 33 })
  })
})

describe('a draft', () => {
  const freezeId = randomUUID()
  const ama = { name: 'Ama Owusu', role: 'Regional director', signed: null }

  it('is a report with a section to do, nobody to sign, or a name that has not', () => {
    expect(draftReasons({ done: 2, sections: 3, signOff: [], freeze: freezeId })).toEqual([
      '1 section of 3 is not marked as done.',
      'Nobody is named to sign it.',
    ])
    expect(draftReasons({ done: 3, sections: 3, signOff: [ama], freeze: freezeId })).toEqual([
      'Ama Owusu has not signed it yet.',
    ])
  })

  it('is none once all have signed this freeze, and is one again under another', () => {
    const signed = [{ ...ama, signed: { on: '2026-11-30', freeze: freezeId } }]
    expect(draftReasons({ done: 3, sections: 3, signOff: signed, freeze: freezeId })).toEqual([])
    expect(draftReasons({ done: 3, sections: 3, signOff: signed, freeze: randomUUID() })).toEqual([
      'Ama Owusu signed an earlier freeze of it, not this one.',
    ])
  })
})
