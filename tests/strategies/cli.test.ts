import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { StrategyDetail, StrategySummary } from '../../preload/strategies-types.ts'
import { serviceIn } from '../helpers.ts'
import { accord, temporaryFolder } from '../hosts/spawn.ts'

const folder = temporaryFolder()
const data = join(folder, 'record')

async function json<T>(...args: string[]): Promise<T> {
  const { stdout, stderr, code } = await accord('strategies', ...args, '--data', data, '--json')
  expect([stderr, code]).toEqual(['', 0])
  return JSON.parse(stdout)
}

let id = ''
beforeAll(async () => {
  const grants = ['--grant', 'lead:QK1', '--grant', 'chair']
  const init = ['record', 'init', '--ics', 'QK1', '--name', 'Robin Tester', ...grants]
  expect((await accord(...init, '--data', data)).code).toBe(0)
  ;({ id } = await json<{ id: string }>('new', '--template', 'diabetes', '--title', 'Diabetes'))
})

describe('accord strategies', () => {
  test('lists and shows what was begun, by the beginning of its id', async () => {
    const [summary, ...others] = await json<StrategySummary[]>('list')
    expect(others).toEqual([])
    expect(summary).toMatchObject({ id, title: 'Diabetes', template: 'diabetes', state: 'draft' })
    expect((await json<StrategyDetail>('show', id.slice(0, 8))).id).toBe(id)
    const { stdout } = await accord('strategies', 'show', id, '--data', data)
    expect(stdout).toContain('0 of 11 systems')
    expect(stdout).toMatch(/QWU +Coventry and Warwickshire +Not signed/)
  })

  test('signs the version on offer, and says so when there is none', async () => {
    const who = ['--ics', 'QK1', '--name', 'Asha Patel', '--role', 'Chief executive']
    const none = await accord('strategies', 'sign', id, ...who, '--data', data)
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('on offer')])
    const service = await serviceIn(data)
    const { version } = await service.ask('strategies.keepVersion', { id, name: 'First' })
    await service.ask('strategies.move', { id, to: 'in-review', version })
    await service.close()
    const { stdout } = await accord('strategies', 'sign', id, ...who, '--data', data)
    expect(stdout).toContain('Leicester, Leicestershire and Rutland signed “Diabetes”, First.')
    expect(await json<StrategyDetail>('show', id)).toMatchObject({ signed: 1 })
  })

  test('writes it as a document', async () => {
    const out = join(folder, 'diabetes.md')
    const made = await json('export', id, '--format', 'md', '--out', out)
    expect(made).toMatchObject({ strategy: id, format: 'md', path: out })
    expect(readFileSync(out, 'utf8')).toMatch(/^# Diabetes/m)
  })

  test.each([
    ['an unknown strategy', ['show', 'ffffffff'], /no strategy "ffffffff".*strategies list/],
    [
      'a template',
      ['new', '--template', 'asthma', '--title', 'x'],
      /no template "asthma".*diabetes, joint/,
    ],
    ['a format', ['export', 'x', '--format', 'odt', '--out', 'x'], /no format "odt".*docx, pdf/],
    ['no name', ['sign', 'x', '--role', 'Chair'], /--name/],
  ])('says what is right after %s', async (_name, args, sentence) => {
    const { stderr, stdout, code } = await accord('strategies', ...args, '--data', data)
    expect(stderr).toMatch(sentence)
    expect([stdout, code]).toEqual(['', 2])
  })
})
