import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import { unfinishedFolder } from '../runtime/unfinished.ts'

/**
 * Frozen records on the disk, a folder each, beside the record. They are made anew when they are
 * gone: only those used of late are kept.
 */

const KEPT = 4

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
  const unfinished = unfinishedFolder(dataDir)
  try {
    await fill(unfinished)
    // Its name says that it is whole, also when the power goes.
    for (const name of readdirSync(unfinished)) flush(join(unfinished, name))
    // Somebody else may have made the same meanwhile.
    if (!existsSync(folder)) renameSync(unfinished, folder)
    return folder
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

function flush(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Takes out the folders unused for longest. */
function clear(shelf: string): void {
  const old = readdirSync(shelf)
    .map((name) => ({ name, used: statSync(join(shelf, name)).mtimeMs }))
    .sort((a, b) => b.used - a.used)
    .slice(KEPT - 1)
  for (const { name } of old) rmSync(join(shelf, name), { recursive: true, force: true })
}
