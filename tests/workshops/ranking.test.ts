import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type {
  ActionFacts,
  ActionSystemState,
  AwaitedDecision,
  AwaitingDecision,
  SuggestionFacts,
  UnkeptPromise,
} from '../../domain/workshops/facts.ts'
import type { AgendaItem } from '../../domain/workshops/model.ts'
import { MOST_OF_A_KIND, rankSuggestions } from '../../domain/workshops/ranking.ts'
import { placeOf } from '../../domain/workshops/suggestions.ts'

const ON = '2026-12-03'
const NOTHING: SuggestionFacts = {
  on: ON,
  today: ON,
  priorities: [],
  actions: [],
  metrics: [],
  awaiting: [],
  promises: [],
  discussed: [],
}

function state(ics: string, status: ActionSystemState['status'], more = {}): ActionSystemState {
  return {
    ics,
    name: `System ${ics}`,
    status,
    due: null,
    updatedAt: '2026-11-01',
    ownerName: `Lead of ${ics}`,
    evidence: 0,
    ...more,
  }
}

function action(states: ActionSystemState[], reference = 'HS1.e2', priorities = [3]): ActionFacts {
  return { reference, title: `Title of ${reference}`, priorities, states }
}

function awaited(about: AwaitedDecision, more: Partial<AwaitingDecision> = {}): AwaitingDecision {
  return {
    ...{ about, id: 'x', title: 'Diabetes together', since: '2026-09-01' },
    ...{ systems: [], signed: [], priorities: [], links: [], ...more },
  }
}

const ITEM: AgendaItem = {
  id: 'item-1',
  session: 's',
  kind: 'discussion',
  title: 'Paying people',
  minutes: 20,
  presenter: 'Asha',
  presenterSystem: 'AAA',
  wanted: null,
  links: [],
  position: 'V',
  suggestion: null,
  finished: false,
}
const PROMISE = {
  id: 'o',
  text: 'Send the list',
  owner: 'Asha',
  due: '2026-11-01',
  action: 'HS1.e2',
  answer: null,
  standing: 'late',
  words: 'Was due 1 Nov 2026',
  sessionDate: '2026-09-01',
} as UnkeptPromise
const LAST = {
  id: 'last',
  title: 'Last',
  on: '2026-09-01',
  unfinished: [ITEM],
}

