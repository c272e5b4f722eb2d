import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { attack, badHandshakes } from '../server/hostility.ts'
import { joinProcess, startProcess } from '../server/process.ts'
import {
  changeEntry,
  connect,
  documentRooms,
  temporaryFolder,
  until,
  YEAR,
} from '../server/support.ts'

const ROOM = `ics:QK1:${YEAR}`
const FRAMES = 100_000
const MEMORY_BYTES = 400 * 1024 * 1024

/** Resident memory of a process, in bytes; only Linux tells. */
function memoryOf(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024
}

test('the server outlives hostile frames and bad handshakes, and honest people do not notice', async () => {
  const dataDir = temporaryFolder()
  const started = await startProcess(dataDir)
  const server = { ...started, port: Number(new URL(started.url).port), close: started.kill }
  const lead = await joinProcess(started, dataDir, 'lead:QK1')
  const mallory = await joinProcess(started, dataDir, 'lead:QK1', 'chair')
  const one = connect(server, ROOM, lead.credential)
  const two = connect(server, ROOM, lead.credential)
  await Promise.all([one.synced, two.synced])

  let slowest = 0
  let written = 0
  let attacking = true
  const honest = (async () => {
    while (attacking) {
      const at = performance.now()
      one.entries.push([changeEntry(lead.member.id)])
      written += 1
      await until(() => two.entries.length >= written, 10_000)
      slowest = Math.max(slowest, performance.now() - at)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  const [document = ''] = await documentRooms({ ...server, options: { dataDir } })
  const rooms = [ROOM, document, `region:${YEAR}`, `ics:QHL:${YEAR}`]
  await Promise.all(
    rooms.map((room, seed) =>
      attack(server, room, mallory.credential, { frames: FRAMES / rooms.length, seed }),
    ),
  )
  const statuses = await badHandshakes(server, 10_000)
  attacking = false
  await honest
  expect(started.child.exitCode).toBe(null)
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(9000)
  expect(memoryOf(started.child.pid)).toBeLessThan(MEMORY_BYTES)
  console.info(`slowest honest change: ${slowest.toFixed(0)} ms of ${written}`)
  console.info(`memory: ${(memoryOf(started.child.pid) / 1024 / 1024).toFixed(0)} MiB`)
}, 600_000)
