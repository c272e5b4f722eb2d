import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SessionDetail } from '../../preload/workshops-types.ts'
import { changedFields, seenOf } from '../../src/pages/shared/changes.ts'
import { dropIndex, withMoved } from '../../src/pages/workshops/agenda/reorder.ts'
import { readPeople, tooLongIn } from '../../src/pages/workshops/people/read-people.ts'
import {
  countdown,
  expectedEnd,
  goTo,
  pauseRun,
  placeIn,
  resumeRun,
  spentOn,
  startRun,
  timeLeft,
} from '../../src/pages/workshops/run/run-clock.ts'
import {
  draftOf,
  EMPTY_DRAFT,
  fieldsOf,
  sessionProblems,
} from '../../src/pages/workshops/session/session-draft.ts'
import { chairsWords, whenWords } from '../../src/pages/workshops/session-words.ts'

const MINUTE = 60_000

describe('the run clock', () => {
  const items = [
    { id: 'a', minutes: 10 },
    { id: 'b', minutes: 20 },
    { id: 'c', minutes: 5 },
  ] as const

  it('shows minutes and seconds, and hours from an hour on', () => {
    expect(countdown(12 * MINUTE + 5000)).toBe('12:05')
    expect(countdown(1)).toBe('0:01')
    expect(countdown(0)).toBe('0:00')
    expect(countdown(3_725_000)).toBe('1:02:05')
    expect(countdown(-130_400)).toBe('2:10')
  })

  it('counts down while it goes, and stands still while it is stopped', () => {
    const run = startRun('a', 0)
    expect(timeLeft(run, items[0], 4 * MINUTE)).toBe(6 * MINUTE)
    const stopped = pauseRun(run, 4 * MINUTE)
    expect(timeLeft(stopped, items[0], 9 * MINUTE)).toBe(6 * MINUTE)
    expect(timeLeft(resumeRun(stopped, 9 * MINUTE), items[0], 10 * MINUTE)).toBe(5 * MINUTE)
  })

  it('remembers what was spent on an item that is come back to', () => {
    const back = goTo(goTo(startRun('a', 0), 'b', 3 * MINUTE), 'a', 8 * MINUTE)
    expect(spentOn(back, 'a', 9 * MINUTE)).toBe(4 * MINUTE)
    expect(spentOn(back, 'b', 9 * MINUTE)).toBe(5 * MINUTE)
  })

  it('says when the session ends at this pace: what ran over is not won back', () => {
    const run = startRun('a', 0)
    expect(expectedEnd(run, items, 4 * MINUTE)).toBe(35 * MINUTE)
    expect(expectedEnd(run, items, 14 * MINUTE)).toBe(39 * MINUTE)
  })

  it('goes on after the last item that had time when the one that is on is taken out', () => {
    const run = goTo(startRun('a', 0), 'b', 3 * MINUTE)
    expect(placeIn(run, items)).toEqual({ at: 1, next: 2 })
    const left = [items[0], items[2]]
    expect(placeIn(run, left)).toEqual({ at: null, next: 1 })
    expect(expectedEnd(run, left, 4 * MINUTE)).toBe(9 * MINUTE)
    expect(placeIn(startRun('b', 0), left)).toEqual({ at: null, next: 0 })
  })

  it('never loses or invents time, however it is stopped and moved', () => {
    const step = fc.tuple(fc.constantFrom('a', 'b', 'c', 'stop', 'go'), fc.nat(600_000))
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let now = 0
        let ran = 0
        let run = startRun('a', now)
        for (const [what, wait] of steps) {
          if (run.since !== null) ran += wait
          now += wait
          if (what === 'stop') run = pauseRun(run, now)
          else if (what === 'go') run = resumeRun(run, now)
          else run = goTo(run, what, now)
        }
        expect(items.reduce((sum, { id }) => sum + spentOn(run, id, now), 0)).toBe(ran)
      }),
    )
  })
})

describe('moving an item', () => {
  const session = {
    start: '2026-12-03T10:00',
    zone: 'Europe/London',
    minutes: 60,
    items: [
      { id: 'a', kind: 'discussion', title: 'A', minutes: 10, presenter: null },
      { id: 'b', kind: 'discussion', title: 'B', minutes: 20, presenter: null },
      { id: 'c', kind: 'discussion', title: 'C', minutes: 5, presenter: null },
    ],
  } as unknown as SessionDetail

  it('gives every item the time at which it starts now', () => {
    const moved = withMoved(session, 'c', 0)
    expect(moved.items.map(({ id, clock }) => `${clock} ${id}`)).toEqual([
      '10:00 c',
      '10:05 a',
      '10:15 b',
    ])
    expect(moved.timing.endClock).toBe('10:35')
  })

  it('leaves the agenda as it is for an item that was taken out meanwhile', () => {
    expect(withMoved(session, 'x', 0)).toBe(session)
  })

  it('counts the place of a drop without the item that is dropped', () => {
    const ids = ['a', 'b', 'c']
    expect(dropIndex(ids, 'a', 'b', 'before')).toBe(0)
    expect(dropIndex(ids, 'a', 'b', 'after')).toBe(1)
    expect(dropIndex(ids, 'a', 'c', 'after')).toBe(2)
    expect(dropIndex(ids, 'c', 'a', 'before')).toBe(0)
  })
})

