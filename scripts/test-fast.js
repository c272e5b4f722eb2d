import { inPackage, installIfNeeded, runNode } from './installed.js'

/**
 * `npm run test:fast`: the tests of rules alone, which start no process and open no record; half a
 * minute at most. `npm run test:fast -- --watch` runs those again that a change of a file concerns.
 */
installIfNeeded()
const options = process.argv.slice(2)
const mode = options.includes('--watch') ? 'watch' : 'run'
process.exitCode = runNode([
  inPackage('vitest', 'vitest.mjs'),
  mode,
  '--project=rules',
  ...options.filter((option) => option !== '--watch'),
])
