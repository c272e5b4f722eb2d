/** SQLite, the file system (full, or over its quota), and PostgreSQL (`disk_full`). */
const NO_ROOM: ReadonlySet<unknown> = new Set([
  'SQLITE_FULL',
  'SQLITE_IOERR_SHMSIZE',
  'ENOSPC',
  'EDQUOT',
  '53100',
])

/** Whether a write failed because the disk is full: nothing of it was stored, and it may go well later. */
export function hasNoRoom(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NO_ROOM.has(error.code)
}
