import { formatDate as dateWords } from '../../domain/dates.ts'
import { plural } from '../../domain/words.ts'

/** Dates, numbers and counts as people in the UK read them. Pure; every view formats through here. */

const momentFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
})
const numberFormat = new Intl.NumberFormat('en-GB')

/** Node and browsers disagree on "Sep" and "Sept"; we write three letters. */
const shortMonth = (text: string) => text.replace('Sept', 'Sep')

/** `2026-11-21` as "21 Nov 2026"; `null` as an empty string. */
export function formatDate(date: string | null | undefined): string {
  return date ? dateWords(date) : ''
}

/** An ISO moment, or a clock stamp, in UTC as UK wall time: "21 Nov 2026, 09:05". */
export function formatMoment(moment: string | null | undefined): string {
  return moment ? shortMonth(momentFormat.format(new Date(moment.slice(0, 24)))) : ''
}

/** How long ago a moment was, in the largest unit that fits: "just now", "5 minutes ago", "3 days ago". */
export function ago(moment: string, now: number = Date.now()): string {
  const minutes = Math.floor((now - Date.parse(moment.slice(0, 24))) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${plural(minutes, 'minute')} ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${plural(hours, 'hour')} ago`
  const days = Math.floor(hours / 24)
  if (days < 60) return `${plural(days, 'day')} ago`
  return formatMoment(moment).split(',')[0] ?? ''
}

/** 12345 as "12,345". */
export function formatNumber(value: number): string {
  return numberFormat.format(value)
}

/** A file's size in the unit a person would use: "640 kB", "1.2 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte')
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

export { plural }
