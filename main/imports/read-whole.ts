import { open } from 'node:fs/promises'
import { UserError } from '../../domain/errors.ts'

const MB = 1024 * 1024
const LARGEST_FILE = 50 * MB

/**
 * Reads a file a person chose, of no more than 50 MB.
 *
 * @param name what the person calls the file
 * @throws UserError when the file is not there, held by another program, empty or too large
 */
export async function readWhole(
  path: string,
  name: string,
  signal?: AbortSignal,
): Promise<Buffer<ArrayBuffer>> {
  signal?.throwIfAborted()
  try {
    await using file = await open(path)
    const { size } = await file.stat()
    if (size > LARGEST_FILE) {
      throw new UserError(
        `${name} is too large: it has ${Math.ceil(size / MB)} MB, and the most is ${LARGEST_FILE / MB} MB.`,
      )
    }
    const bytes = Buffer.from(await file.readFile(signal ? { signal } : {}))
    if (bytes.length === 0) throw new UserError(`${name} is empty. Choose another file.`)
    return bytes
  } catch (error) {
    throw inWords(error, name)
  }
}

function inWords(error: unknown, name: string): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return new UserError(`${name} is no longer there. Choose the file again.`)
    case 'EISDIR':
      return new UserError(`${name} is a folder. Choose a file.`)
    // What Windows answers when another program holds the file.
    case 'EBUSY':
    case 'EPERM':
    case 'EACCES':
      return new UserError(
        `${name} could not be opened. Close it in Excel or any other program, then try again.`,
      )
    default:
      return error
  }
}
