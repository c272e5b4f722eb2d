import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CommissionFrame, FocusArea } from '../../domain/commission/catalogue.ts'
import { ACTIONS_IN_REPORT, matchReport } from '../../domain/commission/match.ts'
import { parseReport } from '../../domain/commission/report.ts'
import { REPORT, reportText } from './miniature.ts'

const folder = new URL('../../resources/catalogue/', import.meta.url)
const readJson = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const focusAreas = readdirSync(new URL('focus-areas/', folder))
  .filter((name) => name.endsWith('.json'))
  .map((name) => FocusArea.parse(readJson(`focus-areas/${name}`)))
const recommendations = focusAreas.flatMap((area) => area.recommendations)
const actions = recommendations.flatMap((one) => one.actions)
const prints = readJson('fingerprints.json') as Record<string, string>

test('every action of the catalogue has a fingerprint, and no other has', () => {
  expect(Object.keys(prints).sort()).toEqual(actions.map((one) => one.reference).sort())
  expect(actions).toHaveLength(ACTIONS_IN_REPORT)
})

describe.skipIf(!REPORT)('the catalogue is built as the report is', () => {
  const parsed = REPORT ? parseReport(reportText()) : parseReport('')

  test('focus areas', () => {
    expect(focusAreas.map((one) => one.reference).sort()).toEqual(
      parsed.focusAreas.map((one) => one.reference).sort(),
    )
  })

  test('recommendations and their sources', () => {
    const pairs = (list: { reference: string; source: string }[]) =>
      list.map((one) => `${one.reference} ${one.source}`).sort()
    expect(pairs(recommendations)).toEqual(pairs(parsed.recommendations))
  })

  test('actions', () => {
    expect(actions.map((one) => one.reference).sort()).toEqual(
      parsed.actions.map((one) => one.reference).sort(),
    )
  })

  test('challenges to national policymakers', () => {
    const { priorities } = CommissionFrame.parse(readJson('commission.json'))
    expect(
      priorities.flatMap((one) => one.nationalChallenges.map((challenge) => challenge.reference)),
    ).toEqual(parsed.challenges.map((one) => one.reference))
  })

  test('the report matches it entirely', () => {
    const match = matchReport(parsed, { focusAreas }, prints)
    expect(match.missing).toEqual([])
    expect(match.matched.every((one) => one.distance === 0)).toBe(true)
  })
})
