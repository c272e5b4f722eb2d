import { expect, test } from 'vitest'
import { type GivenAnswer, roundResult } from '../../domain/checklist/results.ts'
import { readCatalogue } from '../../main/record/resources.ts'
import { HOME_SYSTEM, yearUpTo } from './year.ts'

const year = yearUpTo('2026-11-21')
const entries = year.systems.flatMap(({ ods, entries: of }) =>
  of().map((entry) => ({ ...entry, ods })),
)
const rounds = entries.filter(({ subject }) => subject.startsWith('checklist-round:'))
const answersTo = (round: string) =>
  entries.filter(
    ({ subject, set }) =>
      subject.startsWith('checklist-answer:') && `checklist-round:${set.round}` === round,
  )

test('six organisations of several systems answer the checklist twice', () => {
  const organisations = Map.groupBy(rounds, ({ set }) => set.organisation)
  expect(organisations.size).toBe(6)
  for (const both of organisations.values()) expect(both).toHaveLength(2)
  expect(rounds.filter(({ ods }) => ods === HOME_SYSTEM)).toHaveLength(4)
  expect(new Set(rounds.map(({ ods }) => ods)).size).toBe(5)
})

test('12 to 30 people answer each round, at some levels too few to show', () => {
  const results = rounds.map(({ subject }) => {
    const answers = answersTo(subject)
    expect(answers.length).toBeGreaterThanOrEqual(12)
    expect(answers.length).toBeLessThanOrEqual(30)
    return roundResult(answers.map(({ set }) => set as unknown as GivenAnswer))
  })
  const withheld = results.filter(({ byLevel }) => byLevel.some((level) => level.withheld))
  expect(withheld.length).toBeGreaterThan(3)
  expect(results.some(({ remarks }) => remarks.length > 2)).toBe(true)
})

test('about a third of the challenges has been raised, with something in every state', () => {
  const known = readCatalogue().priorities.flatMap(({ nationalChallenges }) =>
    nationalChallenges.map(({ reference }) => `challenge-answer:${reference}`),
  )
  const told = year.region().filter(({ subject }) => subject.startsWith('challenge-answer:'))
  expect(told).toHaveLength(12)
  for (const { subject } of told) expect(known).toContain(subject)
  expect(new Set(told.map(({ set }) => set.state)).size).toBe(4)
})
