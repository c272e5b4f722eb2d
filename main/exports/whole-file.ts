import { randomUUID } from 'node:crypto'
import { copyFile, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isDiskFull, noRoomSentence } from '../../disk/no-room.ts'
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
  const temporary = await partOf(path)
  try {
    await fill(temporary)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw inWords(error, basename(path))
  }
}

/**
 * Copies a file to where a person wants it, whole or not at all.
 * @throws UserError when it cannot be written there
 */
export async function copyWhole(from: string, to: string): Promise<void> {
  try {
    await writeWhole(to, (temporary) => copyFile(from, temporary))
  } catch (error) {
    throw error instanceof UserError ? error : notWritten(error, to)
  }
}

/**
 * Name beside a file or folder under which it is made before it takes its own. What a process that
 * was cut short left there of the same is taken away.
 */
export async function partOf(path: string): Promise<string> {
  const [folder, name] = [dirname(path), basename(path)]
  for (const found of await readdir(folder).catch(() => []))
    if (found.startsWith(`.${name}.`) && isLeft(found.slice(name.length + 2)))
      await rm(join(folder, found), { recursive: true, force: true })
  return join(folder, `.${name}.${process.pid}-${randomUUID().slice(0, 8)}.part`)
}

/** @param rest of a name: the process that makes it, and what tells it from others */
function isLeft(rest: string): boolean {
  const pid = /^(\d+)-[0-9a-f]{8}\.part$/.exec(rest)?.[1]
  if (pid === undefined) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/** What a person is told whose file or folder could not be written. */
export function notWritten(error: unknown, to: string): UserError {
  const sentence = isDiskFull(error)
    ? noRoomSentence(basename(to))
    : `Accord cannot write to ${to}. Choose another place, and check that you may write there.`
  return new UserError(sentence, 'failed', { cause: error })
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
    default:
      return error
  }
}
