import { addDays } from '../../domain/dates.ts'
import { momentOf } from '../../domain/workshops/zone.ts'

const ZONE = 'Europe/London'

/** The first moment of a day in the United Kingdom, ISO in UTC: stamps of that day are not below it. */
export function startOfDay(day: string): string {
  const moment = momentOf(`${day}T00:00`, ZONE)
  if (moment === undefined) throw new RangeError(`${day} has no midnight.`)
  return new Date(moment).toISOString()
}

/** The earlier of two ISO days. */
export function earlierDay(a: string, b: string): string {
  return a < b ? a : b
}

export function endOfDay(day: string): string {
  return startOfDay(addDays(day, 1))
}
