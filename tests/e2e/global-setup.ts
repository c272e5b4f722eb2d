import { buildIfNeeded } from '../../scripts/installed.js'
import { hasChromium } from '../hosts/chromium.ts'

/** Builds the interface when it is older than its sources. */
export default function setup(): void {
  if (hasChromium && !buildIfNeeded()) throw new Error('Accord could not be built.')
}
