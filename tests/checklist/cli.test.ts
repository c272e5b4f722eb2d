import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openService } from '../../main/service.ts'
import type { ChallengeAnswer, ChecklistTaken } from '../../preload/reports-types.ts'
import { accord, temporaryFolder } from '../hosts/spawn.ts'
import { answerFile } from './fixtures.ts'

const folder = temporaryFolder()

/** A record with one round in it. */
async function newRecord(name: string): Promise<{ data: string; round: string }> {
  const data = join(folder, name)
  const service = await openService({ dataDir: data })
  const grants = ['lead:QK1', 'regional']
  await service.ask('record.create', { ics: 'QK1', name: 'Robin Tester', grants })
  const { id: round } = await service.ask('checklist.saveRound', {
    ics: 'QK1',
    fields: { title: 'Autumn', organisation: 'Fosse Way Trust', opens: '2026-11-01' },
  })
  await service.close()
  return { data, round }
}

async function json<T>(data: string, ...args: string[]): Promise<T> {
  const { stdout, stderr, code } = await accord(...args, '--data', data, '--json')
  expect([stderr, code]).toEqual(['', 0])
  return JSON.parse(stdout)
}

test('accord checklist writes the form, takes answers in and shows what they say', async () => {
  const { data, round } = await newRecord('checklist')
  const out = join(folder, 'form.html')
  await json(data, 'checklist', 'form', round.slice(0, 8), '--out', out)
  expect(readFileSync(out, 'utf8')).toContain(`data-round="${round}"`)
  const files = Array.from({ length: 6 }, (_, index) => {
    const path = join(folder, `answer-${index}.json`)
    writeFileSync(path, JSON.stringify(answerFile(round)))
    return path
  })
  const taken = await json<ChecklistTaken>(data, 'checklist', 'take', round, ...files)
  expect(taken).toMatchObject({ taken: 6, left: [] })
  const { stdout } = await accord('checklist', 'results', round, '--data', data)
  expect(stdout).toMatch(/Managers +6\n/)
  expect(stdout).toMatch(/12 {2}Do we have goals .*6 of 6 {2}Too few levels to compare/)
  const wrong = await accord('checklist', 'results', 'ffff', '--data', data)
  expect([wrong.stderr, wrong.code]).toEqual([
    expect.stringMatching(/no round "ffff".*checklist list/),
    2,
  ])
})

test('accord challenges lists all of them, and notes what came of one', async () => {
  const { data } = await newRecord('challenges')
  await json(data, 'challenges', 'answer', 'P5.n1', '--state', 'raised', '--on', '2026-11-20')
  const raised = await json<ChallengeAnswer[]>(data, 'challenges', 'list', '--state', 'raised')
  expect(raised).toMatchObject([{ id: 'P5.n1', on: '2026-11-20' }])
  const { stderr, code } = await accord('challenges', 'answer', 'P5.n1', '--data', data)
  expect([stderr, code]).toEqual([expect.stringMatching(/Say what came of it with --state/), 2])
})
