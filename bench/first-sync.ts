import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { openService, type Service } from '../main/service.ts'
import { entriesOf, ServerProcess } from '../tests/sync/processes.ts'
import { asMarkdown, inTemporaryFolder, type Line, quantile, say } from './measure.ts'

/**
 * `npm run bench first-sync`: the longest time for which giving or fetching a long history lets nobody
 * else have a turn, beside writing that history in one transaction of bare SQLite.
 */

const ENTRIES = 3000
const RUNS = 3

await inTemporaryFolder(async (folder) => {
  const server = new ServerProcess(join(folder, 'server'))
  await server.start()
  const holds: Record<'sending' | 'receiving' | 'bare', number[]> = {
    sending: [],
    receiving: [],
    bare: [],
  }
  try {
    for (let run = 0; run < RUNS; run += 1) {
      say(`first-sync, ${run + 1} of ${RUNS}`)
      const writer = await joined(server, join(folder, `writer-${run}`), ['lead:QK1'])
      const rows = await writer.ask('register.list', { ics: 'QK1' })
      const references = rows.map(({ reference }) => reference)
      for (let written = 0; written < ENTRIES; written += references.length) {
        const changes = { note: `Note ${written}. ${'What we did and why. '.repeat(10)}` }
        await writer.ask('action.bulkUpdate', { ics: 'QK1', references, changes })
      }
      holds.sending.push(await longestHold(() => writer.ask('sync.once', {})))
      const newcomer = await joined(server, join(folder, `newcomer-${run}`), ['viewer'])
      holds.receiving.push(await longestHold(() => newcomer.ask('sync.once', {})))
      await Promise.all([writer.close(), newcomer.close()])
      holds.bare.push(atOnce(folder, [...entriesOf(join(folder, `newcomer-${run}`))], run))
    }
  } finally {
    await server.kill()
  }
  const bare = quantile(holds.bare, 0.5)
  const line = (what: string, times: number[]): Line => ({
    what,
    size: ENTRIES * RUNS,
    accord: quantile(times, 0.5),
    bare,
    note: `longest ${Math.max(...times).toFixed(0)} ms`,
  })
  console.log(
    asMarkdown({
      title: 'The longest hold of a first exchange',
      about:
        'The longest time, in processor time, for which a long history that is sent or fetched keeps the service from answering anybody else, beside writing the same entries in one transaction of bare better-sqlite3.',
      unit: 'entries',
      lines: [line('sending', holds.sending), line('receiving', holds.receiving)],
    }),
  )
})

async function joined(server: ServerProcess, dataDir: string, grants: string[]): Promise<Service> {
  const service = await openService({ dataDir })
  await service.ask('sync.join', { url: server.url, code: await server.code(dataDir, grants) })
  return service
}

/** @returns longest time in ms of this process's own work for which nobody else got a turn */
async function longestHold(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let running = true
  const watching = (async () => {
    for (let before = process.threadCpuUsage(); running; before = process.threadCpuUsage()) {
      await nextTurn()
      const { user, system } = process.threadCpuUsage(before)
      longest = Math.max(longest, (user + system) / 1000)
    }
  })()
  await work()
  running = false
  await watching
  return longest
}

function atOnce(folder: string, entries: [string, string][], run: number): number {
  const db = new Database(join(folder, `bare-${run}.sqlite`))
  db.pragma('journal_mode = WAL')
  db.exec('CREATE TABLE entry (id TEXT PRIMARY KEY, body TEXT NOT NULL)')
  const put = db.prepare('INSERT INTO entry VALUES (?, ?)')
  const before = process.threadCpuUsage()
  db.transaction(() => {
    for (const entry of entries) put.run(entry)
  })()
  const { user, system } = process.threadCpuUsage(before)
  db.close()
  return (user + system) / 1000
}
