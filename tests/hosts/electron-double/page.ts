import { readFileSync } from 'node:fs'
import type {
  Browser,
  Page as ChromiumPage,
  Request as ChromiumRequest,
  Route,
} from 'playwright-core'
import { launchChromium } from '../chromium.ts'

/** Chromium knows no `app:` of ours, so the page has this address there; the host never sees it. */
const ADDRESS = 'https://accord.test'
const ORIGIN = 'app://accord'

export interface PageHears {
  /** What `protocol.handle` was given. */
  answer(request: Request): Promise<Response>
  invoke(fromMainFrame: boolean, channel: string, args: unknown[]): Promise<unknown>
  mayNavigate(url: string): boolean
  open(url: string): void
  /** The page's process is gone. */
  gone(): void
}

/** The page of a window: real Chromium, with the built preload script and the host's own answers. */
export class Page {
  preload = ''
  chromium: ChromiumPage | undefined
  private browser: Browser | undefined
  private url = ''
  private hears: PageHears

  constructor(hears: PageHears) {
    this.hears = hears
  }

  async open(url: string): Promise<void> {
    this.url = url
    this.browser ??= await launchChromium()
    const context = await this.browser.newContext()
    const page = await context.newPage()
    await page.exposeBinding('doubleInvoke', ({ frame }, channel: string, args: unknown[]) =>
      this.hears.invoke(frame === page.mainFrame(), channel, args.map(withBytes)),
    )
    await page.addInitScript(preloadScript(readFileSync(this.preload, 'utf8')))
    await context.route('**/*', (route) => this.answer(route, page))
    context.on('page', (popup) => popup.close())
    page.on('crash', () => {
      this.chromium = undefined
      this.hears.gone()
    })
    await page.goto(url.replace(ORIGIN, ADDRESS))
    this.chromium = page
  }

  async send(channel: string, message: unknown): Promise<void> {
    await this.chromium?.evaluate(
      ([name, detail]) => void window.dispatchEvent(new CustomEvent(`double:${name}`, { detail })),
      [channel, message] as const,
    )
  }

  /** Goes to another place of the page that is open, as an address with another `#` does. */
  async goTo(url: string): Promise<void> {
    await this.chromium?.goto(url.replace(ORIGIN, ADDRESS))
  }

  /** Opens anew what was open, in a process of its own. */
  async reopen(): Promise<void> {
    await this.open(this.url)
  }

  /** Ends the page's process as a fault would. */
  async crash(): Promise<void> {
    await this.chromium?.goto('chrome://crash').catch(() => undefined)
  }

  async close(): Promise<void> {
    await this.browser?.close()
  }

  private async answer(route: Route, page: ChromiumPage): Promise<void> {
    const request = route.request()
    const url = request.url().replace(ADDRESS, ORIGIN)
    if (isOfNewWindow(request, page)) {
      this.hears.open(url)
      return route.abort()
    }
    const leaves = this.chromium !== undefined && request.isNavigationRequest()
    if (leaves && !this.hears.mayNavigate(url)) return route.abort('aborted')
    if (!url.startsWith(ORIGIN)) return route.abort()
    const response = await this.hears.answer(new Request(url, { method: request.method() }))
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  }
}

/** Between page and test only JSON travels, so bytes come as base64. */
function withBytes(arg: unknown): unknown {
  const { bytes } = (arg ?? {}) as { bytes?: unknown }
  return typeof bytes === 'string' ? new Uint8Array(Buffer.from(bytes, 'base64')) : arg
}

/** A window that has only just been asked for has no frame yet, which Playwright tells by throwing. */
function isOfNewWindow(request: ChromiumRequest, page: ChromiumPage): boolean {
  try {
    return request.frame().page() !== page
  } catch {
    return true
  }
}

/** Runs the preload script with the parts of Electron that a sandboxed one may have. */
function preloadScript(source: string): string {
  return `{
    window.doubleViolations = []
    addEventListener('securitypolicyviolation', (event) => {
      window.doubleViolations.push(event.violatedDirective + ' ' + event.blockedURI)
    })
    const hearers = new Map()
    const electron = {
      contextBridge: { exposeInMainWorld: (name, api) => { window[name] = api } },
      ipcRenderer: {
        invoke: (channel, ...args) => window.doubleInvoke(channel, args.map((arg) =>
          arg instanceof Uint8Array ? { bytes: arg.toBase64?.() ?? btoa(String.fromCharCode(...arg)) } : arg)),
        on: (channel, hear) => {
          const pass = ({ detail }) => hear({}, detail)
          hearers.set(hear, pass)
          window.addEventListener('double:' + channel, pass)
        },
        off: (channel, hear) => window.removeEventListener('double:' + channel, hearers.get(hear)),
      },
    }
    const require = (name) => {
      if (name !== 'electron') throw new Error('a sandboxed preload script cannot have ' + name)
      return electron
    }
    ;((require, module, exports) => {${source}\n})(require, { exports: {} }, {})
  }`
}
