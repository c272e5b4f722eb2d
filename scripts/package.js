import { join } from 'node:path'
import { buildIfNeeded, installIfNeeded, PROJECT, runNode } from './installed.js'

/**
 * `npm run package`: builds Accord and packs it for this system into `dist/`; see docs/install.md.
 * `-- --dir` leaves it in a folder, `-- --only deb,tar.gz` makes those alone.
 */
installIfNeeded()
process.exitCode = buildIfNeeded()
  ? runNode([join(PROJECT, 'scripts', 'package', 'pack.ts'), ...process.argv.slice(2)])
  : 1
