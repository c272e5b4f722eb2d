import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { hasChromium, launchChromium } from './chromium.ts'
import { accord, collect, PROJECT, run, start, temporaryFolder } from './spawn.ts'

const HOST = 'main/hosts/browser.ts'
const dataDir = join(temporaryFolder(), 'record')
const isBuilt = existsSync(join(PROJECT, 'out', 'renderer', 'index.html'))
if (!isBuilt) console.warn('\n*** NOT BUILT: the browser host is NOT TESTED. Run npm test. ***\n')

const linkIn = (text: string) => /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/.exec(text)?.[0]

describe.skipIf(!isBuilt)('the browser host', () => {
  let host: ChildProcess
  let text: { stdout: string; stderr: string }

  beforeAll(async () => {
    const made = await accord(
      'record',
      'init',
      '--ics',
      'QK1',
      '--name',
      'Asha Patel',
      '--data',
      dataDir,
    )
    expect(made.stderr).toBe('')
    host = start(HOST, ['--no-open', '--data', dataDir])
    text = collect(host)
    await vi.waitFor(() => expect(linkIn(text.stdout)).toBeDefined(), 40_000)
  })
  afterAll(() => host?.kill('SIGKILL'))

  test.skipIf(!hasChromium)(
    'shows the interface in a browser, for one who has its link',
    async () => {
      const browser = await launchChromium()
      try {
        const page = await browser.newPage()
        const refused: string[] = []
        page.on('console', (message) => {
          if (message.text().includes('Content Security Policy')) refused.push(message.text())
        })
        const link = linkIn(text.stdout)!
        await page.goto(link)
        await page.getByText('Leicester, Leicestershire and Rutland').first().waitFor()
        expect(page.url()).not.toContain('token')
        expect(refused).toEqual([])

        const stranger = await (await browser.newContext()).newPage()
        await stranger.goto(link)
        await stranger
          .getByText(/lost its link to Accord/)
          .first()
          .waitFor()
      } finally {
        await browser.close()
      }
    },
  )

  test('started again, gives a new link to the one that runs', async () => {
    const again = await run(HOST, ['--no-open', '--data', dataDir])
    expect(again).toMatchObject({ code: 0, stderr: '' })
    const link = linkIn(again.stdout)!
    expect(link.split('#')[0]).toBe(linkIn(text.stdout)!.split('#')[0])
    expect(link).not.toBe(linkIn(text.stdout))
  })

  test('says so when its port is taken, and lets the record go', async () => {
    const port = new URL(linkIn(text.stdout)!).port
    const other = join(dataDir, '..', 'other')
    const ended = await run(HOST, ['--no-open', '--port', port, '--data', other])
    expect(ended).toMatchObject({ code: 1, stdout: '' })
    expect(ended.stderr).toMatch(new RegExp(`^Accord cannot use port ${port} .*\\.\n$`))
  })

  test('serves the command line meanwhile', async () => {
    expect(await accord('summary', '--data', dataDir)).toMatchObject({ code: 0, stderr: '' })
  })

  test.skipIf(process.platform === 'win32')(
    'stops on Ctrl+C and leaves nothing behind',
    async () => {
      const ended = new Promise((resolve) => host.once('exit', resolve))
      host.kill('SIGINT')
      expect(await ended).toBe(0)
      expect(text.stderr).toBe('')
      expect(existsSync(join(dataDir, 'service.json'))).toBe(false)
      expect(existsSync(join(dataDir, 'service.sock'))).toBe(false)
    },
  )
})

describe('told something it does not know', () => {
  test.each([['--nope'], ['--port', 'x'], ['--port', '70000'], ['extra']])(
    '%s %s',
    async (...args) => {
      const ended = await run(HOST, args.filter(Boolean))
      expect(ended).toMatchObject({ code: 2, stdout: '' })
      expect(ended.stderr).toMatch(/^The browser host takes --port NUMBER.*\.\n$/)
    },
  )
})
