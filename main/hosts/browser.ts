import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { UserError } from '../../domain/errors.ts'
import { keepHost, readKeptHost } from './browser/kept-host.ts'
import { openAddress } from './browser/open-address.ts'
import { type BrowserServer, serveBrowser } from './browser/server.ts'
import { newSessions } from './browser/sessions.ts'
import { openHostLog } from './host-log.ts'
import { type Elsewhere, openOrConnect, serveLocally } from './local.ts'
import { defaultDataDir, logDir, RENDERER_DIR } from './places.ts'
import type { ServiceHandle } from './service-handle.ts'
import { tellFailure } from './tell-failure.ts'

/**
 * The browser host: Accord in the user's own browser, for computers on which Electron cannot be
 * installed. `--port`, `--data`, `--no-open` (or ACCORD_NO_OPEN).
 */
async function main(args: string[]): Promise<void> {
  const options = readOptions(args)
  // A developer's page comes from elsewhere, and may never have been built.
  if (!process.env.ACCORD_DEV && !existsSync(join(RENDERER_DIR, 'index.html'))) {
    throw new UserError('Accord is not built yet. Run npm start, which builds it first.')
  }
  const opened = await openOrConnect({
    dataDir: options.dataDir,
    log: openHostLog(logDir(), 'browser').write,
    sync: { live: true },
  })
  if ('elsewhere' in opened) await showElsewhere(opened.elsewhere, options.open)
  else await host(opened.here, options)
}

interface Options {
  dataDir: string
  port: number
  open: boolean
}

function readOptions(args: string[]): Options {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string', default: '0' },
        data: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
      },
    })
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 0 || port > 65535) throw new RangeError()
    return {
      dataDir: values.data ? resolve(values.data) : defaultDataDir(),
      port,
      open: !values['no-open'] && !process.env.ACCORD_NO_OPEN,
    }
  } catch {
    throw new UserError(
      'The browser host takes --port NUMBER, --data FOLDER and --no-open, and nothing else.',
      'wrong-call',
    )
  }
}

/** Accord runs already: its window comes to the front, or its page opens once more. */
async function showElsewhere(elsewhere: Elsewhere, open: boolean): Promise<void> {
  const link = await elsewhere.show()
  await elsewhere.service.close()
  if (elsewhere.holder.host === 'desktop') {
    console.log('Accord is already open in its own window.')
  } else if (link) {
    console.log(`Accord is already running. Open it in your browser:\n\n  ${link}\n`)
    if (open) openAddress(link)
  }
}

async function host(service: ServiceHandle, { dataDir, port, open }: Options): Promise<void> {
  const { server, moved } = await serveWhereItWas(service, dataDir, port).catch(async (error) => {
    await service.close()
    throw portTaken(error, port)
  })
  const local = await serveLocally(service, dataDir, 'browser', server.newLink)

  let stopping = false
  const stop = async () => {
    // Ctrl+C in a terminal may arrive twice: from there, and from the process that started this.
    if (stopping) return
    stopping = true
    await local.close()
    await server.close()
    await service.close()
    process.exit()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)

  const link = server.newLink()
  console.log(`Accord is running. Open it in your browser within two minutes:\n\n  ${link}\n`)
  if (moved)
    console.log(
      `Another program has taken port ${moved}, where Accord was. Close pages of Accord that are still open: they cannot find it any more.`,
    )
  console.log('Keep this window open while you use Accord. Press Ctrl+C to stop.')
  if (open) openAddress(link)
}

/**
 * Serves at the port that is asked for, or at the one of the last time, so that a page that is still
 * open finds the host again.
 * @returns `moved`: the port of the last time, where another program has taken it
 */
async function serveWhereItWas(
  service: ServiceHandle,
  dataDir: string,
  asked: number,
): Promise<{ server: BrowserServer; moved: number | null }> {
  const before = readKeptHost(dataDir)
  let port = 0
  const sessions = newSessions(Date.now, {
    keys: before?.keys ?? [],
    keep: (keys) => keepHost(dataDir, { port, keys: [...keys] }),
  })
  const serve = (at: number) =>
    serveBrowser(service, { rendererDir: RENDERER_DIR, port: at, sessions })
  const was = asked === 0 ? before?.port : undefined
  const there = was === undefined ? undefined : await serve(was).catch(() => undefined)
  const server = there ?? (await serve(asked))
  port = server.port
  keepHost(dataDir, { port, keys: before?.keys ?? [] })
  return { server, moved: was !== undefined && !there ? was : null }
}

function portTaken(error: unknown, port: number): unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error
  return new UserError(
    `Accord cannot use port ${port} on this computer. Leave --port out, or choose another.`,
  )
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = tellFailure(error)
}
