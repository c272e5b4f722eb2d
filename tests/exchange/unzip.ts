import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'

/** The parts of a workbook as text, by name, without any library for workbooks. */
export function unzip(path: string): Map<string, string> {
  const parts = Object.entries(unzipSync(readFileSync(path)))
  return new Map(
    parts.map(([name, bytes]) => [name.replace(/^\//, ''), Buffer.from(bytes).toString('utf8')]),
  )
}
