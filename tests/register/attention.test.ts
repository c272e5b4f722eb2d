import { expect, test } from 'vitest'
import { addDays } from '../../domain/dates.ts'
import {
  type AttentionFacts,
  attentionOf,
  attentionReason,
} from '../../domain/register/attention.ts'

const TODAY = '2026-11-21'
const facts = (more: Partial<AttentionFacts>): AttentionFacts => ({
  status: 'in-progress',
  owner: 'someone',
  answeredBy: 'owner' in more ? (more.owner ?? null) : 'someone',
  due: null,
  conflicts: 0,
  updatedAt: '2026-11-20T09:00:00.000Z',
  ...more,
})
const keys = (more: Partial<AttentionFacts>) => attentionOf(facts(more), TODAY)

test.each([
  ['yesterday', '2026-11-20', ['overdue']],
  ['today', TODAY, ['due-soon']],
  ['in 30 days', '2026-12-21', ['due-soon']],
  ['in 31 days', '2026-12-22', []],
])('work due %s', (_, due, expected) => {
  expect(keys({ due })).toEqual(expected)
})

test.each([
  ['91 days ago', '2026-08-22T23:59:59.000Z', ['stale']],
  ['90 days ago', '2026-08-23T00:00:00.000Z', []],
])('work last heard of %s', (_, updatedAt, expected) => {
  expect(keys({ updatedAt })).toEqual(expected)
})

test('blocked work, work without an owner and disagreements ask for attention, the most pressing first', () => {
  expect(keys({ status: 'blocked', owner: null, conflicts: 2, due: '2026-01-01' })).toEqual([
    'overdue',
    'blocked',
    'conflict',
    'no-owner',
  ])
})

test('what has not begun needs no owner, and only what is not finished has a due date to keep', () => {
  const untouched = { owner: null, updatedAt: null } as const
  expect(keys({ ...untouched, status: 'not-started' })).toEqual([])
  expect(keys({ ...untouched, status: 'not-started', due: '2026-01-01' })).toEqual(['overdue'])
  for (const status of ['complete', 'embedded', 'not-applicable'] as const)
    expect(keys({ ...untouched, status, due: '2026-01-01', updatedAt: '2020-01-01' })).toEqual([])
  expect(keys({ status: 'complete', conflicts: 1 })).toEqual(['conflict'])
})

test('work whose owner was taken out of the directory is nobody’s', () => {
  expect(keys({ answeredBy: null })).toEqual(['no-owner'])
  expect(keys({ answeredBy: null, status: 'complete' })).toEqual([])
})

test('each reason is said in words', () => {
  const words = (more: Partial<AttentionFacts>) =>
    keys(more).map((key) => attentionReason(key, facts(more), TODAY))
  expect(words({ due: '2026-11-01' })).toEqual(['Was due 1 Nov 2026'])
  expect(words({ due: TODAY })).toEqual(['Due today'])
  expect(words({ due: '2026-12-01' })).toEqual(['Due 1 Dec 2026'])
  expect(words({ conflicts: 1 })).toEqual(['Two answers to settle'])
  expect(words({ conflicts: 3 })).toEqual(['3 fields to settle'])
  expect(words({ updatedAt: '2026-01-05T10:00:00.000Z' })).toEqual(['No update since 5 Jan 2026'])
  expect(words({ status: 'blocked', owner: null })).toEqual(['Blocked', 'No owner'])
  expect(words({ answeredBy: null })).toEqual(['Owner removed'])
})

test('days are counted over months, years and leap days', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-03-29', -1)).toBe('2026-03-28')
})
