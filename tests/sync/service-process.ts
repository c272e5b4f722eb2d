import { serveLocally } from '../../main/hosts/local.ts'
import { openService } from '../../main/service.ts'

/** A service in a process of its own, as a host starts it; the tests reach it by its local socket. */
const [dataDir = '', retryMs = '50', quietMs = '1500'] = process.argv.slice(2)

const service = await openService({
  dataDir,
  sync: { live: true, retryMs: Number(retryMs), quietMs: Number(quietMs) },
  log: (line) => process.stderr.write(`${line}\n`),
})
const local = await serveLocally(service, dataDir, 'browser', () => null)
process.on('message', async () => {
  await local.close()
  await service.close()
  process.exit()
})
process.send?.('ready')
