import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { collect, PROJECT, temporaryFolder } from './spawn.ts'

/** What `npm start` does with a desktop app that cannot start: stand-ins end as a real one does. */

const folder = temporaryFolder()
const isBuilt = existsSync(join(PROJECT, 'out', 'main', 'desktop.js'))
const skips = !isBuilt || process.platform === 'win32'
if (skips) console.warn('\n*** NOT BUILT, or on Windows: the launcher is NOT TESTED. ***\n')

/** A program that does this instead of being Electron. */
function electronThat(does: string): string {
  const path = join(folder, `electron-${does.replace(/\W+/g, '-')}`)
  writeFileSync(path, `#!/bin/sh\n${does}\n`)
  chmodSync(path, 0o755)
  return path
}

function launch(electron: string): { launcher: ChildProcess; text: { stdout: string } } {
  const data = join(folder, `record-${Math.random()}`)
  const launcher = spawn(
    process.execPath,
    [join(PROJECT, 'scripts/start.js'), '--no-open', '--data', data],
    { cwd: PROJECT, env: { ...process.env, ACCORD_ELECTRON: electron } },
  )
  onTestFinished(() => {
    launcher.kill('SIGTERM')
  })
  return { launcher, text: collect(launcher) }
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once('exit', resolve))

describe.skipIf(skips)('where the desktop app cannot start, the browser does', () => {
  test.each([
    ['crashes, as without a display', () => electronThat('kill -SEGV $$')],
    ['is killed, as by a sandbox that is refused', () => electronThat('kill -KILL $$')],
    ['ends with an error at once', () => electronThat('exit 1')],
    ['is not there', () => join(folder, 'no-such-program')],
  ])('when it %s', async (_, electron) => {
    const { text } = launch(electron())
    await vi.waitFor(() => expect(text.stdout).toMatch(/http:\/\/127\.0\.0\.1:\d+/), 60_000)
    expect(text.stdout).toMatch(/desktop app could not start on this computer/)
  })

  test('not when it was closed, nor when the launcher was told to end', async () => {
    const closed = launch(electronThat('exit 0'))
    expect(await ended(closed.launcher)).toBe(0)
    expect(closed.text.stdout).not.toMatch(/could not start/)

    const stopped = launch(electronThat('echo ready; exec sleep 60'))
    await vi.waitFor(() => expect(stopped.text.stdout).toMatch(/ready/), 30_000)
    stopped.launcher.kill('SIGTERM')
    await ended(stopped.launcher)
    expect(stopped.text.stdout).not.toMatch(/could not start/)
  })
})
