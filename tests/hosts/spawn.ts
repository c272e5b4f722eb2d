import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll } from 'vitest'

export const PROJECT = resolve(import.meta.dirname, '..', '..')

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs a program of the project with this Node, and waits for its end. */
export async function run(
  script: string,
  args: string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Ended> {
  const child = start(script, args, options)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    const text = collect(child)
    child.once('close', (code) => resolve({ code, ...text }))
  })
}

export function start(
  script: string,
  args: string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): ChildProcess {
  return spawn(process.execPath, [join(PROJECT, script), ...args], {
    cwd: options.cwd ?? PROJECT,
    env: { ...process.env, ...options.env },
  })
}

/** What a child has written so far; grows as it writes more. */
export function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const text = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text.stdout += part
  })
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    text.stderr += part
  })
  return text
}

export function accord(...args: string[]): Promise<Ended> {
  return run('bin/accord.js', args)
}

/** A folder that is gone when the test file is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'accord-hosts-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}
