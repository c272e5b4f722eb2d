import { expect, test } from 'vitest'
import type { ExampleEntry } from '../../domain/example/journal.ts'
import { makeStamp } from '../../domain/record/clock.ts'
import { foldField, type Version } from '../../domain/record/fold.ts'
import type { Status } from '../../domain/record/statuses.ts'
import { needsSettling } from '../../domain/record/subjects.ts'
import { type AttentionKey, attentionOf } from '../../domain/register/attention.ts'
import { HOME_SYSTEM, yearUpTo } from './year.ts'

/** Field versions of each action, as the entries leave them. */
function actionsIn(entries: readonly ExampleEntry[]): Map<string, Map<string, Version[]>> {
  const actions = new Map<string, Map<string, Version[]>>()
  for (const { id, at, by, subject, set, basedOn } of entries) {
    if (!subject.startsWith('action:')) continue
    const fields = actions.get(subject) ?? new Map<string, Version[]>()
    actions.set(subject, fields)
    for (const [field, value] of Object.entries(set)) {
      const version = {
        entry: id,
        at: makeStamp(at, 0, '00000000'),
        by,
        value,
        basedOn: basedOn[field] ?? [],
      }
      fields.set(field, [...(fields.get(field) ?? []), version])
    }
  }
  return actions
}

function attentionIn(entries: readonly ExampleEntry[], today: string) {
  const counts: Partial<Record<AttentionKey, number>> = {}
  const disputed: string[] = []
  for (const fields of actionsIn(entries).values()) {
    const value = (field: string) => foldField(fields.get(field) ?? [])?.value ?? null
    const conflicts = [...fields].filter(
      ([field, versions]) => needsSettling('action', field) && foldField(versions)?.conflict,
    )
    disputed.push(...conflicts.map(([field]) => field))
    const facts = {
      status: (value('status') ?? 'not-started') as Status,
      owner: value('owner') as string | null,
      answeredBy: value('owner') as string | null,
      due: value('due') as string | null,
      conflicts: conflicts.length,
      updatedAt:
        [...fields.values()]
          .flatMap((versions) => versions.map(({ at }) => at))
          .sort()
          .at(-1) ?? null,
    }
    for (const key of attentionOf(facts, today)) counts[key] = (counts[key] ?? 0) + 1
  }
  return { counts, disputed }
}

// A Saturday, the turn of a year, a leap day, a day soon after Easter.
test.each(['2026-11-21', '2027-01-01', '2028-02-29', '2026-04-08'])(
  'gives the home system something of every kind to look after on %s',
  (today) => {
    const { systems } = yearUpTo(today)
    const entries = systems.find(({ ods }) => ods === HOME_SYSTEM)?.entries() ?? []
    const { counts, disputed } = attentionIn(entries, today)
    const between = (key: AttentionKey, from: number, to: number) => {
      expect(counts[key], key).toBeGreaterThanOrEqual(from)
      expect(counts[key], key).toBeLessThanOrEqual(to)
    }
    between('overdue', 5, 9)
    between('blocked', 6, 10)
    between('stale', 10, 20)
    between('no-owner', 8, 15)
    between('due-soon', 6, 12)
    expect(counts.conflict).toBe(3)
    expect(new Set(disputed).size).toBe(3)
  },
)

test('leaves few disagreements open elsewhere', () => {
  const today = '2026-11-21'
  for (const { ods, entries } of yearUpTo(today).systems) {
    const { disputed } = attentionIn(entries(), today)
    expect(disputed.length, ods).toBeLessThanOrEqual(3)
  }
})
