import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const PROJECT = resolve(fileURLToPath(import.meta.url), '..', '..', '..')

/** Patience with a host that starts on a busy computer, in ms. */
const START_WITHIN = 30_000

export interface BrowserHost {
  /** The address that opens the page, once. */
  link: string
  /** Ends the host as Ctrl+C does, and waits until it has closed the record. */
  stop(): Promise<void>
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
}

/** Starts the browser host as `npm start` does, on a record folder of its own. */
export async function startBrowserHost(dataDir: string): Promise<BrowserHost> {
  const child = spawn(
    process.execPath,
    [join(PROJECT, 'main', 'hosts', 'browser.ts'), '--data', dataDir, '--no-open'],
    { cwd: PROJECT, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  return {
    link: await readLink(child),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

function readLink(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => fail('did not start in time'), START_WITHIN)
    const fail = (what: string) => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      reject(new Error(`The browser host ${what}. It said: ${said}`))
    }
    const hear = (part: string) => {
      said += part
      const link = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/.exec(said)?.[0]
      if (!link) return
      clearTimeout(timer)
      resolve(link)
    }
    child.stdout?.setEncoding('utf8').on('data', hear)
    child.stderr?.setEncoding('utf8').on('data', hear)
    child.once('close', () => fail('ended'))
  })
}
