import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'

/**
 * The most memory that this process and all it starts hold at one moment, sampled from a process
 * beside them, so that nothing is missed while this one is busy. Pages that two of them share count
 * for both.
 */

const EVERY_MS = 20

/** @returns stops, and answers with MB; `undefined` where the machine does not tell (no `/proc`) */
export function watchMemory(): () => Promise<number | undefined> {
  const watcher = fork(import.meta.filename, [String(process.pid)], { execArgv: [] })
  return async () => {
    watcher.send('stop')
    const [most] = await once(watcher, 'message')
    return typeof most === 'number' ? Math.round(most / 1024) : undefined
  }
}

function watch(root: number): void {
  let most = 0
  const timer = setInterval(() => {
    const all = [root, ...descendants(root)].filter((pid) => pid !== process.pid)
    most = Math.max(
      most,
      all.reduce((sum, pid) => sum + resident(pid), 0),
    )
  }, EVERY_MS)
  process.once('message', () => {
    clearInterval(timer)
    process.send?.(most || null)
    process.disconnect()
  })
}

function descendants(pid: number): number[] {
  const children = read(`/proc/${pid}/task`, (path) => readdirSync(path))?.flatMap((task) =>
    (read(`/proc/${pid}/task/${task}/children`, readText) ?? '').split(' ').filter(Boolean),
  )
  return (children ?? []).map(Number).flatMap((child) => [child, ...descendants(child)])
}

/** KB that a process holds; 0 where it has ended. */
function resident(pid: number): number {
  const status = read(`/proc/${pid}/status`, readText)
  return Number(/^VmRSS:\s+(\d+)/m.exec(status ?? '')?.[1] ?? 0)
}

const readText = (path: string) => readFileSync(path, 'utf8')

/** Processes end while they are asked about. */
function read<T>(path: string, how: (path: string) => T): T | undefined {
  try {
    return how(path)
  } catch {
    return undefined
  }
}

if (import.meta.main) watch(Number(process.argv[2]))
