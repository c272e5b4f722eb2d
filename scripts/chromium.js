import { existsSync } from 'node:fs'

/**
 * The browser of the tests and the pictures: the one that ACCORD_CHROMIUM names, or Debian's. Its
 * shell without a window is the same engine; it draws no tabs and frames, and takes less than half
 * the time.
 */
const OF_DEBIAN = '/usr/bin/chromium'
export const CHROMIUM =
  process.env.ACCORD_CHROMIUM ??
  ['/usr/bin/chromium-headless-shell', OF_DEBIAN].find((path) => existsSync(path)) ??
  OF_DEBIAN
