import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { hasChromium } from './chromium.ts'
import type { Command } from './electron-double/control.ts'
import { accord, collect, PROJECT, temporaryFolder } from './spawn.ts'

const folder = temporaryFolder()
const dataDir = join(folder, 'record')
const entry = join(PROJECT, 'out', 'main', 'desktop.js')
const isBuilt = ['main/desktop.js', 'preload/index.cjs', 'renderer/index.html'].every((path) =>
  existsSync(join(PROJECT, 'out', path)),
)
if (!isBuilt) console.warn('\n*** NOT BUILT: the desktop tests are SKIPPED. Run npm test. ***\n')

/** The built desktop host under the double of Electron, in a process of its own. */
class Desktop {
  readonly process: ChildProcess
  readonly ended: Promise<number | null>
  readonly text: { stdout: string; stderr: string }
  private lastId = 0

  constructor(data: string, env: Record<string, string> = {}) {
    const double = join(PROJECT, 'tests/hosts/electron-double/register.ts')
    this.process = spawn(process.execPath, ['--import', double, entry], {
      env: { ...process.env, ...env, ACCORD_DATA: data },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    })
    this.text = collect(this.process)
    this.ended = new Promise((resolve) => this.process.once('exit', resolve))
  }

  ask<T>(command: Command, value?: unknown): Promise<T> {
    this.lastId += 1
    const id = this.lastId
    return new Promise((resolve, reject) => {
      const hear = (answer: { id: number; value: T; error?: string }) => {
        if (answer.id !== id) return
        this.process.off('message', hear)
        if (answer.error === undefined) resolve(answer.value)
        else reject(new Error(answer.error))
      }
      this.process.on('message', hear)
      this.process.send({ id, command, value }, (error) => {
        if (error) reject(new Error(`the desktop ended: ${this.text.stderr}`))
      })
    })
  }

  /** Runs JavaScript in the page, and answers what it answers. */
  evaluate<T>(code: string): Promise<T> {
    return this.ask('evaluate', code)
  }

  async opened(): Promise<this> {
    await vi.waitFor(async () => expect(await this.ask('isOpen')).toBe(true), 40_000)
    return this
  }

  async close(): Promise<number | null> {
    await this.ask('closeWindow').catch(() => undefined)
    return this.ended
  }
}

interface Seen {
  windowOptions: { webPreferences: Record<string, unknown> }
  schemes: unknown[]
  openedOutside: string[]
  dialogs: string[]
  refusedNavigations: string[]
  sandboxed: boolean
  shown: number
  openedPaths: string[]
  contextMenus: string[][]
  paths: Record<string, string>
  crashReporter: unknown
  utilityProcesses: string[]
}

