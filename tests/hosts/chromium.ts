import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { CHROMIUM } from '../../scripts/chromium.js'

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
