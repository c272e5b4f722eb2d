import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { invitationText } from '../../main/exports/invitation.ts'
import type { Service } from '../../main/service.ts'
import { addItem, chairedService, newSession } from './fixtures.ts'

/** The invitation as another program reads it. */
async function read(service: Service, session: string) {
  const { token, name, type } = await service.ask('workshops.invitation', { session })
  const text = readFileSync(service.files.out(token)?.path as string, 'utf8')
  const calendar = new ICAL.Component(ICAL.parse(text))
  const component = calendar.getFirstSubcomponent('vevent') as ICAL.Component
  return {
    ...{ name, type, text, calendar, component },
    method: calendar.getFirstPropertyValue('method'),
    event: new ICAL.Event(component),
  }
}

const ORGANISER = { name: 'Robin Tester', email: 'robin@example.org' }

describe('an invitation', () => {
  let service: Service
  let series: string
  beforeAll(() => ICAL.TimezoneService.reset())

  const started = async (fields = {}) => {
    const made = await chairedService()
    service = made.service
    series = made.series
    return newSession(service, series, { organiser: ORGANISER, ...fields })
  }

  it('says when and where in its own time zone, in winter and in summer', async () => {
    for (const [start, moment] of [
      ['2026-12-03T10:00', '2026-12-03T10:00:00.000Z'],
      ['2027-07-01T10:00', '2027-07-01T09:00:00.000Z'],
    ] as const) {
      const session = await started({ start, minutes: 90, place: 'Room 4; ask, at the desk' })
      const { calendar, event, name, type, method } = await read(service, session)
      const zone = calendar.getFirstSubcomponent('vtimezone') as ICAL.Component
      expect(zone.getFirstPropertyValue('tzid')).toBe('Europe/London')
      // From the rules in the file alone.
      ICAL.TimezoneService.register(zone)
      expect(event.startDate.zone.tzid).toBe('Europe/London')
      expect(event.startDate.toJSDate().toISOString()).toBe(moment)
      expect(event.duration.toSeconds()).toBe(90 * 60)
      expect(event.location).toBe('Room 4; ask, at the desk')
      // Nobody is invited yet, so there is nobody to ask.
      expect(method).toBe('PUBLISH')
      expect([name, type]).toEqual([`Invitation ${start.slice(0, 10)}.ics`, 'text/calendar'])
      ICAL.TimezoneService.reset()
    }
  })

  it('keeps its UID and raises its sequence with each change that a calendar shows', async () => {
    const session = await started()
    const sequences: number[] = []
    const look = async () => {
      const { event } = await read(service, session)
      expect(event.uid).toBe(session)
      sequences.push(event.sequence)
    }
    const change = (fields: object) => service.ask('workshops.saveSession', { id: session, fields })
    await look()
    await change({ start: '2026-12-03T11:00' })
    await look()
    await change({ recordings: [{ title: 'R', location: 'https://example.org' }] })
    await look()
    await addItem(service, session, { title: 'Talk' })
    await look()
    await service.ask('undo.last', {})
    await look()
    await change({ state: 'cancelled' })
    await look()
    expect(sequences).toEqual([0, 1, 1, 2, 3, 4])
    const { method, component } = await read(service, session)
    expect([method, component.getFirstPropertyValue('status')]).toEqual(['CANCEL', 'CANCELLED'])
  })

  it('begins at nought with the items of a template, and rises when the agenda is put in order', async () => {
    const made = await chairedService()
    service = made.service
    const session = await newSession(service, made.series, {}, { template: 'session-90' })
    const before = await read(service, session)
    expect(before.event.sequence).toBe(0)
    const items = await service.ask('workshops.session', { id: session })
    const id = items.items[0]?.id ?? ''
    await service.ask('workshops.saveItem', { session, id, fields: { presenter: 'Asha' } })
    expect((await read(service, session)).event.sequence).toBe(0)
    await service.ask('workshops.moveItem', { session, id, to: 2 })
    const after = await read(service, session)
    expect(after.event.sequence).toBe(1)
    expect(after.event.description).not.toBe(before.event.description)
  })

  it('asks those for an answer who have an address, whatever they are called', async () => {
    const session = await started({ title: 'Naïve; “quoted”, \\ and 🏥 '.padEnd(120, 'ü') })
    await service.ask('workshops.savePeople', {
      session,
      people: [
        { fields: { name: 'Zoë "Z" Müller: QK1', email: 'zoe@example.org', invited: true } },
        { fields: { name: 'أحمد', email: 'ahmad@example.org', invited: true } },
        { fields: { name: 'No address', invited: true } },
        { fields: { name: 'Not invited', email: 'not@example.org' } },
      ],
    })
    const { component, event, text, method } = await read(service, session)
    expect(method).toBe('REQUEST')
    expect(
      event.attendees.map((each) => String(each.getFirstValue()).toLowerCase()).sort(),
    ).toEqual(['mailto:ahmad@example.org', 'mailto:zoe@example.org'])
    expect(event.summary).toContain('Naïve; “quoted”, \\ and 🏥')
    expect(String(component.getFirstPropertyValue('organizer'))).toBe('mailto:robin@example.org')
    // RFC 5545: 75 octets a line, CRLF between them, and stamps in UTC.
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(text).not.toMatch(/[^\r]\n/)
    expect(text).toMatch(/\r\nDTSTAMP:\d{8}T\d{6}Z\r\n/)
  })

  it('is published, not sent for an answer, where nobody organises it', async () => {
    const session = await started({ organiser: null })
    const { method, event } = await read(service, session)
    expect([method, event.attendees]).toEqual(['PUBLISH', []])
  })

  it('tells the times of the agenda', async () => {
    const session = await started()
    await addItem(service, session, { title: 'Welcome', minutes: 15 })
    await addItem(service, session, { title: 'Talk' })
    const { event } = await read(service, session)
    expect(event.description).toContain('10:00 Welcome\n10:15 Talk')
  })

  it('knows every zone that a session may be in', () => {
    const session = {
      id: '0192d3a0-0000-7000-8000-000000000000',
      ...{ series: '', title: 'T', purpose: null, minutes: 90, place: null, link: null },
      ...{ chairs: [], organiser: null, state: 'planned' as const, priorities: [] },
      ...{ recordings: [], slides: [], start: '2026-12-03T10:00' },
    }
    for (const zone of ['Europe/London', 'Asia/Kolkata', 'America/New_York']) {
      const text = invitationText({
        session: { ...session, zone },
        ...{ items: [], invited: [], sequence: 0, changedAt: new Date(0) },
      })
      expect(text).toContain(`DTSTART;TZID=${zone}:20261203T100000`)
      expect(text).toContain(`TZID:${zone}`)
    }
  })
})
