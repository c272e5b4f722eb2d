import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agreementBetween, agreementWords } from '../../domain/checklist/agreement.ts'
import { CHECKLIST_QUESTIONS } from '../../domain/checklist/questions.ts'
import { type GivenAnswer, roundResult } from '../../domain/checklist/results.ts'
import { withheldLevels } from '../../domain/checklist/suppression.ts'
import {
  CHECKLIST_ANSWERS,
  CHECKLIST_LEVELS,
  type ChecklistAnswer,
  type ChecklistLevel,
} from '../../domain/record/checklist-words.ts'

const answer = fc.constantFrom(...CHECKLIST_ANSWERS)
const level = fc.constantFrom(...CHECKLIST_LEVELS)
/** Few enough people for levels to be small, and skipped questions among them. */
const given = fc.array(
  fc.record({
    level,
    answers: fc.dictionary(fc.constantFrom('1', '2', '12'), answer),
    remark: fc.option(fc.string({ minLength: 1, maxLength: 5 })),
  }),
  { maxLength: 25 },
) satisfies fc.Arbitrary<GivenAnswer[]>

const people = fc.record(
  Object.fromEntries(CHECKLIST_LEVELS.map((each) => [each, fc.nat({ max: 12 })])) as Record<
    ChecklistLevel,
    fc.Arbitrary<number>
  >,
)

/** One person of a level, who says the same to every question. */
function person(at: ChecklistLevel, says: ChecklistAnswer, remark: string | null = null) {
  const answers = Object.fromEntries(CHECKLIST_QUESTIONS.map(({ id }) => [id, says]))
  return { level: at, answers, remark } satisfies GivenAnswer
}
const times = (count: number, one: GivenAnswer) => Array.from({ length: count }, () => one)

describe('levels with few people', () => {
  test.each([
    ['none when all are large', [5, 6, 7, 8], []],
    ['the small one and the next, lest it be the difference', [3, 9, 7, 8], ['board', 'middle']],
    ['two small ones that are five together', [3, 2, 9, 9], ['board', 'senior']],
    ['a third when two are four together', [2, 2, 9, 6], ['board', 'senior', 'front-line']],
    ['everybody when there are four in all', [1, 1, 1, 1], [...CHECKLIST_LEVELS]],
    ['no level without people', [0, 0, 6, 9], []],
    ['one small level alone with one large', [0, 4, 0, 20], ['senior', 'front-line']],
  ] as const)('withholds %s', (_name, [board, senior, middle, frontLine], withheld) => {
    const found = withheldLevels({ board, senior, middle, 'front-line': frontLine })
    expect([...found].sort()).toEqual([...withheld].sort())
  })

  test('are never shown, nor fewer than five by taking those shown from all', () => {
    fc.assert(
      fc.property(people, (counts) => {
        const withheld = withheldLevels(counts)
        const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
        let together = 0
        for (const each of CHECKLIST_LEVELS) {
          if (withheld.has(each)) together += counts[each]
          else expect(counts[each] === 0 || counts[each] >= 5).toBe(true)
        }
        // Where everybody is fewer than five, the total is withheld too.
        if (all >= 5) expect(together === 0 || together >= 5).toBe(true)
        if (withheld.size === 1) expect(all).toBeLessThan(5)
      }),
    )
  })

  test('no larger level is withheld than it takes', () => {
    fc.assert(
      fc.property(people, (counts) => {
        const withheld = withheldLevels(counts)
        if (Object.values(counts).every((count) => count === 0 || count >= 5))
          expect(withheld.size).toBe(0)
        for (const hidden of withheld)
          for (const shown of CHECKLIST_LEVELS)
            if (!withheld.has(shown) && counts[shown] > 0)
              expect(counts[hidden]).toBeLessThanOrEqual(counts[shown])
      }),
    )
  })

  test('could trade answers with each other and nothing that is shown would change', () => {
    fc.assert(
      fc.property(given, fc.nat(), fc.nat(), (all, one, other) => {
        const counts = Object.groupBy(all, (each) => each.level)
        const withheld = withheldLevels(
          Object.fromEntries(
            CHECKLIST_LEVELS.map((each) => [each, counts[each]?.length ?? 0]),
          ) as Record<ChecklistLevel, number>,
        )
        const hidden = all.filter((each) => withheld.has(each.level))
        const [a, b] = [hidden[one % hidden.length], hidden[other % hidden.length]]
        fc.pre(a !== undefined && b !== undefined)
        const traded = all.map((each) =>
          each === a ? { ...a, level: b.level } : each === b ? { ...b, level: a.level } : each,
        )
        expect(roundResult(traded)).toEqual(roundResult(all))
      }),
    )
  })
})

