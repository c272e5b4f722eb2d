import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import pg from 'pg'

/** A real PostgreSQL and a real Redis from the system's own packages, on ports of their own. */
export interface Cluster {
  /** A new, empty database; the address of its own corner of Redis. */
  fresh(): Promise<{ databaseUrl: string; redisUrl: string }>
  /** Stops Redis, as when its machine goes away. */
  stopRedis(): Promise<void>
  stop(): void
}

const DEBIAN_POSTGRES = '/usr/lib/postgresql'
const REDIS = '/usr/bin/redis-server'

/** Where PostgreSQL's programs are; `undefined` when it or Redis is not installed. */
export function installedPostgres(): string | undefined {
  if (!existsSync(DEBIAN_POSTGRES) || !existsSync(REDIS)) return undefined
  const newest = readdirSync(DEBIAN_POSTGRES).sort((a, b) => Number(b) - Number(a))[0]
  return newest && join(DEBIAN_POSTGRES, newest, 'bin')
}

export async function startCluster(bin: string): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-cluster-'))
  const data = join(folder, 'postgres')
  const port = await freePort()
  const redisPort = await freePort()
  // PostgreSQL refuses to run as root.
  const asRoot = process.getuid?.() === 0
  chmodSync(folder, 0o777)
  const run = (program: string, args: string[]) => {
    const command = [join(bin, program), ...args]
    const [file, ...rest] = asRoot
      ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', ...command]
      : command
    execFileSync(file as string, rest, { stdio: 'ignore', cwd: folder })
  }
  run('initdb', ['-D', data, '-U', 'accord', '--auth=trust', '--no-sync'])
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -k ${folder} -c fsync=off`
  run('pg_ctl', ['-D', data, '-o', options, '-w', '-l', join(folder, 'log'), 'start'])
  const redis = spawn(REDIS, ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', ''], {
    stdio: 'ignore',
    cwd: folder,
  })
  await redisAnswers(redisPort)

  let databases = 0
  return {
    async fresh() {
      databases += 1
      const name = `accord_${databases}`
      const admin = new pg.Client({ host: '127.0.0.1', port, user: 'accord', database: 'postgres' })
      await admin.connect()
      await admin.query(`CREATE DATABASE ${name}`)
      await admin.end()
      return {
        databaseUrl: `postgres://accord@127.0.0.1:${port}/${name}`,
        redisUrl: `redis://127.0.0.1:${redisPort}/${databases % 16}`,
      }
    },
    stopRedis: () =>
      new Promise((resolve) => {
        redis.once('exit', () => resolve())
        redis.kill('SIGKILL')
      }),
    stop() {
      redis.kill()
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop'])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function redisAnswers(port: number): Promise<void> {
  const redis = new Redis(port, '127.0.0.1', { retryStrategy: () => 50 })
  redis.on('error', () => {})
  await redis.ping()
  redis.disconnect()
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
