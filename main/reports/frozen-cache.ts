import { randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'

/**
 * Frozen records on the disk, a folder each, beside the record. They are made anew when they are
 * gone: only those used of late are kept.
 */

const KEPT = 4
const UNFINISHED = '.part'
/** What this process is making: any other unfinished folder was left by one that was cut short. */
const making = new Set<string>()

/**
 * The folder of a frozen record, made if it is not there: whole or not at all.
 * @param fill writes it into a folder of another name
 */
export async function frozenFolder(
  dataDir: string,
  key: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const shelf = join(dataDir, 'cache', 'frozen')
  const folder = join(shelf, key)
  if (existsSync(folder)) {
    const now = new Date()
    utimesSync(folder, now, now)
    return folder
  }
  mkdirSync(shelf, { recursive: true, mode: 0o700 })
  clear(shelf)
  const name = `${key}.${randomUUID().slice(0, 8)}${UNFINISHED}`
  const temporary = join(shelf, name)
  making.add(name)
  try {
    mkdirSync(temporary, { mode: 0o700 })
    await fill(temporary)
    // Somebody else may have made the same meanwhile.
    if (!existsSync(folder)) renameSync(temporary, folder)
    return folder
  } finally {
    making.delete(name)
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** Takes out what was left unfinished, and the folders unused for longest. */
function clear(shelf: string): void {
  const names = readdirSync(shelf)
  const left = names.filter((name) => name.endsWith(UNFINISHED) && !making.has(name))
  const old = names
    .filter((name) => !name.endsWith(UNFINISHED))
    .map((name) => ({ name, used: statSync(join(shelf, name)).mtimeMs }))
    .sort((a, b) => b.used - a.used)
    .slice(KEPT - 1)
    .map(({ name }) => name)
  for (const name of [...left, ...old]) rmSync(join(shelf, name), { recursive: true, force: true })
}
