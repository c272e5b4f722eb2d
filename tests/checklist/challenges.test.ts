import { expect, test } from 'vitest'
import { answerChallenge, listChallenges } from '../../main/checklist/challenges.ts'
import { contextOf, exchange, newRecord, newService, refusal } from '../helpers.ts'

test('every challenge is listed, and says what came of it', async () => {
  const service = await newService(['regional'])
  const before = await service.ask('challenges.list', {})
  expect(before).toHaveLength(37)
  expect(new Set(before.map(({ state }) => state))).toEqual(new Set(['not-raised']))
  const fields = {
    state: 'answered',
    answer: 'A plan comes in spring.',
    by: 'The department',
    on: '2026-10-02',
    source: 'https://www.gov.uk/example',
  } as const
  const written = await service.ask('challenges.answer', { id: 'P3.n1', fields })
  expect(written.said).toBe('P3.n1: answered')
  const answered = (await service.ask('challenges.list', {})).find(({ id }) => id === 'P3.n1')
  expect(answered).toMatchObject({ ...fields, priority: 3, conflicts: [] })
  await service.ask('undo.last', {})
  expect((await service.ask('challenges.list', {})).find(({ id }) => id === 'P3.n1')).toMatchObject(
    { state: 'not-raised', answer: null, by: null, on: null },
  )
})

test.each([
  ['P3.n99', { state: 'raised' }, /no challenge P3\.n99/],
  ['P3.n1', { state: 'answered' }, /Write what was answered/],
] as const)('what makes no sense is refused: %s %j', async (id, fields, sentence) => {
  const service = await newService(['chair'])
  const refused = await refusal(service, 'challenges.answer', { id, fields })
  expect(refused).toEqual({ code: 'wrong-call', message: expect.stringMatching(sentence) })
})

test('a lead may read them and not write', async () => {
  const service = await newService()
  const fields = { state: 'raised' } as const
  const refused = await refusal(service, 'challenges.answer', { id: 'P1.n1', fields })
  expect(refused.message).toContain('Only workshop co-chairs and regional staff')
})

test('two answers without sight of each other are both kept until somebody saves one', () => {
  const [here, there] = [newRecord(['regional']), newRecord(['regional'])]
  const say = (record: typeof here, by: string) =>
    answerChallenge(contextOf(record), { id: 'P1.n1', fields: { state: 'raised', by } })
  say(here, 'The minister')
  say(there, 'The department')
  exchange(here, there)
  const shown = (record: typeof here) =>
    listChallenges(contextOf(record)).find(({ id }) => id === 'P1.n1')
  expect(shown(here)).toEqual(shown(there))
  expect(shown(here)?.conflicts).toEqual(['by'])
  say(here, 'The minister')
  exchange(here, there)
  expect(shown(there)).toMatchObject({ by: 'The minister', conflicts: [] })
})