describe.skipIf(!hasChromium || !isBuilt)('the desktop host', () => {
  let desktop: Desktop
  const seen = () => desktop.ask<Seen>('seen')

  beforeAll(async () => {
    const made = await accord(
      'record',
      'init',
      '--ics',
      'QK1',
      '--name',
      'Asha Patel',
      '--grant',
      'lead:QK1',
      '--grant',
      'chair',
      '--data',
      dataDir,
    )
    expect(made.stderr).toBe('')
    desktop = await new Desktop(dataDir).opened()
  })
  afterAll(async () => {
    await desktop?.close()
  })

  test('opens a window without Node, isolated and in a sandbox', async () => {
    const { windowOptions, sandboxed, schemes } = await seen()
    expect(sandboxed).toBe(true)
    expect(windowOptions.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
    })
    expect(schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true } }])
  })

  test('shows the interface, under the policy and with nothing refused by it', async () => {
    const heading = `new Promise((resolve) => {
      const look = () => {
        const found = document.querySelector('h1, h2')
        if (found) resolve(found.textContent)
        else setTimeout(look, 50)
      }
      look()
    })`
    expect(await desktop.evaluate<string>(heading)).toMatch(/\w/)
    const policy = `fetch(location.href).then((page) => page.headers.get('content-security-policy'))`
    expect(await desktop.evaluate(policy)).toMatch(/^default-src 'none'; script-src 'self'/)
    // Zod tries once whether it may compile, and takes the refusal for an answer.
    const violations = await desktop.evaluate<string[]>('window.doubleViolations')
    expect(violations.filter((violation) => violation !== 'script-src eval')).toEqual([])
    const inline = `{
      const script = document.createElement('script')
      script.textContent = 'window.injected = true'
      document.head.append(script)
      window.injected === true
    }`
    expect(await desktop.evaluate(inline)).toBe(false)
  })

  test('gives the page the bridge and nothing else', async () => {
    expect(await desktop.evaluate<string[]>('Object.keys(window.accord).sort()')).toEqual([
      'call',
      'host',
      'keep',
      'listen',
      'openOutside',
      'takeIn',
    ])
    expect(await desktop.evaluate('typeof require + typeof process')).toBe('undefinedundefined')
  })

  test('passes a call to the service and the event of it back', async () => {
    const changed = await desktop.evaluate(`new Promise(async (resolve) => {
      window.accord.listen((event) => event.type === 'changed' && resolve(event))
      await window.accord.call('action.update', {
        ics: 'QK1', reference: 'HS1.e2', changes: { status: 'planned' },
      })
    })`)
    expect(changed).toMatchObject({ type: 'changed', origin: 'local' })
    expect(await desktop.evaluate(`window.accord.call('app.state', {})`)).toMatchObject({
      ok: true,
      value: { record: 'own', ics: 'QK1' },
    })
  })

  test('serves the command line meanwhile', async () => {
    const list = await accord('actions', 'list', '--status', 'planned', '--json', '--data', dataDir)
    expect(JSON.parse(list.stdout)).toMatchObject([{ reference: 'HS1.e2' }])
  })

  test('lets files out and in again', async () => {
    const path = join(folder, 'kept.csv')
    await desktop.ask('savePath', path)
    const make = `window.accord.call('exchange.export', { ics: 'QK1', format: 'csv' })
      .then(({ value }) => window.accord.keep(value))`
    expect(await desktop.evaluate(make)).toBe(true)
    expect(readFileSync(path, 'utf8')).toContain('HS1.e2')
    await desktop.ask('savePath', '')
    expect(await desktop.evaluate(make)).toBe(false)

    const take = `window.accord.takeIn(new File([${JSON.stringify(readFileSync(path, 'utf8'))}], 'kept.csv'))
      .then((file) => window.accord.call('exchange.preview', { ics: 'QK1', file }))`
    expect(await desktop.evaluate(take)).toMatchObject({ ok: true, value: { changed: [] } })
  })

  test('draws documents and reads workbooks in processes that Electron starts', async () => {
    const before = (await seen()).utilityProcesses
    expect(before).toEqual(['Accord record'])
    const pdf = join(folder, 'kept.pdf')
    await desktop.ask('savePath', pdf)
    const draw = `window.accord.call('strategies.create', { template: 'blank', title: 'Together' })
      .then(({ value }) => window.accord.call('strategies.export', { id: value.id, format: 'pdf' }))
      .then(({ value }) => window.accord.keep(value))`
    expect(await desktop.evaluate(draw)).toBe(true)
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')

    const again = `window.accord.call('exchange.export', { ics: 'QK1', format: 'xlsx' })
      .then(({ value }) => window.accord.keep(value))`
    const workbook = join(folder, 'kept.xlsx')
    await desktop.ask('savePath', workbook)
    expect(await desktop.evaluate(again)).toBe(true)
    const bytes = readFileSync(workbook).toString('base64')
    const take = `window.accord.takeIn(new File(
        [Uint8Array.from(atob(${JSON.stringify(bytes)}), (each) => each.charCodeAt(0))], 'kept.xlsx'))
      .then((file) => window.accord.call('exchange.preview', { ics: 'QK1', file }))`
    expect(await desktop.evaluate(take)).toMatchObject({ ok: true, value: { changed: [] } })

    // One that holds what no reader can: the sentence comes all the way back, and nothing is left.
    const broken = `window.accord.takeIn(new File(['PK\\x03\\x04 no workbook'], 'broken.xlsx'))
      .then((file) => window.accord.call('exchange.preview', { ics: 'QK1', file }))`
    expect(await desktop.evaluate(broken)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('broken.xlsx') },
    })
    const { utilityProcesses } = await seen()
    expect(new Set(utilityProcesses)).toEqual(
      new Set(['Accord record', 'Accord documents', 'Accord files']),
    )
  })

  test('takes no file that a page names by its place', async () => {
    for (const args of [['/etc/passwd'], ['/etc/passwd', '/etc/passwd'], [{}, null], []]) {
      const asked = `window.doubleInvoke('accord:take-in', ${JSON.stringify(args)})`
      expect(await desktop.evaluate(asked)).toMatchObject({ ok: false })
    }
    // A name is a name, whatever it looks like.
    const named = `window.accord.takeIn(new File(['nothing'], '../../../etc/passwd'))
      .then((file) => window.accord.call('exchange.preview', { ics: 'QK1', file }))`
    expect(await desktop.evaluate(named)).toMatchObject({
      ok: false,
      error: { message: expect.not.stringContaining('..') },
    })
  })

  test('does not answer another frame, nor a page of another origin', async () => {
    const fromFrame = `{
      const frame = document.createElement('iframe')
      document.body.append(frame)
      frame.contentWindow.doubleInvoke('accord:call', ['app.state', {}])
    }`
    expect(await desktop.evaluate(fromFrame)).toMatchObject({ ok: false })
    await desktop.ask('pageOrigin', 'https://evil.example')
    expect(await desktop.evaluate(`window.accord.call('app.state', {})`)).toMatchObject({
      ok: false,
    })
    await desktop.ask('pageOrigin', 'app://accord')
    expect(await desktop.evaluate(`window.accord.call('app.state', {})`)).toMatchObject({
      ok: true,
    })
  })

  test('goes nowhere else', async () => {
    const before = await desktop.evaluate('location.pathname')
    await desktop.evaluate(`{ location.href = 'https://example.org/'; 0 }`)
    await vi.waitFor(
      async () => expect((await seen()).refusedNavigations).toContain('https://example.org/'),
      60_000,
    )
    expect(await desktop.evaluate('location.pathname')).toBe(before)
  })

  test('opens web and e-mail addresses outside, and nothing else', async () => {
    for (const address of [
      'https://www.england.nhs.uk/',
      'mailto:jo@example.org',
      'http://example.org/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'calc.exe',
    ]) {
      await desktop.evaluate(`window.accord.openOutside(${JSON.stringify(address)})`)
    }
    await desktop.evaluate(`{ window.open('https://example.org/new'); 0 }`)
    await vi.waitFor(
      async () =>
        expect((await seen()).openedOutside).toEqual([
          'https://www.england.nhs.uk/',
          'mailto:jo@example.org',
          'https://example.org/new',
        ]),
      60_000,
    )
  })

  test('grants no permission but to copy', async () => {
    expect(await desktop.ask('permissions')).toEqual({
      camera: false,
      copy: true,
      copyElsewhere: false,
      device: false,
    })
  })

  test('comes to the front when it is started again', async () => {
    const { shown } = await seen()
    await desktop.ask('startAgain')
    expect((await seen()).shown).toBe(shown + 1)
    const second = new Desktop(dataDir, { ELECTRON_DOUBLE_SECOND: '1' })
    expect(await second.ended).toBe(0)
  })

  test('shows what a link names, and refuses any other', async () => {
    await desktop.ask('startAgain', ['accord.exe', 'accord://action/HS1.e2'])
    await vi.waitFor(
      async () => expect(await desktop.evaluate('location.hash')).toBe('#/action/HS1.e2'),
      60_000,
    )
    await desktop.ask('startAgain', ['accord.exe', 'accord://action/../../record/restore'])
    expect((await seen()).dialogs).toEqual(['This link is none that Accord knows'])
    expect(await desktop.evaluate('location.hash')).toBe('#/action/HS1.e2')
  })

  test('offers to cut, copy and paste under the right button', async () => {
    const editFlags = { canCut: true, canCopy: true, canPaste: true, canSelectAll: true }
    const plain = { editFlags, dictionarySuggestions: [], selectionText: '', isEditable: false }
    await desktop.ask('contextMenu', plain)
    await desktop.ask('contextMenu', { ...plain, selectionText: 'words' })
    await desktop.ask('contextMenu', {
      ...plain,
      isEditable: true,
      dictionarySuggestions: ['organise'],
    })
    expect((await seen()).contextMenus).toEqual([
      ['Copy'],
      ['organise', '—', 'Cut', 'Copy', 'Paste', 'Select all'],
    ])
  })

  test('starts the service again when it crashes, and says so', async () => {
    await desktop.ask('crashService')
    await vi.waitFor(async () => {
      expect((await seen()).dialogs.at(-1)).toBe('Part of Accord stopped and was started again')
    }, 60_000)
    expect(await desktop.evaluate(`window.accord.call('app.state', {})`)).toMatchObject({
      ok: true,
    })
  })

  const IN_BROWSER = 'Accord is open in your browser'
  const REOPENED = 'The page stopped and was opened again'
  const seenDialogs = async () => (await seen()).dialogs
  const callsAnswered = () =>
    vi.waitFor(
      async () =>
        expect(await desktop.evaluate(`window.accord.call('app.state', {})`)).toMatchObject({
          ok: true,
        }),
      60_000,
    )

  test('opens the page again when its process is gone, and says so', async () => {
    await desktop.ask('crashPage')
    await vi.waitFor(
      async () =>
        expect((await seen()).dialogs.at(-1)).toBe('The page stopped and was opened again'),
      60_000,
    )
    await callsAnswered()
  })

  test('asks whether to wait for a page that does not answer, and opens it again', async () => {
    const before = (await seen()).dialogs.length
    await desktop.ask('buttons', [-1, 1])
    await desktop.ask('windowEvent', 'unresponsive')
    await desktop.ask('windowEvent', 'unresponsive')
    await desktop.ask('windowEvent', 'responsive')
    expect((await seen()).dialogs.slice(before)).toEqual(['The page does not answer'])
    await callsAnswered()
    await desktop.ask('windowEvent', 'unresponsive')
    await vi.waitFor(
      async () =>
        expect((await seen()).dialogs.slice(before + 1)).toEqual([
          'The page does not answer',
          'The page stopped and was opened again',
        ]),
      60_000,
    )
    await callsAnswered()
  })

  test('offers the log and the browser to a page that keeps dying', async () => {
    const before = (await seen()).openedOutside.length
    await desktop.ask('buttons', [1, 0])
    // Where the computer is slow, those before may lie more than a minute back.
    for (let dialogs = await seenDialogs(); dialogs.at(-1) !== IN_BROWSER; ) {
      await callsAnswered()
      const { length } = dialogs
      await desktop.ask('crashPage')
      dialogs = await vi.waitFor(async () => {
        const now = await seenDialogs()
        const settled = now.at(-1) === IN_BROWSER || now.at(-1) === REOPENED
        expect(now.length > length && settled).toBe(true)
        return now
      }, 60_000)
    }
    const { openedOutside, openedPaths } = await seen()
    expect(openedPaths).toEqual([join(dataDir, 'logs', 'desktop.log')])
    const [link = ''] = openedOutside.slice(before)
    const page = await fetch(link)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<title>Accord')
  })

  test('has a menu, with the log under Help', async () => {
    const menu = await desktop.ask<[string, string[]][]>('menu')
    const labels = ['&File', '&Edit', '&View', '&Window', '&Help']
    expect(menu.map(([label]) => label).filter((label) => label.startsWith('&'))).toEqual(labels)
    await desktop.ask('press', 'About Accord')
    expect((await seen()).dialogs.at(-1)).toMatch(/^Accord \d+\.\d+\.\d+$/)
    await desktop.ask('press', 'Show crash reports')
    expect((await seen()).openedPaths.at(-1)).toBe(join(dataDir, 'logs', 'crashes'))
  })

  test('keeps a log and dumps of crashes on this computer', async () => {
    const { crashReporter, paths } = await seen()
    expect(crashReporter).toEqual({ uploadToServer: false })
    expect(paths).toEqual({
      userData: join(dataDir, 'window'),
      crashDumps: join(dataDir, 'logs', 'crashes'),
    })
    const log = readFileSync(join(dataDir, 'logs', 'desktop.log'), 'utf8')
    expect(log).toMatch(/the service's process ended by itself/)
    expect(log).toMatch(/the page's process is gone: crashed/)
    expect(log).not.toContain('Asha')
  })

  test('closes the record and ends', async () => {
    expect(await desktop.close()).toBe(0)
    expect(JSON.parse(readFileSync(join(dataDir, 'window', 'window.json'), 'utf8'))).toEqual({
      ...{ x: 40, y: 30, width: 900, height: 700, maximised: false },
    })
    expect(existsSync(join(dataDir, 'service.json'))).toBe(false)
    const info = await accord('record', 'info', '--data', dataDir)
    expect(info.code).toBe(0)
  })

  test('says why it cannot open a record, and logs what led to it', async () => {
    const refused = join(folder, 'refused')
    mkdirSync(refused)
    writeFileSync(join(refused, 'record.sqlite'), 'x'.repeat(5000))
    writeFileSync(join(refused, 'lock.sqlite'), 'no lock'.repeat(1000))
    const other = new Desktop(refused)
    expect(await other.ended).toBe(0)
    const log = readFileSync(join(refused, 'logs', 'desktop.log'), 'utf8')
    expect(log).toMatch(/the record could not be opened: .*UserError/)
    expect(log).toMatch(/SQLITE_NOTADB/)
  })
})
