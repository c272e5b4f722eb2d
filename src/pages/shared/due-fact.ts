import { formatDate } from '../../ui/format.ts'

/** "Due 21 Nov 2026", unless one of the reasons beside it has said the date; `null` then. */
export function dueFact(due: string | null, reasons: readonly string[]): string | null {
  if (due === null) return null
  const date = formatDate(due)
  return reasons.some((reason) => reason.includes(date)) ? null : `Due ${date}`
}
