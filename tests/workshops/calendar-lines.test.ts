import fc from 'fast-check'
import ICAL from 'ical.js'
import nodeIcal from 'node-ical'
import { convertIcsCalendar } from 'ts-ics'
import { describe, expect, it } from 'vitest'
import type { Attendance, Session } from '../../domain/workshops/model.ts'
import { calendarLines } from '../../main/exports/calendar-lines.ts'
import { invitationText } from '../../main/exports/invitation.ts'
import { chairedService, newSession } from './fixtures.ts'

const SESSION: Session = {
  id: '0192d3a0-0000-7000-8000-000000000000',
  series: '',
  title: 'Winter session',
  purpose: null,
  minutes: 90,
  place: null,
  link: null,
  chairs: [],
  organiser: null,
  state: 'planned',
  priorities: [],
  recordings: [],
  slides: [],
  start: '2026-12-03T10:00',
  zone: 'Europe/London',
}

function textOf(session: Partial<Session>, invited: readonly Attendance[] = []): string {
  return invitationText({
    session: { ...SESSION, ...session },
    invited,
    items: [],
    sequence: 0,
    changedAt: new Date(0),
  })
}

function invited(name: string, email: string): Attendance {
  return { id: name, name, email, invited: true } as unknown as Attendance
}

/** The event as three programs of others read it: start, end, address of the page. */
function readers(text: string): { start: string; end: string; url: string | undefined }[] {
  ICAL.TimezoneService.reset()
  const calendar = new ICAL.Component(ICAL.parse(text))
  const zone = calendar.getFirstSubcomponent('vtimezone')
  if (zone) ICAL.TimezoneService.register(zone)
  const component = calendar.getFirstSubcomponent('vevent') as ICAL.Component
  const mozilla = new ICAL.Event(component)
  const url = component.getFirstPropertyValue('url')
  const node = Object.values(nodeIcal.sync.parseICS(text)).find((part) => part?.type === 'VEVENT')
  const typed = convertIcsCalendar(undefined, text).events?.[0]
  if (node?.type !== 'VEVENT' || !typed?.end) throw new Error('No event was read.')
  const nodeUrl = node.url as string | { val: string } | undefined
  return [
    {
      start: mozilla.startDate.toJSDate().toISOString(),
      end: mozilla.endDate.toJSDate().toISOString(),
      url: url === null ? undefined : String(url),
    },
    {
      start: new Date(node.start).toISOString(),
      end: new Date(node.end as Date).toISOString(),
      url: typeof nodeUrl === 'object' ? nodeUrl.val : nodeUrl,
    },
    {
      start: typed.start.date.toISOString(),
      end: typed.end.date.toISOString(),
      url: typed.url,
    },
  ]
}

describe('an invitation as three independent readers see it', () => {
  it.each([
    ['in winter', '2026-12-03T10:00', 90, '2026-12-03T10:00Z'],
    ['in summer', '2026-07-02T10:00', 90, '2026-07-02T09:00Z'],
    ['over the night on which clocks go back', '2026-10-25T00:30', 120, '2026-10-24T23:30Z'],
    ['to the second of two half past ones', '2026-10-25T00:30', 120, '2026-10-24T23:30Z'],
    ['to the first of two half past ones', '2026-10-25T00:30', 60, '2026-10-24T23:30Z'],
    ['over the night on which clocks go forward', '2026-03-29T00:30', 90, '2026-03-29T00:30Z'],
  ])('lasts as long as it lasts %s', (_, start, minutes, moment) => {
    const from = Date.parse(moment)
    const expected = {
      start: new Date(from).toISOString(),
      end: new Date(from + minutes * 60_000).toISOString(),
    }
    for (const read of readers(textOf({ start, minutes }))) expect(read).toMatchObject(expected)
  })

  it('keeps the address of the meeting whole', () => {
    const link = 'https://example.org/j?a=1,2;b=3\\4&c=%20x'
    for (const { url } of readers(textOf({ link }))) expect(url).toBe(new URL(link).href)
  })
})

