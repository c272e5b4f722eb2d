import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { unzipSync } from 'fflate'
import { UserError } from '../../../domain/errors.ts'
import type { REPORT_FORMATS } from '../../../preload/reports-contract.ts'
import { writeWhole } from '../../exports/whole-file.ts'
import type { ServiceHandle } from '../service-handle.ts'
import { keepFile } from './command.ts'

/**
 * Puts a report where the person wants it, whole or not at all. Formats of several files come as a
 * ZIP and become a folder.
 * @throws UserError when it cannot be written there
 */
export async function keepReport(
  service: ServiceHandle,
  token: string,
  format: (typeof REPORT_FORMATS)[number],
  to: string,
): Promise<void> {
  if (format !== 'csv' && format !== 'site')
    return writeWhole(to, (path) => keepFile(service, token, path))
  if (existsSync(to) && readdirSync(to).length > 0)
    throw new UserError(`There is something in ${to} already. Choose a new folder.`)
  const temporary = join(dirname(to), `.${basename(to)}.${randomUUID().slice(0, 8)}.part`)
  try {
    await mkdir(temporary)
    const zip = join(temporary, 'report.zip')
    await keepFile(service, token, zip)
    await unpack(await readFile(zip), join(temporary, 'files'))
    await rm(to, { recursive: true, force: true })
    await rename(join(temporary, 'files'), to)
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(
      `The report could not be written to ${to}. Check that you may write there and that the disk has room.`,
      'failed',
      { cause: error },
    )
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function unpack(zip: Uint8Array, folder: string): Promise<void> {
  for (const [name, content] of Object.entries(unzipSync(zip))) {
    const path = join(folder, name)
    if (!path.startsWith(folder + sep)) throw new Error(`${name} lies outside the folder`)
    if (name.endsWith('/')) continue
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  }
}
