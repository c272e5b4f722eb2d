import { type ChildProcess, fork, type StdioOptions } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Page } from './page.ts'

/**
 * As much of Electron as the desktop host uses. Windows are real Chromium pages, the utility
 * process is a real process; dialogs and the system's shell are noted instead of shown. Behaviour
 * follows Electron's documentation; what is noted stands in `seen`, for the test to read.
 */
export const seen = {
  windowOptions: undefined as unknown,
  schemes: [] as unknown[],
  openedOutside: [] as string[],
  dialogs: [] as string[],
  refusedNavigations: [] as string[],
  sandboxed: false,
  shown: 0,
  openedPaths: [] as string[],
  contextMenus: [] as string[][],
  paths: {} as Record<string, string>,
  crashReporter: undefined as unknown,
  /** What each was called. */
  utilityProcesses: [] as string[],
}

/** What the test sets. */
export const answers = {
  savePath: '',
  /** For each box that has several buttons, which of them is pressed; none is left: the first. */
  buttons: [] as number[],
}

type Listener = (...args: never[]) => unknown
/** Electron's events carry an object by which a listener keeps the default from happening. */
function emitPreventable(emitter: EventEmitter, name: string, details: object = {}): boolean {
  let prevented = false
  emitter.emit(name, {
    ...details,
    preventDefault: () => {
      prevented = true
    },
  })
  return prevented
}

class App extends EventEmitter {
  setName(): void {}
  enableSandbox(): void {
    seen.sandboxed = true
  }
  requestSingleInstanceLock(): boolean {
    return process.env.ELECTRON_DOUBLE_SECOND === undefined
  }
  async whenReady(): Promise<void> {}
  readonly name = 'Accord'
  readonly isPackaged = false
  getVersion(): string {
    return '0.1.0'
  }
  getPath(): string {
    return process.cwd()
  }
  setPath(name: string, path: string): void {
    seen.paths[name] = path
  }
  quit(): void {
    if (!emitPreventable(this, 'will-quit')) this.exit()
  }
  exit(): void {
    void windows[0]?.webContents.page.close().finally(() => process.exit())
    if (windows.length === 0) process.exit()
  }
}
export const app = new App()

let handlePage: (request: Request) => Promise<Response>
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]) => seen.schemes.push(...schemes),
  handle(_scheme: string, handler: typeof handlePage) {
    handlePage = handler
  },
}

export const permissions = {
  check: undefined as Listener | undefined,
  request: undefined as Listener | undefined,
  device: undefined as Listener | undefined,
}
export const session = {
  defaultSession: {
    setPermissionCheckHandler(handler: Listener) {
      permissions.check = handler
    },
    setPermissionRequestHandler(handler: Listener) {
      permissions.request = handler
    },
    setDevicePermissionHandler(handler: Listener) {
      permissions.device = handler
    },
    resolveProxy: async () => 'DIRECT',
  },
}

/** Seals by turning the text round: enough to tell a sealed file from an open one. */
export const safeStorage = {
  encryptStringAsync: async (text: string) => Buffer.from([...text].reverse().join('')),
  decryptStringAsync: async (sealed: Buffer) => ({
    result: [...sealed.toString()].reverse().join(''),
    shouldReEncrypt: false,
  }),
  getSelectedStorageBackend: () => 'gnome_libsecret',
}

const handlers = new Map<string, (event: unknown, ...args: unknown[]) => unknown>()
export const ipcMain = {
  handle(channel: string, handler: (event: unknown, ...args: unknown[]) => unknown) {
    handlers.set(channel, handler)
  },
}

class WebContents extends EventEmitter {
  readonly mainFrame = { origin: 'app://accord' }
  readonly page = new Page({
    answer: (request) => handlePage(request),
    invoke: async (fromMainFrame, channel, args) => {
      const senderFrame = fromMainFrame ? this.mainFrame : { origin: this.mainFrame.origin }
      return handlers.get(channel)?.({ senderFrame }, ...args)
    },
    mayNavigate: (url) => {
      const prevented = emitPreventable(this, 'will-navigate', { url })
      if (prevented) seen.refusedNavigations.push(url)
      return !prevented
    },
    open: (url) => this.openHandler({ url }),
    gone: () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 }),
  })
  openHandler: (details: { url: string }) => unknown = () => ({ action: 'allow' })

  setWindowOpenHandler(handler: (details: { url: string }) => unknown): void {
    this.openHandler = handler
  }
  reload(): void {
    void this.page.reopen()
  }
  forcefullyCrashRenderer(): void {
    void this.page.crash()
  }
  send(channel: string, message: unknown): void {
    void this.page.send(channel, message)
  }
}

