import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of this run, where the example is made once for all tests that copy it. */
    examples: string
  }
}

/** Set-up of the run; the example itself is made when the first test asks for it. */
export default function setup(project: TestProject): () => void {
  // The set-ups of all projects share a process.
  const examples =
    process.env.ACCORD_TEST_EXAMPLES ?? mkdtempSync(join(tmpdir(), 'accord-example-'))
  process.env.ACCORD_TEST_EXAMPLES = examples
  project.provide('examples', examples)
  return () => rmSync(examples, { recursive: true, force: true, maxRetries: 5 })
}

/** Puts a record of the example year into a folder. */
export async function copyExample(folder: string): Promise<void> {
  cpSync(await madeOnce(inject('examples')), folder, { recursive: true })
}

async function madeOnce(examples: string): Promise<string> {
  const record = join(examples, 'record')
  const made = join(examples, 'made')
  try {
    mkdirSync(record)
  } catch {
    // Another worker is at it, or was.
    while (!existsSync(made)) await wait(100)
    return record
  }
  const { openService } = await import('../main/service.ts')
  const service = await openService({ dataDir: record })
  await service.ask('record.createExample', { inPlace: true })
  await service.close()
  mkdirSync(made)
  return record
}
