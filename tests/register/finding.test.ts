import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { attentionOf } from '../../domain/register/attention.ts'
import { openService, type Service } from '../../main/service.ts'
import type { RegisterFilter } from '../../preload/contract.ts'
import type { ActionRow, StatusCounts } from '../../preload/types.ts'
import { MINIATURE } from '../commission/miniature.ts'

/** The example year of all systems: enough of everything to count and look for. */
let service: Service
let rows: ActionRow[]
let today: string

beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'accord-finding-'))
  service = await openService({ dataDir, now: () => Date.parse('2026-11-21T12:00:00.000Z') })
  await service.ask('record.createExample', { inPlace: true })
  rows = await service.ask('register.list', { ics: 'QK1' })
  today = (await service.ask('app.state', {})).today
  return async () => {
    await service.close()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
})

const filtered = (filter: RegisterFilter) => service.ask('register.list', { ics: 'QK1', filter })
const tagsOf = async (reference: string) =>
  (await service.ask('action.get', { ics: 'QK1', reference })).tags

test.each<[string, RegisterFilter, (row: ActionRow) => boolean]>([
  [
    'status',
    { status: ['blocked', 'complete'] },
    (row) => ['blocked', 'complete'].includes(row.status),
  ],
  ['confidence', { confidence: ['at-risk'] }, (row) => row.confidence === 'at-risk'],
  [
    'no confidence',
    { confidence: ['none', 'off-track'] },
    (row) => row.confidence === null || row.confidence === 'off-track',
  ],
  ['no owner', { owner: ['none'] }, (row) => row.owner === null],
  ['section', { section: ['LA', 'JW'] }, (row) => ['LA', 'JW'].includes(row.section)],
  ['focus area', { focusArea: ['HS1'] }, (row) => row.focusArea === 'HS1'],
  ['recommendation', { recommendation: ['HS1.e'] }, (row) => row.recommendation === 'HS1.e'],
  ['source', { source: ['community'] }, (row) => row.source === 'community'],
  [
    'two at once',
    { section: ['HS'], status: ['in-progress'] },
    (row) => row.section === 'HS' && row.status === 'in-progress',
  ],
  ['nothing', { status: [] }, () => true],
])('filter by %s', async (_, filter, holds) => {
  const expected = rows.filter(holds)
  expect(expected.length).toBeGreaterThan(0)
  expect(await filtered(filter)).toEqual(expected)
})

test('filter by owner', async () => {
  const owner = rows.find((row) => row.owner)?.owner as string
  expect(await filtered({ owner: [owner] })).toEqual(rows.filter((row) => row.owner === owner))
})

test.each(['overdue', 'blocked', 'stale', 'no-owner', 'conflict', 'due-soon'] as const)(
  'filter by what needs attention: %s',
  async (key) => {
    expect(await filtered({ attention: [key] })).toEqual(
      rows.filter((row) => attentionOf(row, today).includes(key)),
    )
  },
)

test.each<[keyof Awaited<ReturnType<typeof tagsOf>>, (value: never) => RegisterFilter]>([
  ['priorities', (value) => ({ priority: [value] })],
  ['themes', (value) => ({ theme: [value] })],
  ['core20plus5', (value) => ({ core20plus5: [value] })],
  ['determinants', (value) => ({ determinant: [value] })],
  ['purposes', (value) => ({ purpose: [value] })],
])('filter by tag: %s', async (kind, filterBy) => {
  const tags = new Map<string, readonly unknown[]>()
  for (const { reference } of rows) tags.set(reference, (await tagsOf(reference))[kind])
  const value = [...tags.values()].flat()[0]
  expect(value).toBeDefined()
  expect(await filtered(filterBy(value as never))).toEqual(
    rows.filter(({ reference }) => tags.get(reference)?.includes(value)),
  )
})

