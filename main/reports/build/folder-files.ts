import { zipped } from '../../exports/zipped.ts'

/** Files of a folder, by their path in it. */
export type FolderFiles = Map<string, string | Uint8Array>

/** Files that are packed already are only stored. */
const PACKED = /\.xlsx$/

/** A folder as a ZIP. */
export function folderZip(files: FolderFiles, moment: string): Promise<Uint8Array> {
  const entries = [...files].map(([name, content]) => ({
    name,
    content: Buffer.from(content as Uint8Array),
    isPacked: PACKED.test(name),
  }))
  return zipped(entries, moment)
}
