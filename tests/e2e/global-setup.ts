import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openService } from '../../main/service.ts'
import { buildIfNeeded } from '../../scripts/installed.js'
import { hasChromium } from '../hosts/chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with a record of example data, to copy. */
    exampleRecord: string
  }
}

/** Builds the interface when it is older than its sources, and makes the record the tests copy. */
export default async function setup(project: TestProject): Promise<() => void> {
  const exampleRecord = mkdtempSync(join(tmpdir(), 'accord-e2e-'))
  project.provide('exampleRecord', exampleRecord)
  if (hasChromium) {
    if (!buildIfNeeded()) throw new Error('Accord could not be built.')
    const service = await openService({ dataDir: exampleRecord })
    await service.ask('record.createExample', { inPlace: true })
    await service.close()
  }
  return () => rmSync(exampleRecord, { recursive: true, force: true, maxRetries: 5 })
}