test('the matrix holds each action of each system as its own register does', async () => {
  const { systems, rows: matrix } = await service.ask('register.matrix', {})
  expect(systems).toHaveLength(11)
  expect(matrix).toHaveLength(246)
  for (const [index, ics] of systems.entries()) {
    const own = (await service.ask('register.list', { ics })).filter(
      (row) => row.source !== 'local',
    )
    expect(matrix.map(({ reference }) => reference)).toEqual(own.map(({ reference }) => reference))
    expect(matrix.map(({ cells }) => cells[index])).toEqual(
      own.map(({ status, confidence, conflicts, updatedAt }) => ({
        status,
        confidence,
        conflicts,
        touched: updatedAt !== null,
      })),
    )
  }
})

test('a filtered matrix leaves cells out, and keeps the columns', async () => {
  const { systems, rows: matrix } = await service.ask('register.matrix', {
    filter: { status: ['blocked'] },
  })
  expect(matrix.length).toBeGreaterThan(0)
  for (const { cells } of matrix) {
    expect(cells).toHaveLength(systems.length)
    for (const cell of cells) expect(cell?.status ?? 'blocked').toBe('blocked')
  }
})

test('the summary counts what a plain recount of the registers gives', async () => {
  const summary = await service.ask('register.summary', {})
  const all: ActionRow[] = []
  for (const { ics } of summary.systems) all.push(...(await service.ask('register.list', { ics })))
  const shared = all.filter(({ source }) => source !== 'local')
  const priorities = new Map<string, string[]>()
  for (const { reference } of shared)
    if (!priorities.has(reference))
      priorities.set(reference, (await tagsOf(reference)).priorities.map(String))

  const { systems, sections, focusAreas, priorities: byPriority } = summary
  const recounted = (
    counts: (StatusCounts & { key: string })[],
    keyed: (row: ActionRow) => string[],
  ) => {
    for (const { key, total, ...byStatus } of counts) {
      const of = shared.filter((row) => keyed(row).includes(key))
      expect(total, key).toBe(of.length)
      for (const [status, count] of Object.entries(byStatus))
        expect(count, `${key} ${status}`).toBe(of.filter((row) => row.status === status).length)
    }
  }
  expect([sections, focusAreas, byPriority].map(({ length }) => length)).toEqual([4, 14, 10])
  recounted(sections, (row) => [row.section])
  recounted(focusAreas, (row) => [row.focusArea])
  recounted(byPriority, (row) => priorities.get(row.reference) ?? [])
  for (const { ics, total, blocked } of systems) {
    const of = all.filter((row) => row.ics === ics)
    expect([total, blocked]).toEqual([
      of.length,
      of.filter((row) => row.status === 'blocked').length,
    ])
  }
  const [one] = (await service.ask('register.summary', { ics: 'QK1' })).systems
  expect(one).toEqual(systems.find(({ ics }) => ics === 'QK1'))
})

test('what needs attention adds up, and each action is first among its reasons', async () => {
  const attention = await service.ask('register.attention', { ics: 'QK1' })
  expect(attention.total).toBe(rows.length)
  expect(
    Object.values(attention.counts).reduce((sum, n) => sum + n, 0) -
      (attention.counts as StatusCounts).total,
  ).toBe(rows.length)
  for (const { key, count, rows: of } of attention.groups) {
    expect(of).toHaveLength(count)
    expect(of.every((row) => attentionOf(row, today).includes(key))).toBe(true)
  }
  const wanting = rows.filter((row) => attentionOf(row, today).length > 0)
  expect(new Set(attention.first.map(({ row }) => row.reference))).toEqual(
    new Set(wanting.map(({ reference }) => reference)),
  )
  const firsts = attention.first.map(({ row }) => attentionOf(row, today)[0])
  expect(firsts).toEqual([...firsts].sort((a, b) => order(a) - order(b)))
})

const order = (key: string | undefined) =>
  ['overdue', 'blocked', 'conflict', 'due-soon', 'no-owner', 'stale'].indexOf(key ?? '')

const find = (query: string, ics?: string) =>
  service.ask('search', { query, ...(ics ? { ics } : {}) })

test('a reference finds its action first, typed in any case', async () => {
  for (const query of ['HS1.e2', 'hs1.e2', ' HS1.E2 '])
    expect((await find(query, 'QK1'))[0]).toMatchObject({ kind: 'action', reference: 'HS1.e2' })
})

