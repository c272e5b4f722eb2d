import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { UserError } from '../../domain/errors.ts'

/**
 * Makes a file whole or not at all: `fill` writes it under another name in the same folder, and
 * only then it takes its own name. Whatever goes wrong, what was there before stays.
 *
 * @throws UserError when the folder cannot be written, or another program holds the file
 */
export async function writeWhole(
  path: string,
  fill: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.part`)
  try {
    await fill(temporary)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw inWords(error, basename(path))
  }
}

function inWords(error: unknown, name: string): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    // What Windows answers when Excel or Outlook has the file open.
    case 'EBUSY':
    case 'EPERM':
    case 'EACCES':
      return new UserError(
        `${name} could not be saved. It may be open in another program, or you may not write to that folder. Close it or choose another folder, then try again.`,
      )
    case 'ENOENT':
      return new UserError(
        `${name} could not be saved, because its folder is not there. Choose another folder.`,
      )
    case 'ENOSPC':
      return new UserError(
        `${name} could not be saved, because the disk is full. Make room, then try again.`,
      )
    default:
      return error
  }
}
