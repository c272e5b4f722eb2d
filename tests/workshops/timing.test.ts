import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ItemKind } from '../../domain/record/workshop-words.ts'
import { AGENDA_TEMPLATES } from '../../domain/workshops/templates.ts'
import { agendaTiming } from '../../domain/workshops/timing.ts'
import { clockIn, isZone, localIn, momentOf } from '../../domain/workshops/zone.ts'

const SESSION = { start: '2026-12-03T10:00', zone: 'Europe/London', minutes: 90 }

function item(id: string, minutes: number, kind: ItemKind = 'discussion', presenter = 'Asha') {
  return { id, kind, title: id, minutes, presenter: presenter || null }
}

describe('the clock of an agenda', () => {
  it('starts each item where the one before it ends', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 480 }), { maxLength: 40 }), (lengths) => {
        const { slots, planned, overrun } = agendaTiming(
          SESSION,
          lengths.map((minutes, index) => item(`i${index}`, minutes)),
        )
        slots.forEach((slot, index) => {
          expect(slot.startsAt).toBe(slots[index - 1]?.endsAt ?? '2026-12-03T10:00:00.000Z')
        })
        expect(planned).toBe(lengths.reduce((sum, minutes) => sum + minutes, 0))
        expect(overrun).toBe(planned - 90)
      }),
    )
  })

  it('says by how much the items take too long, and who is missing', () => {
    const { warnings, endClock, closes } = agendaTiming(SESSION, [
      item('Welcome', 60, 'opening'),
      item('Talk', 35, 'discussion', ''),
      item('Break', 10, 'break', ''),
    ])
    expect(warnings.map(({ kind, item: about }) => [kind, about])).toEqual([
      ['over-run', null],
      ['no-presenter', 'Talk'],
    ])
    expect(warnings[0]?.words).toContain('15 minutes more')
    expect([endClock, closes]).toEqual(['11:45', '11:30'])
  })

  it('asks for a break before people have sat too long', () => {
    const long = [item('A', 60), item('B', 60)]
    expect(agendaTiming({ ...SESSION, minutes: 120 }, long).warnings).toMatchObject([
      { kind: 'no-break', item: 'B' },
    ])
    const broken = [item('A', 60), item('Break', 10, 'break', ''), item('B', 60)]
    expect(agendaTiming({ ...SESSION, minutes: 130 }, broken).warnings).toEqual([])
  })

  it('says that an agenda is empty', () => {
    expect(agendaTiming(SESSION, []).warnings).toMatchObject([{ kind: 'empty' }])
  })

  it('goes on through the night in which clocks change', () => {
    const night = { start: '2026-10-25T00:30', zone: 'Europe/London', minutes: 180 }
    const { slots, endClock } = agendaTiming(night, [item('A', 90), item('B', 90)])
    expect([slots[1]?.clock, endClock]).toEqual(['01:00', '02:30'])
  })
})

describe('a time zone', () => {
  it('tells moments and local times apart, summer and winter', () => {
    expect(iso('2026-12-03T10:00', 'Europe/London')).toBe('2026-12-03T10:00:00.000Z')
    expect(iso('2026-07-03T10:00', 'Europe/London')).toBe('2026-07-03T09:00:00.000Z')
    expect(iso('2026-07-03T10:00', 'Asia/Kolkata')).toBe('2026-07-03T04:30:00.000Z')
    expect(clockIn(Date.parse('2026-07-03T09:00:00Z'), 'Europe/London')).toBe('10:00')
  })

  it('knows the hour that clocks skip, and takes the first of the hour they repeat', () => {
    expect(momentOf('2027-03-28T01:30', 'Europe/London')).toBeUndefined()
    expect(iso('2026-10-25T01:30', 'Europe/London')).toBe('2026-10-25T00:30:00.000Z')
  })

  it('answers the same local time for every moment that exists', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000 }),
        fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'UTC'),
        (minutes, zone) => {
          const moment = Date.parse('2025-01-01T00:00:00Z') + minutes * 60_000
          const local = localIn(moment, zone)
          const back = momentOf(local, zone) as number
          expect(localIn(back, zone)).toBe(local)
          expect(back).toBeLessThanOrEqual(moment)
        },
      ),
    )
  })

  it('is known by name', () => {
    expect(isZone('Europe/London')).toBe(true)
    for (const name of ['Europe/Lodnon', 'GMT+1', '', '../etc']) expect(isZone(name)).toBe(false)
  })

  const iso = (local: string, zone: string) =>
    new Date(momentOf(local, zone) as number).toISOString()
})

describe('templates', () => {
  it('fill their sessions, and leave no place without a break', () => {
    for (const { minutes, items } of Object.values(AGENDA_TEMPLATES)) {
      const placed = items.map((each, index) => ({ ...each, id: String(index), presenter: 'Asha' }))
      expect(agendaTiming({ ...SESSION, minutes }, placed).warnings).toEqual([])
    }
  })
})
