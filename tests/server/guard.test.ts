import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeStamp, TOLERANCE_MS } from '../../domain/record/clock.ts'
import type { Grant } from '../../domain/record/grants.ts'
import { guardEntries, isPlainJson, MAX_ENTRY_BYTES } from '../../domain/record/guard.ts'
import type { StreamName } from '../../domain/record/stream.ts'

const NOW = Date.parse('2026-11-21T12:00:00.000Z')
const ME = randomUUID()

function entry(more: Record<string, unknown> = {}) {
  return {
    id: randomUUID(),
    at: makeStamp(NOW, 0, 'a1b2c3d4'),
    by: ME,
    kind: 'change',
    subject: 'action:HS1.a1',
    set: { status: 'planned' },
    basedOn: {},
    ...more,
  }
}

function guard(
  value: unknown,
  {
    grants = ['lead:QK1'] as Grant[],
    stream = 'ics:QK1' as StreamName,
    attested = false,
    year = '2026',
  } = {},
) {
  const outcome = guardEntries([{ value, attested }], {
    member: { id: ME, grants },
    stream,
    year,
    now: NOW,
  })
  return outcome.ok ? 'accepted' : outcome.refusal.reason
}

describe('who may add what', () => {
  test('a lead writes in their own system only', () => {
    expect(guard(entry())).toBe('accepted')
    expect(guard(entry(), { stream: 'ics:QHL' })).toBe('read-only')
    expect(guard(entry(), { grants: ['chair', 'regional', 'admin', 'viewer'] })).toBe('read-only')
    expect(guard(entry(), { grants: [] })).toBe('read-only')
  })

  test('in nobody else’s name', () => {
    expect(guard(entry({ by: randomUUID() }))).toBe('wrong-author')
    expect(guard(entry({ subject: `member:${randomUUID()}`, set: { name: 'Ann' } }))).toBe(
      'wrong-author',
    )
    expect(guard(entry({ subject: `member:${ME}`, set: { name: 'Ann' } }))).toBe('accepted')
  })

  test('what concerns all systems only in the region’s stream', () => {
    const merger = entry({
      kind: 'merger',
      from: ['QK1', 'QJM'],
      into: { ods: 'QZZ', ons: 'E54000099', name: 'New', subRegion: 'East' },
      on: '2027-04-01',
    })
    expect(guard(merger)).toBe('wrong-stream')
    expect(guard(merger, { grants: ['regional'], stream: 'region' })).toBe('accepted')
    const withdrawal = entry({ kind: 'withdrawal', of: randomUUID() })
    expect(guard(withdrawal)).toBe('wrong-stream')
    expect(guard(withdrawal, { grants: ['regional'], stream: 'region' })).toBe('accepted')
    expect(guard({ ...withdrawal, of: 'all' }, { grants: ['regional'], stream: 'region' })).toBe(
      'wrong-content',
    )
    expect(guard(entry({ subject: 'system:QK1', set: {} }))).toBe('wrong-stream')
    expect(guard(entry(), { grants: ['chair'], stream: 'region' })).toBe('wrong-stream')
  })

  test('fields hold what they may', () => {
    expect(guard(entry({ set: { status: 'nearly' } }))).toBe('wrong-content')
    expect(guard(entry({ set: { secret: 1 } }))).toBe('wrong-content')
    expect(guard(entry({ basedOn: undefined }))).toBe('not-an-entry')
    expect(guard(entry({ basedOn: { status: ['x'] } }))).toBe('wrong-content')
  })

  test('kinds and subjects of a newer version pass', () => {
    expect(guard(entry({ kind: 'pledge' }))).toBe('accepted')
    expect(guard(entry({ subject: 'workshop:1', set: { anything: true } }))).toBe('accepted')
  })
})

describe('time', () => {
  test('a stamp may be old, and ahead by the tolerance at most', () => {
    const at = (ms: number) => entry({ at: makeStamp(ms, 0, 'a1b2c3d4') })
    expect(guard(at(NOW - 200 * 24 * 3_600_000))).toBe('accepted')
    expect(guard(at(NOW + TOLERANCE_MS))).toBe('accepted')
    expect(guard(at(NOW + TOLERANCE_MS + 1))).toBe('clock-ahead')
    expect(guard(at(NOW), { year: '2025' })).toBe('wrong-year')
  })

  test('a stamp that is no moment is refused', () => {
    expect(guard(entry({ at: '2026-99-99T99:99:99.999Z.0000.a1b2c3d4' }))).toBe('not-an-entry')
  })
})

describe('what was accepted before', () => {
  test('stands, whoever brings it back', () => {
    const old = entry({ by: randomUUID(), set: { status: 'a word of long ago' } })
    expect(guard(old, { grants: ['viewer'], attested: true })).toBe('accepted')
    expect(guard(old, { attested: true, year: '2025' })).toBe('wrong-year')
  })
})

describe('bad input', () => {
  test('an update is taken whole or not at all', () => {
    const outcome = guardEntries(
      [entry(), entry({ by: randomUUID() }), entry()].map((value) => ({ value, attested: false })),
      { member: { id: ME, grants: ['lead:QK1'] }, stream: 'ics:QK1', year: '2026', now: NOW },
    )
    expect(outcome.ok).toBe(false)
  })

  test('no two entries share an id', () => {
    const one = entry()
    const outcome = guardEntries(
      [one, { ...one, set: {} }].map((value) => ({ value, attested: false })),
      { member: { id: ME, grants: ['lead:QK1'] }, stream: 'ics:QK1', year: '2026', now: NOW },
    )
    expect(outcome).toEqual({ ok: false, refusal: { reason: 'id-taken', entries: [one.id] } })
  })

  test('size is counted in bytes, not letters', () => {
    const room = MAX_ENTRY_BYTES - JSON.stringify(entry({ kind: 'note', text: '' })).length
    expect(guard(entry({ kind: 'note', text: 'x'.repeat(room) }))).toBe('accepted')
    expect(guard(entry({ kind: 'note', text: 'é'.repeat(room) }))).toBe('too-large')
  })

  test('any JSON at all is answered, never thrown at', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (value) => {
        expect(guard(value)).not.toBe('accepted')
      }),
    )
  })

  test('a prototype cannot be smuggled in', () => {
    const value = { ...entry() }
    Object.setPrototypeOf(value, { grants: ['admin'] })
    expect(isPlainJson(value)).toBe(false)
    expect(guard(value)).toBe('not-an-entry')
  })

  test('depth is bounded', () => {
    let deep: unknown = 1
    for (let i = 0; i < 100_000; i++) deep = [deep]
    expect(guard(entry({ kind: 'note', deep }))).toBe('not-an-entry')
  })
})