/** RFC 5545, 3.1: what one unfolded line may be. */
const NAME = '[A-Za-z0-9-]+'
const SAFE = '[^\\u0000-\\u0008\\u000a-\\u001f\\u007f";:,]*'
const QUOTED = '"[^\\u0000-\\u0008\\u000a-\\u001f\\u007f"]*"'
const CONTENT_LINE = new RegExp(
  `^(${NAME})((?:;${NAME}=(?:${QUOTED}|${SAFE})(?:,(?:${QUOTED}|${SAFE}))*)*):([^\\u0000-\\u0008\\u000a-\\u001f\\u007f]*)$`,
)
/** 3.3.11: in a text a backslash, a semicolon and a comma stand behind a backslash. */
const TEXT = /^(?:\\[\\;,nN]|[^\\;,])*$/
const VALUES: Record<string, RegExp> = {
  SUMMARY: TEXT,
  DESCRIPTION: TEXT,
  LOCATION: TEXT,
  UID: TEXT,
  STATUS: /^(CONFIRMED|CANCELLED)$/,
  METHOD: /^(PUBLISH|REQUEST|CANCEL)$/,
  SEQUENCE: /^\d+$/,
  DTSTAMP: /^\d{8}T\d{6}Z$/,
  DTSTART: /^\d{8}T\d{6}Z?$/,
  DTEND: /^\d{8}T\d{6}Z?$/,
  URL: /^[a-z][a-z0-9+.-]*:[!-~]*$/i,
}

function expectGrammar(text: string): void {
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
  const physical = text.slice(0, -2).split('\r\n')
  for (const line of physical) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  const open: string[] = []
  for (const line of text
    .slice(0, -2)
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')) {
    const [, name = '', , value = ''] =
      CONTENT_LINE.exec(line) ?? expect.fail(`not a line: ${line}`)
    if (name === 'BEGIN') open.push(value)
    else if (name === 'END') expect(open.pop()).toBe(value)
    else expect(value).toMatch(VALUES[name] ?? /./)
  }
  expect(open).toEqual([])
}

const awkward = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'a\u0000b',
    '\u001b',
    'x\r\ny',
    '"',
    '\\',
    ';',
    ',',
    ':',
    '\u000b',
    '\ud83d',
    '👩🏽‍⚕️'.repeat(30),
  ),
)
const texts = fc.array(awkward, { maxLength: 4 }).map((parts) => parts.join(''))

describe('the grammar of RFC 5545', () => {
  it('holds whatever was typed', () => {
    fc.assert(
      fc.property(
        fc.record({
          title: texts,
          purpose: texts,
          place: texts,
          link: fc.oneof(texts, fc.webUrl()),
        }),
        fc.array(fc.tuple(texts, fc.emailAddress()), { maxLength: 3 }),
        fc.boolean(),
        (session, people, isOrganised) => {
          const organiser = isOrganised
            ? { name: session.title || 'R', email: 'r@example.org' }
            : null
          const everybody = people.map(([name, email]) => invited(name, email))
          expectGrammar(textOf({ ...session, organiser }, everybody))
        },
      ),
      { numRuns: 150 },
    )
  })

  it('folds and unfolds to the same lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (text) => {
        const line = `X-NOTE:${text.replace(/[\p{Cc}\u2028\u2029\ufffe\uffff]/gu, '')}`
        const written = calendarLines(line)
        expect(written.replace(/\r\n[ \t]/g, '')).toBe(`${line}\r\n`)
      }),
    )
  })
})

it('control characters are dropped where text comes in, and documents never see them', async () => {
  const { service, series } = await chairedService()
  const session = await newSession(service, series, { title: 'Access\u000bfor\u0000 all\u001b' })
  expect((await service.ask('workshops.session', { id: session })).title).toBe('Access for all')
})
