import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expectClean, newService, openRecordIn, serviceIn, temporaryFolder } from '../helpers.ts'

const ROUNDS = 100
/** Rounds at once: a process takes its time to start, whatever the disk does. */
const SIDE_BY_SIDE = 2

/** Lets a process write in a folder, kills it at some moment, and answers what it acknowledged. */
function writeUntilKilled(dataDir: string, round: number): Promise<Map<string, number>> {
  const writer = join(import.meta.dirname, 'writer.ts')
  const child = spawn(process.execPath, [writer, dataDir, `${round}`])
  let heard = ''
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    complaints += part
  })
  return new Promise((resolve, reject) => {
    let isDoomed = false
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      heard += part
      // From "nothing acknowledged yet" to three deeds, and then at any moment of the next ones.
      const acknowledged = heard.split('\n').length - 2
      if (isDoomed || acknowledged < round % 4) return
      isDoomed = true
      setTimeout(() => child.kill('SIGKILL'), Math.random() * 40)
    })
    child.once('error', reject)
    child.once('close', (_, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(complaints))
      // The last line may be cut short by the kill.
      const lines = heard.split('\n').slice(1, -1)
      resolve(new Map(lines.map((line) => [line.slice(0, 36), Number(line.slice(37))])))
    })
  })
}

test(`nothing acknowledged is lost when the process is killed, ${ROUNDS} times`, {
  // A hundred starts of a whole service: a minute on two free cores, many on busy ones.
  timeout: 600_000,
}, async () => {
  const folders = Array.from({ length: SIDE_BY_SIDE }, temporaryFolder)
  for (const folder of folders) {
    const service = await serviceIn(folder)
    await service.ask('record.create', { ics: 'QK1', name: 'Robin Tester' })
    await service.close()
  }
  let acknowledgedInAll = 0
  await Promise.all(
    folders.map(async (folder, lane) => {
      for (let round = lane; round < ROUNDS; round += SIDE_BY_SIDE) {
        const acknowledged = await writeUntilKilled(folder, round)
        acknowledgedInAll += acknowledged.size
        const record = openRecordIn(folder, (_, text) => {
          throw new Error(text)
        })
        const entries = record.db.prepare('SELECT count(*) FROM entry WHERE batch = ?').pluck()
        for (const [batch, count] of acknowledged)
          expect(entries.get(batch), `batch ${batch} of round ${round}`).toBe(count)
        if (round % 10 === 0 || round >= ROUNDS - SIDE_BY_SIDE) await expectClean(record.db)
        record.close()
      }
    }),
  )
  // Otherwise the processes were killed before they had anything to lose.
  expect(acknowledgedInAll).toBeGreaterThan(ROUNDS)
})

test('a first run cut short before the member was named can be taken up again', async () => {
  const dataDir = temporaryFolder()
  openRecordIn(dataDir).close()
  const service = await serviceIn(dataDir)
  expect(await service.ask('app.state', {})).toMatchObject({ record: 'none', member: null })
  const state = await service.ask('record.create', { ics: 'QK1', name: 'Robin Tester' })
  expect(state).toMatchObject({ record: 'own', ics: 'QK1' })
})

test('a record is not made twice in a folder', async () => {
  const service = await newService()
  expect(await service.call('record.create', { ics: 'QJM', name: 'Another' })).toMatchObject({
    ok: false,
    error: { message: 'There is a record here already. Open it instead.' },
  })
})
