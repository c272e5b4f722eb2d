import { inspect } from 'node:util'
import { startHelpersBy } from '../helpers/helper.ts'
import { type BrowserServer, serveBrowser } from './browser/server.ts'
import { helpLine } from './desktop/ask-help.ts'
import { helperLine } from './desktop/ask-helpers.ts'
import type { FromChild, ToChild } from './desktop/child-messages.ts'
import { openOrConnect, serveLocally } from './local.ts'
import { RENDERER_DIR } from './places.ts'
import { answerCaller, type Caller, plainMessage } from './service-handle.ts'

/**
 * The desktop's service, in a process of its own so that no query holds up the window. The first
 * argument is the record's folder.
 */
const parent = process.parentPort
const tell = (message: FromChild) => parent.postMessage(message)
const fromMain = helpLine(tell)
const helpers = helperLine(tell)
startHelpersBy(helpers.start)

let window: Caller | undefined
let close: () => Promise<void> = async () => undefined

async function start(dataDir: string): Promise<void> {
  const opened = await openOrConnect({
    dataDir,
    log: (line) => console.error(line),
    sync: { live: true, ...fromMain.options },
  })
  if ('elsewhere' in opened) {
    const { holder, show, service } = opened.elsewhere
    tell({ state: 'elsewhere', host: holder.host, link: await show() })
    return service.close()
  }
  const service = opened.here
  const local = await serveLocally(service, dataDir, 'desktop', () => {
    tell({ state: 'show' })
    return null
  })
  let server: BrowserServer | undefined
  // Its window is shown by the main process; what that asks for is a page in the browser instead.
  window = answerCaller(service, tell, async () => {
    server ??= await serveBrowser(service, { rendererDir: RENDERER_DIR, port: 0 })
    return server.newLink()
  })
  close = async () => {
    await local.close()
    await server?.close()
    await service.close()
  }
  tell({ state: 'ready' })
}

parent.on('message', async ({ data }: { data: ToChild }) => {
  if ('helper' in data) return helpers.receive(data)
  if ('helped' in data) return fromMain.receive(data)
  if (!('stop' in data)) return window?.receive(data)
  await close()
  process.exit()
})

start(process.argv[2] ?? '').catch((error) => {
  // The person gets a sentence; what led to it stands in the log.
  console.error(`the record could not be opened: ${inspect(error, { depth: 4 })}`)
  tell({ state: 'failed', message: plainMessage(error) })
})