describe('results of a round', () => {
  test('count every person in every question; one left out is not known', () => {
    fc.assert(
      fc.property(given, (all) => {
        const { questions, byLevel } = roundResult(all)
        expect(questions).toHaveLength(12)
        for (const { id, all: tally, levels } of questions) {
          if (all.length > 0 && all.length < 5) expect(tally.withheld).toBe(true)
          else {
            expect(tally.people).toBe(all.length)
            const yes = all.filter(({ answers }) => answers[id] === 'yes').length
            expect(tally.yes).toBe(yes)
            expect((tally.yes ?? 0) + (tally.no ?? 0) + (tally.unknown ?? 0)).toBe(all.length)
          }
          for (const { level: each, people: count } of byLevel)
            expect(levels[each].people).toBe(count)
        }
      }),
    )
  })

  test('hold remarks back until five people have answered, and never say whose level', () => {
    const four = [person('board', 'yes', 'More time'), ...times(3, person('middle', 'no'))]
    expect(roundResult(four).remarks).toEqual([])
    expect(roundResult([...four, person('middle', 'no', 'Training')]).remarks).toEqual([
      'More time',
      'Training',
    ])
  })

  test('of nobody say nothing, and withhold nothing', () => {
    const { questions, byLevel } = roundResult([])
    expect(byLevel.every(({ people: count, withheld }) => count === 0 && !withheld)).toBe(true)
    expect(questions[0]).toMatchObject({ agreement: null, all: { people: 0, withheld: false } })
  })

  test('leave withheld levels out of the agreement', () => {
    const all = [
      ...times(6, person('board', 'yes')),
      ...times(6, person('senior', 'yes')),
      ...times(3, person('middle', 'no')),
      ...times(3, person('front-line', 'no')),
    ]
    expect(roundResult(all).questions[0]?.agreement).toBe(1)
  })
})

describe('agreement between levels', () => {
  const counts = fc.record({ yes: fc.nat(9), no: fc.nat(9), unknown: fc.nat(9) })

  test('is the share of pairs at different levels that say the same', () => {
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 4 }), (levels) => {
        const voices = levels.flatMap((each, at) =>
          CHECKLIST_ANSWERS.flatMap((says) =>
            Array.from({ length: each[says] }, () => ({ at, says })),
          ),
        )
        const pairs = voices.flatMap((one, index) =>
          voices.slice(index + 1).flatMap((other) => (one.at === other.at ? [] : [[one, other]])),
        )
        const same = pairs.filter(([one, other]) => one?.says === other?.says).length
        const found = agreementBetween(levels)
        if (pairs.length === 0) expect(found).toBeNull()
        else expect(found).toBeCloseTo(same / pairs.length, 12)
      }),
    )
  })

  test.each([
    [1, 'Much the same (100 of 100 pairs)'],
    [0.5, 'Partly the same (50 of 100 pairs)'],
    [0.12, 'Far apart (12 of 100 pairs)'],
    [null, 'Too few levels to compare'],
  ])('%s is put in words', (agreement, words) => {
    expect(agreementWords(agreement)).toBe(words)
  })
})
