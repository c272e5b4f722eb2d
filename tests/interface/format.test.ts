import { describe, expect, it } from 'vitest'
import { ago, formatBytes, formatDate, formatMoment, plural } from '../../src/ui/format.ts'

describe('dates in words', () => {
  it('writes a date as people in the UK do, with three letters for every month', () => {
    expect(formatDate('2026-11-21')).toBe('21 Nov 2026')
    expect(formatDate('2026-09-01')).toBe('1 Sep 2026')
    expect(formatDate(null)).toBe('')
  })

  it('writes a moment in UK time, in summer and in winter', () => {
    expect(formatMoment('2026-01-05T09:05:00.000Z')).toBe('5 Jan 2026, 09:05')
    expect(formatMoment('2026-07-05T09:05:00.000Z')).toBe('5 Jul 2026, 10:05')
  })

  it('takes a clock stamp for the moment in it', () => {
    expect(formatMoment('2026-01-05T09:05:00.000Z.0000.a1b2c3d4')).toBe('5 Jan 2026, 09:05')
  })

  it('says how long ago in the largest unit that fits', () => {
    const now = Date.parse('2026-11-21T12:00:00Z')
    expect(ago('2026-11-21T11:59:30Z', now)).toBe('just now')
    expect(ago('2026-11-21T11:59:00Z', now)).toBe('1 minute ago')
    expect(ago('2026-11-21T09:00:00Z', now)).toBe('3 hours ago')
    expect(ago('2026-11-01T09:00:00Z', now)).toBe('20 days ago')
    expect(ago('2026-01-05T09:00:00Z', now)).toBe('5 Jan 2026')
  })
})

describe('counts in words', () => {
  it('agrees the noun with the number', () => {
    expect(plural(1, 'action')).toBe('1 action')
    expect(plural(0, 'action')).toBe('0 actions')
    expect(plural(1234, 'entry', 'entries')).toBe('1,234 entries')
  })

  it('gives a size in the unit a person would use', () => {
    expect(formatBytes(1)).toBe('1 byte')
    expect(formatBytes(64_300)).toBe('64 kB')
    expect(formatBytes(1_340_000)).toBe('1.3 MB')
  })
})
