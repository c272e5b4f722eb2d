import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'
import { openData } from '../../sync-server/data.ts'
import { openLog } from '../../sync-server/log.ts'
import { invite } from '../../sync-server/members/administration.ts'
import { startServer } from '../../sync-server/server.ts'
import { STRATEGIES } from './clients.ts'

/**
 * One of the two servers, in a process of its own, as the benchmark's parent asks:
 * `node hosts.ts accord|hocuspocus [folder]`.
 */
const [kind = 'accord', folder = mkdtempSync(join(tmpdir(), 'accord-bench-'))] =
  process.argv.slice(2)

const tell = (message: object) => process.send?.({ folder, ...message })

process.on('message', (message: { ask: 'memory' | 'code' }) => {
  if (message.ask === 'memory') {
    globalThis.gc?.()
    tell({ memory: process.memoryUsage().rss })
  } else {
    void makeCode().then((code) => tell({ code }))
  }
})

async function makeCode(): Promise<string> {
  const { store, keys } = await openData({ dataDir: folder })
  const grants = ['lead:QK1', 'regional']
  const { code } = await invite({ sql: store, now: Date.now }, keys, { name: 'Bench', grants })
  const sql = "INSERT INTO subjects (kind, id) VALUES ('strategy', ?) ON CONFLICT DO NOTHING"
  await store.atomically(STRATEGIES.map((id) => ({ sql, params: [id] })))
  await store.close()
  return code
}

if (kind === 'accord') {
  const limits = {
    connectionsPerMember: 10_000,
    connectionsPerAddress: 10_000,
    callsPerMinute: 1_000_000,
    joinsPerMinute: 1_000_000,
    bytesPerSecond: 1e9,
    bytesAtOnce: 1e10,
    messagesPerSecond: 1e6,
    messagesAtOnce: 1e6,
  }
  const log = openLog('warn')
  const options = { dataDir: folder, host: '127.0.0.1', port: 0, limits, log }
  const { port } = await startServer(options)
  tell({ port })
} else {
  const server = new Server({
    address: '127.0.0.1',
    port: 0,
    quiet: true,
    extensions: [new SQLite({ database: join(folder, 'hocuspocus.sqlite') })],
    onAuthenticate: async () => ({}),
  })
  await server.listen()
  tell({ port: (server.httpServer.address() as { port: number }).port })
}
