import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../helpers.ts'
import { collect, type Ended, PROJECT } from './spawn.ts'

/**
 * A real disk of a size that a test fills up: in a mount namespace of its own, which whoever runs
 * the tests may make on most Linux systems, and which ends with its process.
 */

const NAMESPACES = [['--user', '--map-root-user', '--mount'], ['--mount']]
const MOUNT = 'mount -t tmpfs -o size="$2" tmpfs "$1" && echo ready && exec sleep 600'

const namespace = NAMESPACES.find(
  (options) =>
    process.platform === 'linux' &&
    spawnSync('unshare', [...options, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0,
)
export const hasSmallDisks = namespace !== undefined

if (!hasSmallDisks)
  console.warn(
    '\n*** NO DISK CAN BE MADE HERE (Linux, unshare and user namespaces, or root): the tests with a full disk are SKIPPED. ***\n',
  )

interface SmallDisk {
  /** Where programs that run on it see it. */
  path: string
  /** Where this process sees it; no place for a database. */
  seen: string
  /** Starts a program of the project where the disk is. */
  start(script: string, ...args: string[]): ChildProcess
  /** Runs one to its end. */
  run(script: string, ...args: string[]): Promise<Ended>
  /** Fills it up. @param free bytes to leave */
  fill(free?: number): void
  clear(): void
}

/** @param size such as `64k` or `80m` */
export async function smallDisk(size: string): Promise<SmallDisk> {
  const path = join(temporaryFolder(), 'disk')
  mkdirSync(path)
  const holder = spawn('unshare', [...(namespace ?? []), 'sh', '-c', MOUNT, 'sh', path, size])
  onTestFinished(async () => {
    const gone = new Promise((resolve) => holder.once('exit', resolve))
    holder.kill('SIGKILL')
    await gone
  })
  await ready(holder)
  const seen = `/proc/${holder.pid}/root${path}`
  const filling = join(seen, 'filling')
  const inside = ['--target', String(holder.pid), '--mount', '--preserve-credentials']
  if (namespace?.includes('--user')) inside.push('--user')
  const start = (script: string, ...args: string[]) => {
    const program = [process.execPath, join(PROJECT, script), ...args]
    return spawn('nsenter', [...inside, '--', ...program], { cwd: PROJECT })
  }

  return {
    path,
    seen,
    start,
    run(script, ...args) {
      const child = start(script, ...args)
      const text = collect(child)
      return new Promise((resolve, reject) => {
        child.once('error', reject)
        child.once('close', (code) => resolve({ code, ...text }))
      })
    },
    fill(free = 0) {
      const file = openSync(filling, 'w')
      const block = Buffer.alloc(4096)
      let bytes = 0
      try {
        for (;;) bytes += writeSync(file, block)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        closeSync(file)
      }
      truncateSync(filling, Math.max(0, bytes - free))
    },
    clear: () => rmSync(filling, { force: true }),
  }
}

function ready(holder: ChildProcess): Promise<void> {
  const text = collect(holder)
  return new Promise((resolve, reject) => {
    holder.stdout?.on('data', () => text.stdout.includes('ready') && resolve())
    holder.once('exit', () => reject(new Error(`There is no small disk: ${text.stderr}`)))
  })
}

/** Every file on it but the one that fills it, by its path from there. */
export function filesOn({ seen }: SmallDisk): string[] {
  return readdirSync(seen, { recursive: true, encoding: 'utf8' }).filter((p) => p !== 'filling')
}
