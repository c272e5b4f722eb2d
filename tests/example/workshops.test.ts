import { expect, test } from 'vitest'
import { makeStamp } from '../../domain/record/clock.ts'
import { Entry } from '../../domain/record/entry.ts'
import { findNhsNumber } from '../../domain/record/nhs-number.ts'
import { parseSubject, SUBJECTS } from '../../domain/record/subjects.ts'
import { readMetrics } from '../../main/record/metric-resources.ts'
import { readCatalogue } from '../../main/record/resources.ts'
import { yearUpTo } from './year.ts'

const TODAY = '2026-11-21'
const year = yearUpTo(TODAY)
const entries = year.region()

test('is the same for the same seed and day', () => {
  const again = yearUpTo(TODAY)
  expect(again.region()).toEqual(entries)
  expect(again.documents).toEqual(year.documents)
})

test('holds entries that the domain accepts, in the order of time, before today', () => {
  for (const { at, ...entry } of entries) {
    expect(
      Entry.safeParse({ ...entry, kind: 'change', at: makeStamp(at, 0, '00000000') }).success,
    ).toBe(true)
    const subject = parseSubject(entry.subject)
    const known = subject && SUBJECTS[subject.kind]
    expect(known?.lives).toBe('region')
    expect(known?.fields.safeParse(entry.set).error?.issues ?? [], entry.subject).toEqual([])
    expect(findNhsNumber(JSON.stringify(entry.set))).toBeUndefined()
    expect(at).toBeLessThan(Date.parse(TODAY))
  }
  const times = entries.map(({ at }) => at)
  expect(times).toEqual([...times].sort((a, b) => a - b))
})

test('speaks of actions and metrics that are in the catalogue', () => {
  const known = new Set(
    readCatalogue().focusAreas.flatMap(({ recommendations }) =>
      recommendations.flatMap(({ actions }) => actions.map(({ reference }) => reference)),
    ),
  )
  const metrics = new Set(readMetrics().map(({ id }) => id))
  const linked = entries.flatMap(
    ({ set }) => (set.links as { kind: string; id: string }[] | undefined) ?? [],
  )
  expect(linked.length).toBeGreaterThan(5)
  for (const { kind, id } of linked) expect(kind === 'metric' ? metrics : known).toContain(id)
})

test('leaves something for the reader to answer, and shows every answer there is', () => {
  const outcomes = entries.filter(({ subject }) => subject.startsWith('outcome:'))
  const answers = year.systems
    .flatMap((system) => system.entries())
    .filter(({ subject }) => subject.startsWith('proposal:'))
  expect(new Set(answers.map(({ set }) => set.answer))).toEqual(
    new Set(['accepted', 'changed', 'declined']),
  )
  const answered = new Set(answers.map(({ subject }) => subject.slice('proposal:'.length)))
  const waiting = outcomes.filter(
    ({ subject, set }) => set.system === 'QK1' && !answered.has(subject.slice('outcome:'.length)),
  )
  expect(waiting.length).toBeGreaterThan(1)
})
