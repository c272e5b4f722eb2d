import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/**
 * The browser of the tests: the one that ACCORD_CHROMIUM names, or Debian's. Its shell without a
 * window is the same engine; it draws no tabs and frames of windows, and takes less than half the time.
 */
export const CHROMIUM =
  process.env.ACCORD_CHROMIUM ??
  ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync) ??
  '/usr/bin/chromium'
export const hasChromium = existsSync(CHROMIUM)

if (!hasChromium) {
  console.warn(`\n*** NO CHROMIUM at ${CHROMIUM}: tests in a real browser are SKIPPED. ***\n`)
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
