import { open, readFile, writeFile } from 'node:fs/promises'
import { UserError } from '../../../domain/errors.ts'
import { INVENTED_NAME } from '../../../domain/publication/invented.ts'
import type { FileDoor } from '../../runtime/files.ts'

/**
 * The door of the file shelf while the example may be open: what leaves the example bears its sign,
 * in its name and in itself, and what bears the sign enters no other record.
 *
 * @param isExample whether the record that is open is the example
 */
export function inventedDoor(isExample: () => boolean): FileDoor {
  return {
    isInvented: isExample,
    nameOf: (name) => (isExample() ? `${INVENTED_NAME} - ${name}` : name),
    async leave(path, type) {
      if (!isExample()) return
      const content = await readFile(path)
      // What packs and unpacks is loaded only where a file goes in or out.
      const [{ bearsSign }, { signFile }] = await Promise.all([
        import('./sign.ts'),
        import('./sign-file.ts'),
      ])
      if (bearsSign(content)) return
      await writeFile(path, await signFile(content, type))
    },
    async enter({ path, name }) {
      if (isExample()) return
      // A file that cannot be read is its reader's to speak of.
      const content = await beginning(path).catch(() => undefined)
      const { bearsSign } = await import('./sign.ts')
      if (content && bearsSign(content))
        throw new UserError(
          `${name} holds example data, which is invented, so only the example takes it in. Choose a file of your own data.`,
        )
    },
  }
}

/** As large as any workbook that is read; of a longer text the beginning says it. */
const MOST_READ = 50 * 1024 * 1024

async function beginning(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const content = Buffer.alloc(Math.min(size, MOST_READ))
    const { bytesRead } = await file.read(content, 0, content.length, 0)
    return content.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