test('every beginning of a word in a title finds the action, and so does its plural', async () => {
  const row = rows[20] as ActionRow
  const word = row.title.split(/\P{L}+/u).sort((a, b) => b.length - a.length)[0] as string
  for (let length = 3; length <= word.length; length += 1)
    expect(
      (await filtered({ search: word.slice(0, length) })).map(({ reference }) => reference),
      word.slice(0, length),
    ).toContain(row.reference)
  expect((await filtered({ search: `${word}s` })).map(({ reference }) => reference)).toContain(
    row.reference,
  )
})

test('notes and next steps are found in the system that wrote them', async () => {
  const noted = rows.find(({ note }) => note) as ActionRow
  const words = noted.note?.split(/\s+/).slice(0, 5).join(' ') ?? ''
  expect((await filtered({ search: words })).map(({ reference }) => reference)).toContain(
    noted.reference,
  )
  expect((await find(words, 'QK1')).map(({ reference }) => reference)).toContain(noted.reference)
})

test('one word of the title and one of the note find what the register finds', async () => {
  const noted = rows.find(({ note }) => note) as ActionRow
  const longest = (text: string) =>
    (text.match(/\p{L}+/gu) ?? []).sort((a, b) => b.length - a.length)[0] ?? ''
  const search = `${longest(noted.title)} ${longest(noted.note ?? '')}`
  const references = (await filtered({ search })).map(({ reference }) => reference)
  expect(references).toContain(noted.reference)
  expect(
    (await find(search, 'QK1')).flatMap(({ kind, reference }) =>
      kind === 'action' ? [reference] : [],
    ),
  ).toEqual(expect.arrayContaining(references))
})

test('owners are found by name, in whatever order it is typed', async () => {
  const [owner] = await service.ask('owners.list', { ics: 'QK1' })
  const name = owner?.name ?? ''
  for (const typed of [name, name.split(' ').reverse().join(' ')])
    expect(await find(typed, 'QK1')).toContainEqual(
      expect.objectContaining({ kind: 'owner', id: owner?.id }),
    )
})

test('a case study of a system’s own is found, by the key that opens it', async () => {
  const own = (await service.ask('practice.list', {})).filter(({ id }) => id !== null)
  expect(own.length).toBeGreaterThan(0)
  for (const { key, title, system } of own)
    expect(await find(title)).toContainEqual(
      expect.objectContaining({ kind: 'case-study', id: key, detail: `Case study, ${system}` }),
    )
})

test('the imported wording and case studies are found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-report-'))
  const path = join(folder, 'report.txt')
  writeFileSync(path, MINIATURE)
  const { preview, found } = await service.ask('catalogue.previewReport', {
    file: service.files.takeIn(path),
  })
  expect(found.actions).toBeGreaterThan(0)
  await service.ask('catalogue.importReport', { preview })
  rmSync(folder, { recursive: true })
  const details = await Promise.all(
    rows.map(({ reference }) => service.ask('action.get', { ics: 'QK1', reference })),
  )
  const worded = details.find(({ wording }) => wording)
  const text = worded?.wording?.text
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 3)
    .slice(0, 6)
    .join(' ')
  if (text)
    expect((await filtered({ search: text })).map(({ reference }) => reference)).toContain(
      worded?.row.reference,
    )
  for (const { title } of await service.ask('catalogue.caseStudies', {}))
    expect((await find(title)).map((one) => one.title)).toContain(title)
})

test('whatever is typed, the search answers', async () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom(
        '"',
        "'",
        '*',
        '(',
        ')',
        ':',
        '^',
        '-',
        '.',
        '’',
        'a',
        ' ',
        'NEAR',
        'OR',
        '\0',
        '%',
      ),
      maxLength: 20,
    }),
  )
  await fc.assert(
    fc.asyncProperty(odd, async (query) => {
      const answers = [
        await service.call('search', { query }),
        await service.call('register.list', { ics: 'QK1', filter: { search: query } }),
      ]
      for (const answer of answers)
        if (!answer.ok) expect(answer.error.message).toMatch(/NHS number/)
    }),
    { numRuns: 150 },
  )
})
