import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { RecordHeld } from '../../main/record/database.ts'
import { openService } from '../../main/service.ts'
import { serviceIn, temporaryFolder } from '../helpers.ts'

/** Another process that holds the record of a folder. */
async function holder(dataDir: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), dataDir])
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  await once(child.stdout, 'data')
  return child
}

async function folderWithRecord(): Promise<string> {
  const dataDir = temporaryFolder()
  const service = await serviceIn(dataDir)
  await service.ask('record.create', { ics: 'QK1', name: 'Robin Tester' })
  await service.close()
  return dataDir
}

test('a record that another process holds is refused, and free again once that one is killed', async () => {
  const dataDir = await folderWithRecord()
  const child = await holder(dataDir)
  await expect(openService({ dataDir })).rejects.toThrow(RecordHeld)
  await expect(openService({ dataDir })).rejects.toThrow(/Close it there and try again/)

  child.kill('SIGKILL')
  await once(child, 'close')
  const service = await serviceIn(dataDir)
  expect(await service.ask('record.verify', {})).toMatchObject({ ok: true })
})

test('two services in one process cannot hold the same record either', async () => {
  const dataDir = await folderWithRecord()
  const service = await serviceIn(dataDir)
  await expect(openService({ dataDir })).rejects.toThrow(RecordHeld)
  await service.close()
  await expect(serviceIn(dataDir)).resolves.toBeDefined()
})

test('a folder that cannot be made is told in one sentence', async () => {
  const file = join(temporaryFolder(), 'notes.txt')
  writeFileSync(file, 'not a folder')
  await expect(openService({ dataDir: file })).rejects.toThrow(/^The folder .* cannot be used/)
})
