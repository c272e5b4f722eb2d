import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { HOME } from '../helpers.ts'
import { allAnswers, answerFile, serviceWithRound, take } from './fixtures.ts'

test('answers are taken in as one deed, and twice the same changes nothing', async () => {
  const { service, round } = await serviceWithRound()
  const files = { 'a.json': answerFile(round), 'b.json': answerFile(round, { level: 'board' }) }
  expect(await take(service, round, files)).toMatchObject({
    taken: 2,
    left: [],
    said: 'Fosse Way Trust: 2 answers taken in',
  })
  expect(await take(service, round, files)).toMatchObject({
    taken: 0,
    entries: 0,
    left: ['a.json is here already.', 'b.json is here already.'],
  })
  await service.ask('undo.last', {})
  expect(await service.ask('checklist.rounds', {})).toMatchObject([{ answers: 0 }])
  expect(await take(service, round, files)).toMatchObject({ taken: 2 })
  expect(await service.ask('checklist.rounds', {})).toMatchObject([{ answers: 2 }])
})

test('a file that cannot be taken in is left with the reason, and the others come in', async () => {
  const { service, round } = await serviceWithRound()
  const good = answerFile(round)
  const { 12: _left, ...eleven } = allAnswers('yes')
  const taken = await take(service, round, {
    'good.json': good,
    'again.json': good,
    'changed.json': { ...good, level: 'board' },
    'other.json': answerFile(randomUUID()),
    'patient.json': answerFile(round, { remark: 'Ask 943 476 5919 about it' }),
    'large.json': `${JSON.stringify(answerFile(round))}${' '.repeat(40_000)}`,
    'gap.json': answerFile(round, { answers: eleven }),
    'more.json': JSON.stringify({ ...answerFile(round), name: 'Jo Bell' }),
    'letter.json': 'Dear all',
    'empty.json': '',
    'odd.json': answerFile(round, { level: '__proto__' as 'board' }),
  })
  expect(taken.taken).toBe(1)
  expect(taken.left).toEqual([
    'again.json is here already.',
    'changed.json is another version of an answer that is here already. Ask for one that is filled in afresh.',
    'other.json answers another round of the checklist. Take it in there.',
    expect.stringMatching(/^patient\.json looks like it holds an NHS number/),
    'large.json is too large to be an answer to the checklist.',
    'gap.json is not an answer that the form has saved.',
    'more.json is not an answer that the form has saved.',
    'letter.json is not an answer that the form has saved.',
    'empty.json is empty. Choose another file.',
    'odd.json is not an answer that the form has saved.',
  ])
  expect(await service.ask('checklist.rounds', { ics: HOME })).toMatchObject([{ answers: 1 }])
})
