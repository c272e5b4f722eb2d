import { type FileHandle, open } from 'node:fs/promises'
import { UserError } from '../../domain/errors.ts'

/**
 * Opens a file a person chose, for reading.
 *
 * @param name what the person calls the file
 * @throws UserError when the file is not there, is a folder or is held by another program
 */
export async function openFile(path: string, name: string): Promise<FileHandle> {
  try {
    const file = await open(path)
    if ((await file.stat()).isFile()) return file
    await file.close()
    throw new UserError(`${name} is a folder. Choose a file.`)
  } catch (error) {
    switch ((error as NodeJS.ErrnoException).code) {
      case 'ENOENT':
        throw new UserError(`${name} is no longer there. Choose the file again.`)
      // What Windows answers when another program holds the file, or for a folder.
      case 'EISDIR':
      case 'EBUSY':
      case 'EPERM':
      case 'EACCES':
        throw new UserError(
          `${name} could not be opened. Close it in Excel or any other program, then try again.`,
        )
      default:
        throw error
    }
  }
}
