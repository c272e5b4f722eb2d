import { renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import electronLog from 'electron-log/node'
import { makePrivateFolder } from '../../disk/private-files.ts'
import { withoutPersonalData } from '../../domain/log-line.ts'

/** A file that whoever supports Accord can read. It says nothing of people; see `log-line.ts`. */
export interface HostLog {
  /** The file that is written to now. */
  path: string
  /** Writes each line of a text, at once, so that it is there when the program dies of it. */
  write(text: string): void
}

/** A file has at most so many bytes, and so many older ones stand beside it. */
const MOST_BYTES = 1024 * 1024
const OLDER = 3

/**
 * Opens the log of a host. Where none can be written there is none: nobody is kept from working.
 * @param name the host
 */
export function openHostLog(folder: string, name: 'desktop' | 'browser'): HostLog {
  const path = join(folder, `${name}.log`)
  const log = electronLog.create({ logId: path })
  log.transports.console.level = false
  const { file } = log.transports
  file.resolvePathFn = () => path
  file.maxSize = MOST_BYTES
  file.format = '{iso} {text}'
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  file.archiveLogFn = () => moveOn(folder, name)
  try {
    makePrivateFolder(folder)
  } catch {
    return { path, write: () => undefined }
  }
  return {
    path,
    write(text) {
      for (const line of text.split(/\r?\n/))
        if (line.trim() !== '') log.info(withoutPersonalData(line, homedir()))
    },
  }
}

/** Gives each file the next number, and lets the oldest go. */
function moveOn(folder: string, name: string): void {
  const numbered = (number: number) =>
    join(folder, number === 0 ? `${name}.log` : `${name}.${number}.log`)
  rmSync(numbered(OLDER), { force: true })
  for (let number = OLDER - 1; number >= 0; number -= 1) {
    try {
      renameSync(numbered(number), numbered(number + 1))
    } catch {
      // There are not that many yet, or another program has it open: then it goes on as it is.
    }
  }
}
