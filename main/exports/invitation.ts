import { writeFile } from 'node:fs/promises'
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
  type ICalLuxonDateTimeStub,
} from 'ical-generator'
import { tzlib_get_ical_block } from 'timezones-ical-library'
import type { AgendaItem, Attendance, Session } from '../../domain/workshops/model.ts'
import { agendaTiming, startOf } from '../../domain/workshops/timing.ts'
import { localIn } from '../../domain/workshops/zone.ts'
import { calendarLines } from './calendar-lines.ts'
import { writeWhole } from './whole-file.ts'

export interface Invitation {
  session: Session
  /** In the agenda's order. */
  items: readonly AgendaItem[]
  invited: readonly Attendance[]
  /** Raised by every change that a calendar shows. */
  sequence: number
  /** When the last of them was made. */
  changedAt: Date
}

/**
 * Writes an invitation as an iCalendar file (RFC 5545): `REQUEST` while the session stands, `CANCEL`
 * once it is cancelled, both under the session's own id as UID, so that calendars update the event
 * they have. Without an organiser it is `PUBLISH`, as iTIP (RFC 5546) asks: Outlook then adds an
 * appointment instead of asking for an answer.
 *
 * @throws UserError when the file cannot be written
 */
export async function writeInvitation(invitation: Invitation, path: string): Promise<void> {
  const text = invitationText(invitation)
  await writeWhole(path, (temporary) => writeFile(temporary, text))
}

/** The file's text, with line ends and folding as the RFC wants them. */
export function invitationText(invitation: Invitation): string {
  const { session, invited, sequence, changedAt } = invitation
  const { organiser } = session
  const isCancelled = session.state === 'cancelled'
  const start = startOf(session)
  const ms = session.minutes * 60_000
  // Attendees make sense only where somebody hears their answers.
  const asked = organiser ? invited.filter(({ email }) => email) : []
  const calendar = ical({
    prodId: { company: 'Accord', product: 'Workshops', language: 'EN' },
    method:
      organiser && isCancelled
        ? ICalCalendarMethod.CANCEL
        : asked.length > 0
          ? ICalCalendarMethod.REQUEST
          : ICalCalendarMethod.PUBLISH,
    // Not the calendar's own zone, in which the library would tell even the stamps that must be UTC.
    timezone: { name: null, generator: timeZoneBlock },
  })
  calendar.createEvent({
    id: session.id,
    sequence,
    stamp: changedAt,
    lastModified: changedAt,
    start: zoned(start, session.zone),
    end: zoned(start + ms, session.zone),
    timezone: session.zone,
    summary: session.title,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    description: describe(invitation),
    location: session.place ?? session.link ?? '',
    ...(isAddress(session.link) ? { url: new URL(session.link).href } : {}),
    ...(organiser ? { organizer: organiser } : {}),
    attendees: asked.map(({ name, email }) => ({
      name,
      email: email ?? '',
      rsvp: true,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.NEEDSACTION,
    })),
  })
  const text = calendarLines(calendar.toString())
  return isNearClockChange(start, ms, session.zone) ? inUtc(text, start, start + ms) : text
}

function isAddress(link: string | null): link is string {
  return link !== null && URL.canParse(link)
}

/**
 * Near the night on which clocks change a local time may stand for two moments, of which readers
 * take the first (RFC 5545, 3.3.5), and some take one offset for the whole day. So both ends of a
 * session within a day of it are told in UTC, which every reader turns into its own local time.
 */
function isNearClockChange(start: number, ms: number, zone: string): boolean {
  const ahead = (moment: number) => Date.parse(`${localIn(moment, zone)}Z`) - moment
  return ahead(start - DAY_MS) !== ahead(start + ms + DAY_MS)
}

function inUtc(text: string, start: number, end: number): string {
  const stamp = (moment: number) => new Date(moment).toISOString().replace(/[-:]|\.000/g, '')
  return text
    .replace(/^DTSTART;TZID=[^\r]*$/m, `DTSTART:${stamp(start)}`)
    .replace(/^DTEND;TZID=[^\r]*$/m, `DTEND:${stamp(end)}`)
}

const DAY_MS = 86_400_000

function describe({ session, items }: Invitation): string {
  const { slots } = agendaTiming(session, items)
  const agenda = items.map(({ title }, index) => `${slots[index]?.clock} ${title}`)
  return [
    ...(session.purpose ? [session.purpose] : []),
    ...(session.link ? [`Join: ${session.link}`] : []),
    ...(agenda.length > 0 ? [['Agenda', ...agenda].join('\n')] : []),
  ].join('\n\n')
}

/** The zone's rules, which calendars need to tell the time without a database of their own. */
function timeZoneBlock(zone: string): string | null {
  const [block] = tzlib_get_ical_block(zone)
  return block || null
}

/**
 * A moment that can be told in any zone, in the shape of a Luxon date, which the library takes: of a
 * plain Date it would ask the local time of the machine, wherever that stands.
 */
function zoned(moment: number, zone: string): ICalLuxonDateTimeStub {
  const local = localIn(moment, zone)
  return {
    isValid: true,
    zone: { type: 'iana' },
    setZone: (other = zone) => zoned(moment, other),
    // The two patterns that the library asks for: the day, and the time of day.
    toFormat: (pattern) =>
      pattern.startsWith('yyyy')
        ? local.slice(0, 10).replaceAll('-', '')
        : `${local.slice(11).replace(':', '')}00`,
    toJSDate: () => new Date(moment),
    toJSON: () => new Date(moment).toISOString(),
  }
}
