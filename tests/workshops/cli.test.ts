import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { beforeAll, describe, expect, test } from 'vitest'
import type {
  SessionDetail,
  SessionSummary,
  ShownSuggestion,
} from '../../preload/workshops-types.ts'
import { serviceIn } from '../helpers.ts'
import { accord, temporaryFolder } from '../hosts/spawn.ts'

const folder = temporaryFolder()
const data = join(folder, 'record')

async function json<T>(...args: string[]): Promise<T> {
  const { stdout, stderr, code } = await accord('workshops', ...args, '--data', data, '--json')
  expect([stderr, code]).toEqual(['', 0])
  return JSON.parse(stdout)
}

beforeAll(async () => {
  expect((await accord('record', 'init', '--example', '--data', data)).code).toBe(0)
})

describe('accord workshops', () => {
  test('lists past and coming sessions of the example', async () => {
    const sessions = await json<SessionSummary[]>('list')
    expect(sessions.map(({ state }) => state)).toEqual(['planned', 'held', 'held', 'held'])
    for (const { state, invited, present } of sessions) {
      expect(invited).toBeGreaterThanOrEqual(50)
      expect(invited).toBeLessThanOrEqual(80)
      expect(present > 0).toBe(state === 'held')
    }
    const { stdout } = await accord('workshops', 'list', '--data', data)
    expect(stdout).toContain('Maternity and the early years')
  })

  test('draws the metrics of the agenda in the pack, with their numbers', async () => {
    const out = join(folder, 'pack.md')
    await accord('workshops', 'export', 'next', '--format', 'md', '--out', out, '--data', data)
    const markdown = readFileSync(out, 'utf8')
    expect(markdown).toMatch(/!\[[^\]]*England/)
    expect(markdown).toMatch(/\| Leicester, Leicestershire and Rutland +\|/)
  })

  test('shows the next session, and others by the beginning of their ids', async () => {
    const next = await json<SessionDetail>('show')
    expect(next).toMatchObject({ state: 'planned', items: { length: 4 } })
    expect((await json<SessionDetail>('show', next.id.slice(0, 12))).id).toBe(next.id)
    const last = await json<SessionDetail>('show', 'last')
    expect(next.previous?.id).toBe(last.id)
    const { stdout } = await accord('workshops', 'show', 'next', '--data', data)
    expect(stdout).toContain('Nobody presents “Family hubs and health visitors” yet.')
  })

  test('suggests what deserves the time, with reasons of several kinds', async () => {
    const suggestions = await json<ShownSuggestion[]>('suggest')
    const kinds = new Set(suggestions.map(({ kind }) => kind))
    for (const kind of ['promises', 'unfinished', 'decision', 'blocked', 'teach', 'priority'])
      expect(kinds).toContain(kind)
    expect(suggestions[0]?.kind).toBe('promises')
    const { stdout } = await accord('workshops', 'suggest', '--data', data)
    expect(stdout).toContain('Promised and not done 60')
  })

  test('writes documents and the invitation', async () => {
    for (const [format, what, begins] of [
      ['docx', 'agenda', 'PK'],
      ['pdf', 'minutes', '%PDF'],
      ['html', 'brief', '<!doctype'],
      ['md', 'actions', '> **example'],
    ] as const) {
      const out = join(folder, `${what}.${format}`)
      const made = await json('export', 'last', '--format', format, '--what', what, '--out', out)
      expect(made).toMatchObject({ path: out, what, format })
      expect(readFileSync(out).subarray(0, 12).toString().toLowerCase()).toContain(
        begins.toLowerCase(),
      )
    }
    const out = join(folder, 'next.ics')
    await json('export', 'next', '--format', 'ics', '--out', out)
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(out, 'utf8')))
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST')
  })

  test.each([
    ['an unknown session', ['show', 'ffffffff'], /no session "ffffffff".*workshops list/],
    ['too little of an id', ['show', '01'], /Several sessions begin with "01"/],
    ['a format', ['export', 'next', '--format', 'odt', '--out', 'x'], /no format "odt".*docx, pdf/],
    ['no file', ['export', 'next', '--format', 'md'], /--out/],
    [
      'a document',
      ['export', 'next', '--format', 'md', '--what', 'slides', '--out', 'x'],
      /no document "slides".*agenda, brief, minutes/,
    ],
  ])('says what is right after %s', async (_name, args, sentence) => {
    const { stderr, stdout, code } = await accord('workshops', ...args, '--data', data)
    expect(stderr).toMatch(sentence)
    expect([stdout, code]).toEqual(['', 2])
  })
})

test('a session outside the United Kingdom is shown with its time zone', async () => {
  const away = temporaryFolder()
  const service = await serviceIn(away)
  await service.ask('record.create', { ics: 'QK1', name: 'Robin Tester', grants: ['chair'] })
  const { id: series } = await service.ask('workshops.saveSeries', { fields: { title: 'Series' } })
  const fields = { series, title: 'Abroad', start: '2099-12-03T10:00', zone: 'Europe/Paris' }
  await service.ask('workshops.saveSession', { fields })
  await service.close()
  const told = async (what: string) => (await accord('workshops', what, '--data', away)).stdout
  expect(await told('list')).toContain('10:00 (Europe/Paris)')
  expect(await told('show')).toContain('10:00 to 11:30 (Europe/Paris)')
})
