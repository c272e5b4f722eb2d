import type { Zippable } from 'fflate'
import { zipped } from '../../exports/zipped.ts'

/** Files of a folder, by their path in it. */
export type FolderFiles = Map<string, string | Uint8Array>

/** Files that are packed already are only stored. */
const PACKED = /\.xlsx$/

/** A folder as a ZIP. */
export function folderZip(files: FolderFiles, moment: string): Promise<Uint8Array> {
  const entries: Zippable = Object.fromEntries(
    [...files].map(([name, content]) => [
      name,
      [Buffer.from(content as Uint8Array), PACKED.test(name) ? { level: 0 } : {}],
    ]),
  )
  return zipped(entries, moment)
}
