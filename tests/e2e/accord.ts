import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, onTestFinished, type TestContext } from 'vitest'
import type { Input, Output, Procedure } from '../../preload/contract.ts'
import { copyExample } from '../example-record.ts'
import { hasChromium, launchChromium } from '../hosts/chromium.ts'
import { type BrowserHost, startBrowserHost } from './browser-host.ts'

/** System that the example's member leads, and one that they may only read. */
export const HOME = 'QK1'
export const OTHER = 'QNC'

/** Patience with the page on a busy computer, in ms. */
export const PATIENCE = 60_000

export interface Accord {
  host: BrowserHost
  /** Ends the host as a crash would, and starts it again on the same folder when asked to. */
  crash(): Promise<() => Promise<void>>
  /** The page first opened. */
  page: Page
  /** Another page of the same session, at an address such as `/register?ics=QK1`, until the test ends. */
  open(address: string): Promise<Page>
  /** The same in a browser with other settings. */
  openIn(options: BrowserContextOptions, address: string): Promise<Page>
}

/**
 * Describes what a person does in Accord: one browser and one host for all tests inside. Skipped,
 * loudly, where there is no Chromium.
 * @param record whether the host starts on a copy of the example, or on an empty folder
 */
export function describeAccord(
  name: string,
  record: 'example' | 'none',
  tests: (accord: Accord) => void,
): void {
  describe.skipIf(!hasChromium)(name, () => {
    const accord = {} as Accord
    let browser: Browser
    let folder: string
    let first: BrowserContext

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'accord-e2e-'))
      if (record === 'example') await copyExample(folder)
      browser = await launchChromium()
      const host = await startBrowserHost(folder)
      // Told before the page is opened: where that fails, the host must end all the same.
      Object.assign(accord, { host })
      first = await newContext({})
      const page = await first.newPage()
      await page.goto(host.link)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      Object.assign(accord, { page, open, openIn, crash })
    })
    afterAll(async () => {
      await browser?.close()
      await accord.host?.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    })

    afterEach(photographFailure)

    /** Where ACCORD_SHOTS names a folder, what every open page showed when a test failed. */
    async function photographFailure({ task }: TestContext): Promise<void> {
      const folder = process.env.ACCORD_SHOTS
      if (!folder || task.result?.state !== 'fail') return
      const pages = browser.contexts().flatMap((context) => context.pages())
      for (const [index, page] of pages.entries())
        await page
          .screenshot({ path: join(folder, `${task.name} ${index + 1}.png`) })
          .catch(() => undefined)
    }
    async function newContext(options: BrowserContextOptions): Promise<BrowserContext> {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        reducedMotion: 'reduce',
        permissions: ['clipboard-read', 'clipboard-write'],
        ...options,
      })
      context.setDefaultTimeout(PATIENCE)
      return context
    }
    async function open(address: string): Promise<Page> {
      const page = await first.newPage()
      onTestFinished(() => page.close())
      return arrive(page, address)
    }
    async function crash() {
      await accord.host.kill()
      return async () => {
        accord.host = await startBrowserHost(folder)
      }
    }
    async function openIn(options: BrowserContextOptions, address: string): Promise<Page> {
      const context = await newContext(options)
      onTestFinished(() => context.close())
      await context.addCookies(await first.cookies())
      return arrive(await context.newPage(), address)
    }
    async function arrive(page: Page, address: string): Promise<Page> {
      await page.goto(`${new URL(accord.host.link).origin}/#${address}`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      return page
    }
    tests(accord)
  })
}

/** Goes to another address of the same page, as a link would. */
export async function go(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, address)
}

/** Asks the service what it holds, past the interface. */
export async function ask<P extends Procedure>(
  page: Page,
  procedure: P,
  input: Input<P>,
): Promise<Output<P>> {
  const answer = await page.evaluate(
    async ([name, body]) => {
      const headers = { 'x-accord': '1', 'content-type': 'application/json' }
      const response = await fetch(`/call/${name}`, { method: 'POST', headers, body })
      return response.json()
    },
    [procedure, JSON.stringify(input)] as const,
  )
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}

/** The message that says the text, at the foot of the window. */
export function message(page: Page, text: string | RegExp): Locator {
  return page.locator('.toast').filter({ hasText: text })
}

/** A page of somebody without Accord and without a network, who opens a file. */
export async function openFile(near: Page, path: string): Promise<Page> {
  const context = await near.context().browser()?.newContext({ offline: true })
  if (!context) throw new Error('The browser is gone.')
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto(pathToFileURL(path).href)
  return page
}

/** What the button saves. */
export async function download(page: Page, button: string): Promise<Buffer> {
  const coming = page.waitForEvent('download', { timeout: 2 * PATIENCE })
  await page.getByRole('button', { name: button, exact: true }).click()
  return readFileSync(await (await coming).path())
}

/** Keys pressed since `page` was opened, counted by the page itself. */
export async function countKeys(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counter = window as unknown as { keys: number }
    counter.keys = 0
    window.addEventListener('keydown', () => counter.keys++, true)
  })
  return () => page.evaluate(() => (window as unknown as { keys: number }).keys)
}
