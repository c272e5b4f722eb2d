import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'

/** `accord-server` as a person runs it: a process of its own. */

const CLI = fileURLToPath(new URL('../../bin/accord-server.js', import.meta.url))

export interface ServerProcess {
  url: string
  child: ChildProcess
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

export async function accordServer(...args: string[]) {
  return promisify(execFile)(process.execPath, [CLI, ...args])
}

export async function startProcess(dataDir: string, port = 0): Promise<ServerProcess> {
  const args = ['start', '--data', dataDir, '--port', String(port), '--json', '--log-level=error']
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let complaints = ''
  child.stderr?.on('data', (data) => {
    complaints += data
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = async () => {
    child.kill('SIGKILL')
    await gone
  }
  onTestFinished(kill)
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (data) => resolve(String(data)))
    child.once('exit', () => reject(new Error(complaints)))
  })
  return { url: (JSON.parse(line) as { url: string }).url, child, kill }
}

/** Invites on the command line and joins over the network. */
export async function joinProcess(server: ServerProcess, dataDir: string, ...grants: string[]) {
  const args = ['invite', '--data', dataDir, '--name', 'Test Person', '--json']
  const { stdout } = await accordServer(...args, ...grants.flatMap((grant) => ['--grant', grant]))
  const { code } = JSON.parse(stdout) as { code: string }
  const response = await fetch(`${server.url}/v1/join`, {
    method: 'POST',
    body: JSON.stringify({ code, member: crypto.randomUUID() }),
  })
  return (await response.json()) as { credential: string; member: { id: string } }
}
