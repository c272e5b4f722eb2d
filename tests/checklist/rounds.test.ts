import { expect, test } from 'vitest'
import { formatDate } from '../../domain/dates.ts'
import { listConflicts } from '../../main/across/conflicts.ts'
import { saveRound } from '../../main/checklist/deeds.ts'
import { readRounds } from '../../main/checklist/read.ts'
import { contextOf, exchange, HOME, newRecord, newService, refusal } from '../helpers.ts'
import { allAnswers, answerFile, NOW, serviceWithRound, take } from './fixtures.ts'

const answers = allAnswers('no')

test('a round is made, changed, removed and brought back', async () => {
  const { service, round } = await serviceWithRound()
  const saved = (fields: object) =>
    service.ask('checklist.saveRound', { ics: HOME, id: round, fields })
  expect(await saved({ closes: '2026-12-01' })).toMatchObject({
    said: 'Changed the checklist round “Autumn 2026” of Fosse Way Trust',
  })
  const { batch } = await saved({ removed: true })
  expect(await service.ask('checklist.rounds', {})).toEqual([])
  await service.ask('undo.batch', { batch })
  expect(await service.ask('checklist.rounds', { ics: HOME })).toMatchObject([
    { id: round, organisation: 'Fosse Way Trust', closes: '2026-12-01', answers: 0, mine: null },
  ])
  expect(await service.ask('checklist.rounds', { ics: 'QNC' })).toEqual([])
})

test.each([
  [{ title: 'Autumn' }, /organisation, a title and a first day/],
  [
    { title: 'Autumn', organisation: 'A trust', opens: '2026-11-02', closes: '2026-11-01' },
    /opens on 2 Nov 2026, so it cannot close on 1 Nov 2026/,
  ],
])('a round that makes no sense is refused: %j', async (fields, sentence) => {
  const service = await newService()
  const refused = await refusal(service, 'checklist.saveRound', { ics: HOME, fields })
  expect(refused).toEqual({ code: 'wrong-call', message: expect.stringMatching(sentence) })
})

test('only a lead of the system may make rounds, answer and take answers in', async () => {
  const service = await newService(['lead:QNC', 'regional'])
  const fields = { title: 'Autumn', organisation: 'A trust', opens: '2026-11-02' }
  const refused = await refusal(service, 'checklist.saveRound', { ics: HOME, fields })
  expect(refused.message).toContain('Only a lead of Leicester')
})

test('a person answers once: what they say again takes the place of what they said', async () => {
  const { service, round } = await serviceWithRound()
  await service.ask('checklist.answer', { round, level: 'board', answers, remark: 'More time.' })
  const again = await service.ask('checklist.answer', { round, level: 'senior', answers })
  expect(again.said).toBe('Fosse Way Trust: your answers are changed')
  expect(await service.ask('checklist.rounds', {})).toMatchObject([
    { answers: 1, mine: { level: 'senior', answers, remark: null } },
  ])
  await service.ask('undo.last', {})
  expect((await service.ask('checklist.rounds', {}))[0]?.mine).toMatchObject({
    level: 'board',
    remark: 'More time.',
  })
})

test('an answer that was taken back can be given again', async () => {
  const { service, round } = await serviceWithRound()
  await service.ask('checklist.answer', { round, level: 'board', answers })
  await service.ask('undo.last', {})
  expect(await service.ask('checklist.rounds', {})).toMatchObject([{ answers: 0, mine: null }])
  await service.ask('checklist.answer', { round, level: 'middle', answers })
  expect(await service.ask('checklist.rounds', {})).toMatchObject([
    { answers: 1, mine: { level: 'middle' } },
  ])
})

test('an answer with a gap, or out of season, is refused', async () => {
  let now = NOW
  const { service, round } = await serviceWithRound(undefined, () => now)
  const { 7: _left, ...eleven } = answers
  const gap = await refusal(service, 'checklist.answer', {
    round,
    level: 'board',
    answers: eleven,
  })
  expect(gap).toMatchObject({ code: 'wrong-call', message: /^Question 7 has no answer yet\./ })

  const closes = '2026-11-21'
  await service.ask('checklist.saveRound', { ics: HOME, id: round, fields: { closes } })
  const full = { round, level: 'board', answers } as const
  await service.ask('checklist.answer', full)
  now += 24 * 3_600_000
  expect((await refusal(service, 'checklist.answer', full)).message).toContain(
    `closed on ${formatDate(closes)}`,
  )
  now = Date.parse('2026-10-31T12:00:00Z')
  expect((await refusal(service, 'checklist.answer', full)).message).toContain(
    'opens on 1 Nov 2026',
  )
})

test('results show no level of few people, and stand beside the first round', async () => {
  const { service, round } = await serviceWithRound()
  const returned = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `${index}.json`,
      answerFile(round, {
        level: index < 6 ? 'front-line' : index < 9 ? 'middle' : 'board',
        answers: allAnswers(index % 2 ? 'yes' : 'unknown'),
        remark: index === 3 ? 'Time to listen' : null,
      }),
    ]),
  )
  await take(service, round, returned)
  const first = await service.ask('checklist.results', { round })
  expect(first.byLevel).toEqual([
    { level: 'board', people: null, withheld: true },
    { level: 'senior', people: 0, withheld: false },
    { level: 'middle', people: null, withheld: true },
    { level: 'front-line', people: 6, withheld: false },
  ])
  expect(first.questions[0]?.all).toMatchObject({ yes: 6, no: 0, unknown: 6, people: 12 })
  expect(first.remarks).toEqual(['Time to listen'])
  expect([first.firstRound, first.questions[0]?.first]).toEqual([null, null])

  const { id: later } = await service.ask('checklist.saveRound', {
    ics: HOME,
    fields: { title: 'Winter', organisation: ' fosse way trust', opens: '2026-11-20' },
  })
  const second = await service.ask('checklist.results', { round: later })
  expect(second.firstRound?.id).toBe(round)
  expect(second.questions[4]?.first).toMatchObject({ yes: 6, people: 12 })
})

test('what two leads said of a round apart is shown as a disagreement, by its name', async () => {
  const [here, there] = [newRecord(), newRecord()]
  const fields = { title: 'Autumn', organisation: 'A trust', opens: '2026-11-02' }
  const { id } = saveRound(contextOf(here), { ics: HOME, fields })
  exchange(here, there)
  saveRound(contextOf(here), { ics: HOME, id, fields: { closes: '2026-12-01' } })
  saveRound(contextOf(there), { ics: HOME, id, fields: { closes: '2026-12-04' } })
  exchange(here, there)
  expect(readRounds(contextOf(there), { id })).toMatchObject([{ conflicts: ['closes'] }])
  const [conflict] = listConflicts(contextOf(here), HOME)
  expect(conflict).toMatchObject({ title: 'Autumn', label: 'Closes' })
  expect(conflict?.values.map(({ words }) => words).sort()).toEqual(['1 Dec 2026', '4 Dec 2026'])
})

test('what is shown says nothing of who answered, nor in which order', async () => {
  const { service, round } = await serviceWithRound()
  const remarks = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  for (const remark of remarks)
    await take(service, round, { [`${remark}.json`]: answerFile(round, { remark }) })
  const shown = await service.ask('checklist.results', { round })
  expect([...shown.remarks].sort()).toEqual(remarks)
  expect(JSON.stringify(shown)).not.toContain('Robin')
  expect(await service.ask('conflicts.list', {})).toEqual([])
})
