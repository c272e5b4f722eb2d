import type { Chair } from '../../../domain/record/workshop-fields.ts'
import { zoneNote } from '../../../domain/record/workshop-words.ts'
import type { Session } from '../../../domain/workshops/model.ts'
import { startOf } from '../../../domain/workshops/timing.ts'
import { clockIn } from '../../../domain/workshops/zone.ts'
import { formatDate } from '../../ui/format.ts'

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

type When = Pick<Session, 'start' | 'zone' | 'minutes'>

/** "Thu 3 Dec 2026". */
export function dayWords({ start }: Pick<Session, 'start'>): string {
  const day = start.slice(0, 10)
  return `${WEEKDAYS[new Date(day).getUTCDay()]} ${formatDate(day)}`
}

/** "10:00 to 11:30", with the zone where it is not the UK's. */
export function hoursWords(session: When): string {
  const closes = clockIn(startOf(session) + session.minutes * 60_000, session.zone)
  return `${session.start.slice(11)} to ${closes}${zoneNote(session.zone)}`
}

/** "Thu 3 Dec 2026, 10:00 to 11:30". */
export function whenWords(session: When): string {
  return `${dayWords(session)}, ${hoursWords(session)}`
}

/** "Co-chairs: Asha Patel (Black Country) and …"; `null` where nobody is named. */
export function chairsWords(
  chairs: readonly Chair[],
  systemName: (ods: string) => string,
): string | null {
  if (chairs.length === 0) return null
  const names = chairs.map(({ name, system }) =>
    system ? `${name} (${systemName(system)})` : name,
  )
  return `${chairs.length === 1 ? 'Chair' : 'Co-chairs'}: ${names.join(', ')}`
}
