import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { unzipSync } from 'fflate'
import { UserError } from '../../../domain/errors.ts'
import type { ReportFormat } from '../../../domain/reports/formats.ts'
import { notWritten, partOf } from '../../exports/whole-file.ts'
import type { ServiceHandle } from '../service-handle.ts'
import { keepFile, madeFile } from './command.ts'

/**
 * Puts a report where the person wants it, whole or not at all. Formats of several files come as a
 * ZIP and become a folder.
 * @throws UserError when it cannot be written there
 */
export async function keepReport(
  service: ServiceHandle,
  token: string,
  format: ReportFormat,
  to: string,
): Promise<void> {
  if (format !== 'csv' && format !== 'site') return keepFile(service, token, to)
  await requireFree(to)
  const zip = await readFile(await madeFile(service, token))
  const temporary = await partOf(to)
  try {
    await mkdir(temporary)
    await unpack(zip, temporary)
    await rm(to, { recursive: true, force: true })
    await rename(temporary, to)
  } catch (error) {
    throw notWritten(error, to)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/** @throws UserError when there is something already, which is never written over */
async function requireFree(to: string): Promise<void> {
  const found = await readdir(to).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? [] : [to],
  )
  if (found.length > 0)
    throw new UserError(`There is something in ${to} already. Choose a new folder.`)
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