describe('what deserves the time', () => {
  it('is found in every place where it may lie, with the facts that put it there', () => {
    const blocked = action([
      state('AAA', 'blocked', { due: '2026-10-01' }),
      state('BBB', 'blocked'),
    ])
    const taught = action(
      [
        state('AAA', 'complete', { evidence: 2 }),
        state('BBB', 'embedded'),
        state('CCC', 'not-started'),
        state('DDD', 'not-started'),
      ],
      'HS2.a1',
    )
    const suggestions = rankSuggestions({
      ...NOTHING,
      actions: [blocked, taught],
      metrics: [{ metric: 'm1', name: 'Smoking at delivery', systems: ['One', 'Two'] }],
      awaiting: [awaited('item', { id: 'd1', title: 'One scheme' })],
      last: LAST,
      promises: [PROMISE],
      discussed: [
        { number: 4, title: 'Enable delivery', lastOn: '2025-06-01' },
        { number: 5, title: 'Regional approach', lastOn: '2026-06-01' },
      ],
    })
    expect(suggestions.map(({ key }) => key)).toEqual([
      'promises:last',
      'decision:d1',
      'unfinished:item-1',
      'blocked:HS1.e2',
      'metric:m1',
      'priority:4',
      'teach:HS2.a1',
    ])
    const by = (kind: string) => suggestions.find((each) => each.kind === kind)
    expect(by('blocked')?.facts).toEqual([
      '“Title of HS1.e2” is blocked in System AAA; System BBB.',
      'It is past its due date in System AAA.',
      'The longest has had no update since 1 Nov 2026.',
    ])
    expect(by('teach')?.item).toMatchObject({
      presenter: 'Lead of AAA',
      presenterSystem: 'AAA',
      links: [{ kind: 'action', id: 'HS2.a1' }],
    })
    expect(by('promises')?.facts).toEqual(['Asha: “Send the list”. Was due 1 Nov 2026.'])
    expect(by('metric')?.item.links).toEqual([{ kind: 'metric', id: 'm1' }])
  })

  it('tells the most pressing promises, and how many more there are', () => {
    const due = [null, '2026-11-20', '2026-10-01', '2027-02-01', '2026-11-01', '2026-11-03', null]
    const promises = due.map((day, at) => ({ ...PROMISE, id: `${at}`, text: `P${at}`, due: day }))
    // The lead put it off.
    promises[2] = { ...PROMISE, text: 'P2', answer: { due: '2027-01-01' } } as UnkeptPromise & {
      due: string | null
    }
    const [first] = rankSuggestions({ ...NOTHING, promises })
    expect(first?.title).toBe('7 promises not kept yet')
    expect(first?.facts.map((fact) => /P\d/.exec(fact)?.[0] ?? fact)).toEqual([
      ...['P4', 'P5', 'P1', 'P2', 'P3'],
      'And 2 others.',
    ])
  })

  it('counts what is late and how long it waits to the day, not to a session far ahead', () => {
    const facts = (today: string): SuggestionFacts => ({
      ...NOTHING,
      ...{ on: '2027-06-01', today },
      actions: [action([state('AAA', 'blocked', { due: '2027-01-15' }), state('BBB', 'blocked')])],
      awaiting: [awaited('joint-action', { since: '2026-12-01' })],
      promises: [{ ...PROMISE, due: '2027-01-15' }],
    })
    const told = (today: string) =>
      rankSuggestions(facts(today)).flatMap((each) => [
        ...each.facts,
        ...each.parts.map(({ words }) => words),
      ])
    const late = [/past its due date/, /Overdue in/, /Has waited for/, /Weeks late/]
    const found = (today: string) =>
      late.map((words) => told(today).filter((each) => words.test(each)).length)
    expect(found('2026-12-03')).toEqual([0, 0, 0, 0])
    expect(found('2027-02-15')).toEqual([1, 1, 1, 1])
  })

  it('is nothing where one system alone is blocked, or one alone has not begun', () => {
    const facts = {
      ...NOTHING,
      actions: [
        action([state('AAA', 'blocked'), state('BBB', 'in-progress')]),
        action([state('AAA', 'complete'), state('BBB', 'not-started')], 'HS2.a1'),
      ],
      metrics: [{ metric: 'm', name: 'M', systems: ['One'] }],
    }
    expect(rankSuggestions(facts)).toEqual([])
  })

  it('names who has signed and who has not, and counts those for whom it waits', () => {
    const found = rankSuggestions({
      ...NOTHING,
      priorities: [2],
      awaiting: [
        awaited('signatures', { systems: ['A', 'B', 'C'], signed: ['D'], priorities: [2] }),
        awaited('publication', { systems: [], signed: ['A', 'B'] }),
        awaited('joint-action', { systems: ['A', 'B'] }),
      ],
    })
    expect(found.map(({ key, score }) => [key, score])).toEqual([
      // 45, 2 for each of 3 systems, 12 for 13 weeks at most 12, 10 for the session's priority
      ['decision:signatures:x', 45 + 6 + 12 + 10],
      ['decision:joint-action:x', 45 + 4 + 12],
      ['decision:publication:x', 45 + 12],
    ])
    expect(found[0]).toMatchObject({
      title: '“Diabetes together” waits for 3 signatures',
      facts: [
        'It has been in review since 1 Sep 2026.',
        '1 of 4 systems signed: D.',
        'Not signed: A; B; C.',
      ],
    })
    expect(found[2]?.facts).toEqual([
      'It was agreed on 1 Sep 2026.',
      '2 of 2 systems signed: A; B.',
    ])
  })

  it('shows six of a kind at most, and lets the next follow one that is put aside', () => {
    const actions = Array.from({ length: 9 }, (_, index) =>
      action([state('AAA', 'blocked'), state('BBB', 'blocked')], `HS1.a${index + 1}`),
    )
    const facts = { ...NOTHING, actions }
    expect(rankSuggestions(facts)).toHaveLength(MOST_OF_A_KIND)
    const muted = rankSuggestions(facts, (key) => key === 'blocked:HS1.a1')
    expect(muted.map(({ key }) => key)).toContain('blocked:HS1.a7')
    expect(muted).toHaveLength(MOST_OF_A_KIND + 1)
  })
})

const status = fc.constantFrom(
  'not-started',
  'planned',
  'in-progress',
  'blocked',
  'complete',
  'embedded',
) as fc.Arbitrary<ActionSystemState['status']>
const day = fc.constantFrom(null, '2025-01-10', '2026-05-01', '2026-11-30', '2027-03-01')
const someActions = fc
  .array(fc.array(fc.tuple(status, day, fc.nat(3)), { minLength: 1, maxLength: 11 }), {
    maxLength: 12,
  })
  .map((list) =>
    list.map((states, index) =>
      action(
        states.map(([is, due, evidence], at) =>
          state(`S${at}`, is, { due, updatedAt: due, evidence }),
        ),
        `HS1.a${index + 1}`,
        [(index % 10) + 1],
      ),
    ),
  )
