/** A disk that fills up, told in the same words wherever it shows. */

/**
 * What Node, SQLite and PostgreSQL (`disk_full`) call it; a quota that is used up is the same to a
 * person. The fifth is what happens to a record that is opened where there is no room left.
 */
const CODES: ReadonlySet<unknown> = new Set([
  'ENOSPC',
  'EDQUOT',
  'SQLITE_FULL',
  '53100',
  'SQLITE_IOERR_SHMSIZE',
])

/** Whether a write failed because there is no room: nothing of it was stored, and it may go well later. */
export function isDiskFull(error: unknown): boolean {
  return CODES.has((error as { code?: unknown } | null | undefined)?.code)
}

/** @param name of the file or folder that somebody wanted to have */
export function noRoomSentence(name?: string): string {
  return name === undefined
    ? 'There is no room left on the disk, so nothing was saved. Free some room and try again.'
    : `There is no room left on the disk for ${name}, so nothing was saved. Free some room or choose another disk, then try again.`
}
