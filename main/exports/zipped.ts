import { type Zippable, zip } from 'fflate'

/** Packs files. The same files of the same moment (ISO) give the same bytes. */
export function zipped(files: Zippable, moment: string): Promise<Uint8Array> {
  // A ZIP knows no zone and no year before 1980; its moments are those of this computer's clock.
  const day = new Date(moment)
  const mtime = new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate())
  return new Promise((resolve, reject) =>
    zip(files, { mtime, level: 6 }, (error, data) => (error ? reject(error) : resolve(data))),
  )
}
