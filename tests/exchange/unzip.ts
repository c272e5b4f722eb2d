import { readFileSync } from 'node:fs'
import { unzipText } from '../../main/imports/zip.ts'

const MOST = 100 * 1024 * 1024

/** The parts of a workbook as text, by name, without any library for workbooks. */
export function unzip(path: string): Map<string, string> {
  const parts = unzipText(readFileSync(path), /./, MOST)
  return new Map([...parts].map(([name, text]) => [name.replace(/^\//, ''), text]))
}
