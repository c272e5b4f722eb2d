import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseReference, sortKey } from '../../domain/commission/reference.ts'
import { hybridClock, makeStamp, STAMP, stampTime, stampYear } from '../../domain/record/clock.ts'
import { AnyEntry } from '../../domain/record/entry.ts'
import { parseSegment, segmentName, streamSystem } from '../../domain/record/stream.ts'

const NOON = Date.parse('2026-11-21T12:00:00.000Z')
const moment = fc.integer({ min: NOON - 5_000, max: NOON + 5_000 })
const counter = fc.oneof(fc.nat(3), fc.constantFrom(0xfffe, 0xffff))
const stamp = fc
  .tuple(moment, counter, fc.constantFrom('00000000', '89abcdef', 'ffffffff'))
  .map(([ms, count, replica]) => makeStamp(ms, count, replica))

test('each stamp follows all that its clock has made or received, whatever the machine’s clock does', () => {
  const step = fc.oneof(
    fc.record({ wall: moment }),
    fc.record({ received: stamp }),
    fc.constant({ next: true }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.option(stamp), (steps, last) => {
      let wall = NOON
      const clock = hybridClock('7f7f7f7f', last ?? undefined, () => wall)
      let latest = last ?? ''
      for (const one of steps) {
        if ('wall' in one) wall = one.wall
        else if ('received' in one) {
          expect(clock.receive(one.received)).toBe(stampTime(one.received) - wall)
          if (one.received > latest) latest = one.received
        } else {
          const made = clock.next()
          expect(made).toMatch(STAMP)
          expect(made > latest).toBe(true)
          latest = made
        }
        expect(clock.latest() ?? '').toBe(latest)
      }
    }),
  )
})

test('a stamp stays at wall time unless something seen lies ahead', () => {
  let wall = NOON
  const clock = hybridClock('7f7f7f7f', undefined, () => wall)
  expect(clock.latest()).toBeUndefined()
  expect(clock.next()).toBe('2026-11-21T12:00:00.000Z.0000.7f7f7f7f')
  expect(clock.next()).toBe('2026-11-21T12:00:00.000Z.0001.7f7f7f7f')
  wall += 1
  expect(clock.next()).toBe('2026-11-21T12:00:00.001Z.0000.7f7f7f7f')
  expect(clock.receive(makeStamp(NOON + 60_000, 4, 'aaaaaaaa'))).toBe(59_999)
  expect(clock.next()).toBe('2026-11-21T12:01:00.000Z.0005.7f7f7f7f')
})

test('a full counter moves on to the next millisecond', () => {
  const clock = hybridClock('7f7f7f7f', makeStamp(NOON, 0xffff, 'aaaaaaaa'), () => NOON)
  expect(clock.next()).toBe(makeStamp(NOON + 1, 0, '7f7f7f7f'))
})

test('stamps sort as text as they do in time', () => {
  const parts = fc.tuple(fc.integer({ min: 0, max: 4e12 }), fc.nat(0xffff))
  fc.assert(
    fc.property(parts, parts, ([ms, count], [otherMs, otherCount]) => {
      const a = makeStamp(ms, count, '00000000')
      const b = makeStamp(otherMs, otherCount, '00000000')
      expect(Math.sign(ms - otherMs) || Math.sign(count - otherCount)).toBe(
        a < b ? -1 : a > b ? 1 : 0,
      )
      expect(stampTime(a)).toBe(ms)
    }),
  )
})

test('an entry whose stamp names no moment is no entry', () => {
  const entry = {
    id: '00000000-0000-4000-8000-000000000001',
    at: '2026-13-01T00:00:00.000Z.0000.00000000',
    by: '00000000-0000-4000-8000-000000000002',
    kind: 'change',
  }
  expect(AnyEntry.safeParse(entry).success).toBe(false)
  const real = { ...entry, at: entry.at.replace('-13-', '-12-') }
  expect(AnyEntry.safeParse(real).success).toBe(true)
})

test('a segment is named after its stream and the year of the stamp, and parsed back', () => {
  const stream = fc.oneof(
    fc.constant('region' as const),
    fc.stringMatching(/^[A-Z0-9]{3}$/).map((ods) => `ics:${ods}` as const),
  )
  fc.assert(
    fc.property(stream, stamp, (name, at) => {
      expect(parseSegment(segmentName(name, at))).toEqual({ stream: name, year: stampYear(at) })
    }),
  )
  expect(streamSystem('ics:QK1')).toBe('QK1')
  expect(streamSystem('region')).toBeUndefined()
})

test.each([
  '',
  'region',
  'region:26',
  'ics:QK:2026',
  'ics:qk1:2026',
  'document:7',
  'ics:QK1:2026 ',
])('%j is no segment', (name) => {
  expect(parseSegment(name)).toBeUndefined()
})

test('references come apart, and what is none does not', () => {
  expect(parseReference('HS1.e')).toEqual({
    section: 'HS',
    focusArea: 'HS1',
    recommendation: 'HS1.e',
  })
  expect(parseReference('JW4.c12')).toMatchObject({ recommendation: 'JW4.c', position: 12 })
  expect(parseReference('HS1.e.QK1-7f3a')).toMatchObject({
    recommendation: 'HS1.e',
    system: 'QK1',
  })
  for (const wrong of [
    '',
    'HS1',
    'HS0.a1',
    'XX1.a1',
    'HS1.e0',
    'HS1.E1',
    'HS1.e.qk1-7f3a',
    'HS1.e2 ',
  ])
    expect(parseReference(wrong)).toBeUndefined()
})

test('references sort by section as in the report, and by number, not by digit', () => {
  const inOrder = ['HS1.a2', 'HS1.a10', 'HS1.b1', 'HS2.a1', 'LA1.a1', 'ER1.a1', 'JW1.a1']
  expect([...inOrder].reverse().sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))).toEqual(inOrder)
})