export const windows: BrowserWindow[] = []
export class BrowserWindow extends EventEmitter {
  static getFocusedWindow(): BrowserWindow | null {
    return windows[0] ?? null
  }
  readonly webContents = new WebContents()

  constructor(options: { webPreferences: { preload: string } }) {
    super()
    seen.windowOptions = options
    windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
    this.webContents.page.preload = options.webPreferences.preload
  }
  async loadURL(url: string): Promise<void> {
    if (this.webContents.page.chromium) return this.webContents.page.goTo(url)
    await this.webContents.page.open(url)
    this.emit('ready-to-show')
  }
  isMinimized(): boolean {
    return false
  }
  isMaximized(): boolean {
    return false
  }
  isDestroyed(): boolean {
    return false
  }
  getNormalBounds(): object {
    return { x: 40, y: 30, width: 900, height: 700 }
  }
  hide(): void {}
  show(): void {
    seen.shown += 1
  }
  focus(): void {}
}

export const dialog = {
  showErrorBox: (title: string, text: string) => void seen.dialogs.push(`${title}: ${text}`),
  async showMessageBox(...[first, second]: [object, object?]) {
    const { message, buttons, signal } = (second ?? first) as {
      message: string
      buttons?: string[]
      signal?: AbortSignal
    }
    seen.dialogs.push(message)
    const several = (buttons?.length ?? 0) > 1
    const response = several ? (answers.buttons.shift() ?? 0) : 0
    // A box whose only button nobody presses stays.
    if (buttons?.length === 1 || response === -1)
      return new Promise((resolve) =>
        signal?.addEventListener('abort', () => resolve({ response: 0 })),
      )
    return { response }
  },
  showSaveDialog: async () => ({ filePath: answers.savePath }),
}

export const shell = {
  openExternal: async (url: string) => void seen.openedOutside.push(url),
  openPath: async (path: string) => void seen.openedPaths.push(path),
}

export let menu: MenuItem[] = []
interface MenuItem {
  label?: string
  role?: string
  submenu?: MenuItem[]
  click?: () => void
}
export const Menu = {
  setApplicationMenu(items: MenuItem[]) {
    menu = items
  },
  buildFromTemplate: (items: MenuItem[]) =>
    Object.assign(items, {
      popup: () => seen.contextMenus.push(items.map(({ label }) => label ?? '—')),
    }),
}
export const crashReporter = {
  start(options: unknown) {
    seen.crashReporter = options
  },
}
/** The screens there are, as the test sets them. */
export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
}
export const nativeTheme = { shouldUseDarkColors: false }

export let serviceProcess: ChildProcess | undefined
export const utilityProcess = {
  fork(path: string, args: string[], options: ForkOptions = {}): EventEmitter {
    const { stdio, serviceName, execArgv = [] } = options
    const port = fileURLToPath(new URL('./parent-port.ts', import.meta.url))
    const child = fork(path, args, {
      // Flags of V8 that Electron takes in a flag of Chromium's are Node's own.
      execArgv: ['--import', port, ...execArgv.map((flag) => flag.replace(/^--js-flags=/, ''))],
      serialization: 'advanced',
      ...(stdio && { stdio: [...(stdio as string[]), 'ipc'] as StdioOptions }),
    })
    seen.utilityProcesses.push(String(serviceName))
    if (serviceName === 'Accord record') serviceProcess = child
    const double = Object.assign(new EventEmitter(), {
      stderr: child.stderr,
      pid: child.pid,
      postMessage: (message: object) => child.connected && child.send(message),
      kill: () => child.kill('SIGKILL'),
    })
    child.on('message', (message) => double.emit('message', message))
    child.on('exit', (code, signal) =>
      double.emit('exit', code ?? (signal ? constants.signals[signal] : 1)),
    )
    return double
  },
}

interface ForkOptions {
  stdio?: StdioOptions
  serviceName?: string
  execArgv?: string[]
}
