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
      const { bearsSign, ENDS } = await import('./sign.ts')
      const content = await tellingParts(path, ENDS).catch(() => undefined)
      if (content && bearsSign(content))
        throw new UserError(
          `${name} holds example data, which is invented, so only the example takes it in. Choose a file of your own data.`,
        )
    },
  }
}

/** As large as any workbook that is read. */
const MOST_READ = 50 * 1024 * 1024
/** How a ZIP ends, and how far from its end that can stand. */
const ZIP_END = Buffer.from('PK\u0005\u0006', 'latin1')
const ZIP_END_WITHIN = 65_558

/** The whole of a short file, or of a container; of a longer text its two ends, which say it. */
async function tellingParts(path: string, ends: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const read = async (position: number, length: number) => {
      const content = Buffer.alloc(length)
      const { bytesRead } = await file.read(content, 0, length, position)
      return content.subarray(0, bytesRead)
    }
    if (size <= 2 * ends) return await read(0, size)
    const last = await read(size - ends, ends)
    const isContainer = last.subarray(-ZIP_END_WITHIN).includes(ZIP_END)
    if (isContainer && size <= MOST_READ) return await read(0, size)
    return Buffer.concat([await read(0, ends), last])
  } finally {
    await file.close()
  }
}
