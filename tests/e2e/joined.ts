import type { Browser, Page } from 'playwright-core'
import { PersonProcess, until } from '../sync/processes.ts'
import { PATIENCE } from './accord.ts'
import { type BrowserHost, startBrowserHost } from './browser-host.ts'

/** A person's window on a record of their own that has joined a shared one, and its host to stop. */
export async function openJoined(
  browser: Browser,
  dataDir: string,
  invitation: { url: string; code: string },
): Promise<{ page: Page; host: BrowserHost }> {
  const person = new PersonProcess(dataDir)
  await person.start()
  await person.service.ask('sync.join', invitation)
  await until(() => person.isSettled())
  await person.stop()
  const host = await startBrowserHost(dataDir)
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(PATIENCE)
  const page = await context.newPage()
  await page.goto(host.link)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  return { page, host }
}
