import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openService, type Service } from '../../main/service.ts'
import type { Input } from '../../preload/contract.ts'

/** The example year of all systems. */
let service: Service

beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'accord-everywhere-'))
  service = await openService({ dataDir, now: () => Date.parse('2026-11-21T12:00:00.000Z') })
  await service.ask('record.createExample', { inPlace: true })
  return async () => {
    await service.close()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
})

const find = async (query: string, more: Partial<Input<'search.everywhere'>> = {}) => {
  const groups = await service.ask('search.everywhere', { query, limit: 100, ...more })
  return groups.flatMap(({ hits }) => hits)
}
const longest = (text: string) =>
  (text.match(/\p{L}+/gu) ?? []).sort((a, b) => b.length - a.length)[0] ?? ''

test.each(['HS1.e2', 'hs1.e2', 'HS1e(ii)', 'hs 1 e 2', 'HS1 e ii'])(
  'the reference %s finds its action first',
  async (query) => {
    expect((await find(query))[0]).toMatchObject({ kind: 'action', id: 'HS1.e2' })
  },
)

test('a note is found with the words around it, from its first typed letters to its end', async () => {
  const row = (await service.ask('register.list', { ics: 'QK1' })).find(({ note }) => note)
  const word = longest(row?.note ?? '')
  for (const query of [word.slice(0, 4), word.toUpperCase(), row?.note?.slice(0, 60) ?? '']) {
    const hit = (await find(query, { kinds: ['note'], ics: 'QK1' })).find(
      ({ id }) => id === row?.reference,
    )
    expect(hit, query).toMatchObject({ kind: 'note', ics: 'QK1' })
    expect(hit?.passage?.hits.length, query).toBeGreaterThan(0)
  }
})

test('a note that is changed is found by its new words alone, and undo brings back the old', async () => {
  const update = (note: string) =>
    service.ask('action.update', { ics: 'QK1', reference: 'HS1.e2', changes: { note } })
  const notes = async (query: string) =>
    (await find(query, { kinds: ['note'] })).map(({ id, ics }) => `${ics} ${id}`)
  await update('The zebrafinch café opened')
  expect(await notes('zebrafinch cafe')).toEqual(['QK1 HS1.e2'])
  await update('The quokkapark closed')
  expect(await notes('zebrafinch')).toEqual([])
  expect(await notes('quokka')).toEqual(['QK1 HS1.e2'])
  await service.ask('undo.last', {})
  expect(await notes('quokka')).toEqual([])
  expect(await notes('zebra')).toEqual(['QK1 HS1.e2'])
})

test('sessions, agenda items, outcomes, strategies and people are found', async () => {
  const groups = await service.ask('search.everywhere', { query: 'a', limit: 1 })
  expect(groups.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['action', 'note', 'outcome', 'item', 'session', 'owner']),
  )
  for (const { kind, hits } of groups.filter((group) => group.kind !== 'note')) {
    const title = hits[0]?.title ?? ''
    expect((await find(title.slice(0, 100), { kinds: [kind] })).map((hit) => hit.kind)).toContain(
      kind,
    )
  }
})

test('a strategy is found by its title', async () => {
  const [strategy] = await service.ask('strategies.list', {})
  expect(await find(strategy?.title ?? '', { kinds: ['strategy'] })).toContainEqual(
    expect.objectContaining({ kind: 'strategy', id: strategy?.id }),
  )
})

test('kinds, a system and days narrow it down', async () => {
  const all = await find('the', { kinds: ['note'] })
  expect(new Set(all.map(({ ics }) => ics)).size).toBeGreaterThan(1)
  const own = await find('the', { kinds: ['note'], ics: 'QK1' })
  expect(new Set(own.map(({ ics }) => ics))).toEqual(new Set(['QK1']))
  const day = own[0]?.at?.slice(0, 10) ?? ''
  const onDay = await find('the', { ics: 'QK1', from: day, to: day })
  expect(onDay.length).toBeGreaterThan(0)
  for (const { at } of onDay) expect(at?.slice(0, 10)).toBe(day)
})

test('FTS5’s own operators and empty questions find nothing that is not there', async () => {
  for (const query of ['', ' . ', '"', '( )', '*']) expect(await find(query)).toEqual([])
  expect(await find('zzzz OR housing')).toEqual([])
})