const systemNames = (count: number) => Array.from({ length: count }, (_, at) => `System ${at}`)
const someFacts = fc
  .record({
    actions: someActions,
    priorities: fc.subarray([1, 2, 3, 4]),
    lastOn: day,
    metrics: fc.array(fc.nat(11), { maxLength: 4 }),
    signed: fc.array(fc.nat(11), { maxLength: 4 }),
  })
  .map(
    ({ actions, priorities, lastOn, metrics, signed }): SuggestionFacts => ({
      ...NOTHING,
      actions,
      priorities,
      last: LAST,
      promises: [PROMISE],
      metrics: metrics.map((count, index) => ({
        metric: `m${index}`,
        name: `Metric ${index}`,
        systems: systemNames(count),
      })),
      awaiting: signed.map((count, index) =>
        awaited(count === 11 ? 'agreement' : 'signatures', {
          id: `strategy-${index}`,
          signed: systemNames(count),
          systems: systemNames(11 - count),
        }),
      ),
      discussed: [{ number: 1, title: 'First', lastOn }],
    }),
  )

describe('the ranking', () => {
  it('explains every score: its parts add up to it, each with words', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        for (const { parts, score, facts: why } of rankSuggestions(facts)) {
          expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(score)
          for (const { words, points } of parts) expect(words !== '' && points > 0).toBe(true)
          expect(why.length).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('is in the order of scores, and the same whatever order the facts come in', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const ranked = rankSuggestions(facts)
        const scores = ranked.map(({ score }) => score)
        expect(scores).toEqual([...scores].sort((a, b) => b - a))
        const turned = {
          ...facts,
          actions: facts.actions
            .map((each) => ({ ...each, states: [...each.states].reverse() }))
            .reverse(),
          metrics: [...facts.metrics].reverse(),
          awaiting: [...facts.awaiting].reverse(),
        }
        expect(rankSuggestions(turned)).toEqual(ranked)
      }),
    )
  })

  it('never puts an action lower for being blocked in one more system', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10 }), day, (count, due) => {
        const scoreOf = (systems: number) =>
          rankSuggestions({
            ...NOTHING,
            actions: [
              action(Array.from({ length: systems }, (_, i) => state(`S${i}`, 'blocked', { due }))),
            ],
          })[0]?.score ?? 0
        expect(scoreOf(count + 1)).toBeGreaterThanOrEqual(scoreOf(count))
      }),
    )
  })

  it('scores eleven systems apart, however many they are', () => {
    const states = (count: number, status: ActionSystemState['status']) =>
      Array.from({ length: count }, (_, i) => state(`S${i}`, status))
    const kinds: ((count: number) => Partial<SuggestionFacts>)[] = [
      (count) => ({ metrics: [{ metric: 'm', name: 'M', systems: systemNames(count) }] }),
      (count) => ({ actions: [action(states(count, 'blocked'))] }),
      (count) => ({ actions: [action([...states(count, 'not-started'), state('T', 'complete')])] }),
      (count) => ({ awaiting: [awaited('joint-action', { systems: systemNames(count) })] }),
    ]
    for (const facts of kinds) {
      const scores = [2, 3, 6, 9, 10].map(
        (count) => rankSuggestions({ ...NOTHING, ...facts(count) })[0]?.score ?? 0,
      )
      expect(scores).toEqual([...new Set(scores)].sort((a, b) => a - b))
    }
  })

  it('tells once which priorities nobody ever discussed, but for those of the session', () => {
    const discussed = [1, 2, 3, 4, 5, 6].map((number) => ({ number, title: 'T', lastOn: null }))
    const found = rankSuggestions({ ...NOTHING, discussed, priorities: [2] })
    expect(found.map(({ key, title }) => [key, title])).toEqual([
      ['priority:2', 'Priority 2, T, has not been discussed yet'],
      ['priority:never-1-3-4-5-6', '5 priorities have not been discussed yet'],
    ])
  })

  it('lifts what belongs to a priority of the session', () => {
    const facts = {
      ...NOTHING,
      actions: [
        action([state('AAA', 'blocked'), state('BBB', 'blocked')], 'HS1.a1', [1]),
        action([state('AAA', 'blocked'), state('BBB', 'blocked')], 'HS1.a2', [2]),
      ],
    }
    expect(rankSuggestions({ ...facts, priorities: [2] })[0]?.key).toBe('blocked:HS1.a2')
  })
})

describe('the place of a suggestion on the agenda', () => {
  const agenda = (...kinds: AgendaItem['kind'][]) => kinds.map((kind) => ({ kind }))

  it('is after the opening for what was promised, before any other business for the rest', () => {
    const full = agenda('opening', 'discussion', 'decision', 'aob')
    expect(placeOf('promises', full)).toBe(1)
    expect(placeOf('blocked', full)).toBe(3)
    expect(placeOf('promises', agenda('opening'))).toBe(1)
    expect(placeOf('teach', agenda('aob'))).toBe(0)
    for (const kind of ['promises', 'metric'] as const) expect(placeOf(kind, [])).toBe(0)
  })
})
