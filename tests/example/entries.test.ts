import { expect, test } from 'vitest'
import type { ExampleEntry } from '../../domain/example/journal.ts'
import { makeStamp } from '../../domain/record/clock.ts'
import { Entry } from '../../domain/record/entry.ts'
import { findNhsNumber } from '../../domain/record/nhs-number.ts'
import { parseSubject, SUBJECTS } from '../../domain/record/subjects.ts'
import { yearUpTo } from './year.ts'

const TODAY = '2026-11-21'
const YEAR_MS = 366 * 86_400_000
const streams = yearUpTo(TODAY).systems.map(({ ods, entries }) => ({ ods, entries: entries() }))
const all = streams.flatMap(({ entries }) => entries)

const changes = (kind: string) => all.filter(({ subject }) => subject.startsWith(`${kind}:`))
const setting = (field: string) => changes('action').filter(({ set }) => set[field] !== undefined)

test('is the same for the same seed and day, and another for another seed', () => {
  const again = yearUpTo(TODAY).systems.map(({ ods, entries }) => ({ ods, entries: entries() }))
  expect(again).toEqual(streams)
  const other = yearUpTo(TODAY, 'another').systems.flatMap(({ entries }) => entries())
  expect(other).not.toEqual(all)
})

test('does not depend on the order in which systems are asked for', () => {
  const backwards = [...yearUpTo(TODAY).systems].reverse().map(({ ods, entries }) => ({
    ods,
    entries: entries(),
  }))
  expect(backwards.reverse()).toEqual(streams)
})

test('holds entries that the domain accepts, in the stream of one system', () => {
  for (const { at, ...entry } of all) {
    expect(Entry.safeParse({ ...entry, kind: 'change', at: makeStamp(at, 0, '00000000') })).toEqual(
      expect.objectContaining({ success: true }),
    )
    const subject = parseSubject(entry.subject)
    const known = subject && SUBJECTS[subject.kind]
    expect(known?.lives).not.toBe('region')
    expect(known?.fields.safeParse(entry.set).success, JSON.stringify(entry)).toBe(true)
    if (subject?.kind === 'member') expect(subject.id).toBe(entry.by)
  }
})

test('tells of the year before today, in the order of time', () => {
  const end = Date.parse(TODAY)
  for (const { entries } of streams) {
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort((a, b) => a - b))
    expect(entries[0]?.at).toBeGreaterThan(end - YEAR_MS - 7 * 86_400_000)
    expect(entries.at(-1)?.at).toBeLessThan(end)
  }
  expect(new Set(all.map(({ at }) => new Date(at).getUTCFullYear()))).toEqual(new Set([2025, 2026]))
})

test('bases every entry on earlier ones that set the same field of the same subject', () => {
  for (const { entries } of streams) {
    const before = new Map<string, ExampleEntry>()
    for (const entry of entries) {
      for (const [field, ids] of Object.entries(entry.basedOn)) {
        expect(entry.set).toHaveProperty(field)
        for (const id of ids) {
          expect(before.get(id)?.subject).toBe(entry.subject)
          expect(before.get(id)?.set).toHaveProperty(field)
        }
      }
      expect(before.has(entry.id)).toBe(false)
      before.set(entry.id, entry)
    }
  }
})

test('takes back what it takes back', () => {
  const byId = new Map(all.map((entry) => [entry.id, entry]))
  const undoing = all.filter(({ undoes }) => undoes)
  expect(undoing.length).toBeGreaterThan(20)
  for (const entry of undoing) {
    const undone = byId.get(entry.undoes ?? '')
    expect(undone?.by).toBe(entry.by)
    for (const [field, value] of Object.entries(entry.set)) {
      expect(entry.basedOn[field]).toEqual([undone?.id])
      const [earlier] = undone?.basedOn[field] ?? []
      expect(value).toEqual(
        byId.get(earlier ?? '')?.set[field] ?? (field === 'status' ? 'not-started' : null),
      )
    }
  }
})

test('is large enough to look like a year of work, with something of every kind', () => {
  expect(all.length).toBeGreaterThan(7_000)
  expect(all.length).toBeLessThan(12_000)
  expect(changes('local-action').length).toBeGreaterThanOrEqual(22)
  expect(changes('local-action').length).toBeLessThanOrEqual(44)
  expect(changes('evidence').length).toBeGreaterThan(300)
  expect(setting('adoptedFrom').length).toBeGreaterThan(40)
  const statuses = new Set(setting('status').map(({ set }) => set.status))
  expect(statuses.size).toBe(7)
  for (const { entries } of streams) {
    const owners = entries.filter(({ subject, set }) => subject.startsWith('owner:') && set.name)
    expect(owners.length).toBeGreaterThanOrEqual(8)
    expect(owners.length).toBeLessThanOrEqual(14)
    const members = entries.filter(({ subject }) => subject.startsWith('member:')).length
    expect([3, 4]).toContain(members)
  }
})

test('differs between systems: some lead, one lags, one stopped reporting', () => {
  const counts = streams.map(({ entries }) => entries.length).sort((a, b) => a - b)
  expect(counts.at(-1)).toBeGreaterThan(5 * (counts[0] ?? 0))
  const silent = streams.filter(
    ({ entries }) => (entries.at(-1)?.at ?? 0) < Date.parse(TODAY) - 200 * 86_400_000,
  )
  expect(silent).toHaveLength(1)
})

test.each(['test', 'Accord', 'another'])('hands nothing to owners who have gone: %s', (seed) => {
  for (const { entries } of yearUpTo(TODAY, seed).systems) {
    const gone = new Set<unknown>()
    for (const { subject, set } of entries()) {
      if (subject.startsWith('owner:') && set.removed) gone.add(subject.slice('owner:'.length))
      if (subject.startsWith('action:')) expect(gone).not.toContain(set.owner)
    }
  }
})

test('gives a reason with each action that does not apply', () => {
  const notApplicable = setting('status').filter(({ set }) => set.status === 'not-applicable')
  expect(notApplicable.length).toBeGreaterThan(30)
  for (const { set } of notApplicable) expect(set.note).toEqual(expect.any(String))
})

test('does not repeat itself: few notes stand more than a few times in one system', () => {
  const notes = setting('note').map(({ set }) => String(set.note))
  expect(new Set(notes).size).toBeGreaterThan(notes.length / 2)
  expect(notes.filter((note) => /[{}]|undefined|null|\bthe the\b/.test(note))).toEqual([])
  for (const { entries } of streams) {
    const times = new Map<unknown, number>()
    for (const { set } of entries) if (set.note) times.set(set.note, (times.get(set.note) ?? 0) + 1)
    expect(Math.max(...times.values())).toBeLessThanOrEqual(8)
  }
})

test('names nobody twice, and only by addresses and numbers that are nobody’s', () => {
  const members = changes('member').map(({ set }) => set.name)
  const owners = changes('owner').filter(({ set }) => set.type === 'person')
  const names = [...members, ...owners.map(({ set }) => set.name)]
  expect(new Set(names).size).toBe(names.length)
  for (const { set } of changes('owner').filter((entry) => entry.set.name)) {
    expect(set.email).toMatch(/^[a-z.-]+@example\.org$/)
    if (set.phone) expect(set.phone).toMatch(/^01632 960\d{3}$/)
  }
  const texts = all.flatMap(({ set }) => Object.values(set)).filter((v) => typeof v === 'string')
  expect(texts.filter((value) => findNhsNumber(value))).toEqual([])
})
