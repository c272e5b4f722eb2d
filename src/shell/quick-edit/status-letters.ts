import { STATUS_WORDS, STATUSES, type Status } from '../../../domain/record/statuses.ts'

/** The next status after `from` that begins with the letter, round again at the end. */
export function nextByLetter(letter: string, from: Status | null): Status | undefined {
  const start = from === null ? 0 : STATUSES.indexOf(from) + 1
  return [...STATUSES.slice(start), ...STATUSES.slice(0, start)].find((status) =>
    STATUS_WORDS[status].toLowerCase().startsWith(letter.toLowerCase()),
  )
}