describe('people pasted into an invitation', () => {
  const systems = [
    { ods: 'QK1', name: 'Leicester, Leicestershire and Rutland' },
    { ods: 'QUA', name: 'Black Country' },
  ]

  it('are read line by line, whatever the order of what follows the name', () => {
    const text =
      'Asha Patel, black country, asha@example.nhs.uk, Lead\r\n\nJo Bell\tQK1\tManager\tExample Trust'
    expect(readPeople(text, systems)).toEqual([
      {
        ...{ name: 'Asha Patel', system: 'QUA', role: 'Lead' },
        ...{ organisation: null, email: 'asha@example.nhs.uk' },
      },
      {
        ...{ name: 'Jo Bell', system: 'QK1', role: 'Manager' },
        ...{ organisation: 'Example Trust', email: null },
      },
    ])
  })

  it('are never cut: what is longer than fits is said', () => {
    const name = 'A'.repeat(130)
    const [person] = readPeople(`${name}, Lead, Example Trust, second floor`, systems)
    expect(person).toMatchObject({
      name,
      role: 'Lead',
      organisation: 'Example Trust, second floor',
    })
    expect(tooLongIn(person ? [person] : [])).toContain('130 characters')
    expect(tooLongIn(readPeople('Asha Patel, Lead', systems))).toBeNull()
  })

  it('are read from an address list as mail programs write it', () => {
    const [person] = readPeople('Asha Patel <asha@example.nhs.uk>', systems)
    expect(person).toMatchObject({ name: 'Asha Patel', email: 'asha@example.nhs.uk' })
  })

  it('are as many as there are lines with words in them', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[A-Za-z]{1,9}( [A-Za-z]{1,9})?$/)), (names) => {
        expect(readPeople(names.join('\n'), systems).map(({ name }) => name)).toEqual(names)
      }),
    )
  })
})

describe('the form of a session', () => {
  const draft = { ...EMPTY_DRAFT, title: ' Spring ', day: '2027-03-04', time: '9.30' }

  it('takes a time as people write it', () => {
    expect(sessionProblems(draft)).toEqual({})
    expect(fieldsOf(draft)).toMatchObject({ title: 'Spring', start: '2027-03-04T09:30' })
  })

  it('says in words what is missing or wrong', () => {
    expect(Object.keys(sessionProblems(EMPTY_DRAFT))).toEqual(['title', 'day'])
    const wrong = { ...draft, time: '25:00', minutes: 'an hour', zone: 'Mars', link: 'teams' }
    expect(Object.keys(sessionProblems(wrong))).toEqual(['time', 'zone', 'minutes', 'link'])
    expect(sessionProblems({ ...draft, organiserName: 'Jo' }).organiserEmail).toMatch(/both/)
  })

  it('gives back what it was filled from', () => {
    const fields = fieldsOf({ ...draft, organiserName: 'Jo', organiserEmail: 'jo@example.org' })
    const session = { ...fields, id: 's', series: 'x', state: 'planned' as const }
    expect(changedFields(fieldsOf(draftOf(session)), session)).toEqual({})
  })

  it('sends only what changed, with the entries that were in view', () => {
    const changes = changedFields({ title: 'B', minutes: 5 }, { title: 'A', minutes: 5 })
    expect(changes).toEqual({ title: 'B' })
    expect(seenOf({ title: ['e1'], minutes: ['e2'] }, changes)).toEqual({ title: ['e1'] })
    expect(seenOf({}, changes)).toEqual({ title: [] })
  })
})

describe('a session in words', () => {
  it('names the day, the hours, and a zone that is not the UK’s', () => {
    const session = { start: '2026-12-03T10:00', zone: 'Europe/London', minutes: 90 }
    expect(whenWords(session)).toBe('Thu 3 Dec 2026, 10:00 to 11:30')
    expect(whenWords({ ...session, zone: 'Europe/Paris' })).toMatch(/\(Europe\/Paris\)$/)
  })

  it('names who chairs', () => {
    const chair = { name: 'Asha', system: 'QUA', member: null }
    expect(chairsWords([], String)).toBeNull()
    expect(chairsWords([chair], () => 'Black Country')).toBe('Chair: Asha (Black Country)')
  })
})
