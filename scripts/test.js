import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CHROMIUM } from './chromium.js'
import { build, inPackage, installIfNeeded, PROJECT, runNode } from './installed.js'

/**
 * `npm test`: installs what is missing, then checks style, types, walls and dead code, builds, and
 * runs every test. Ends with one line of counts; the exit code is 0 only when all of it passed.
 * `npm test -- tests/register/undo.test.ts` runs that test alone, without checks or a build, but for
 * tests in a browser, which build the interface where it has changed.
 */
installIfNeeded()

const names = process.argv.slice(2)
const runsSome = names.some((name) => !name.startsWith('-'))

const CHECKS = [
  ['Style', () => runNode([inPackage('@biomejs', 'biome', 'bin', 'biome'), 'check'])],
  ['Types', () => runNode([join(PROJECT, 'scripts', 'check-types.js')])],
  ['Walls', () => checkWalls('.dependency-cruiser.cjs')],
  ['Dead code', () => checkDeadCode('knip.json')],
  ['Build', build],
]

const failed = (runsSome ? [] : CHECKS)
  .filter(([name, check]) => {
    console.log(`\n${name}`)
    return check() !== 0
  })
  .map(([name]) => name)

const { counts, code } = runTests()

if (!existsSync(CHROMIUM)) {
  console.log(
    `\n*** NO CHROMIUM at ${CHROMIUM}: the tests in a real browser were SKIPPED. ***\n*** Install Chromium, or name one with ACCORD_CHROMIUM. ***`,
  )
}
if (failed.length > 0) console.log(`\nChecks that failed: ${failed.join(', ')}`)
console.log(`\n${counts}`)
process.exitCode = failed.length > 0 || code !== 0 ? 1 : 0

function checkWalls(configuration) {
  const tool = inPackage('dependency-cruiser', 'bin', 'dependency-cruiser.mjs')
  const rooms = ['domain', 'disk', 'main', 'preload', 'charts', 'src', 'sync-server'].filter(
    (room) => existsSync(join(PROJECT, room)),
  )
  return runNode([tool, '--config', configuration, ...rooms])
}

function checkDeadCode(configuration) {
  if (!existsSync(join(PROJECT, configuration))) return 0
  return runNode([inPackage('knip', 'bin', 'knip.js')])
}

/** Runs the tests; answers the line that counts them, and the exit code. */
function runTests() {
  console.log('\nTests')
  const folder = mkdtempSync(join(tmpdir(), 'accord-test-'))
  const report = join(folder, 'report.json')
  const code = runNode([
    inPackage('vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...names,
  ])
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(report, 'utf8'),
    )
    const skipped = numPendingTests + numTodoTests
    return {
      counts: `${numPassedTests} passed, ${numFailedTests} failed, ${skipped} skipped`,
      code,
    }
  } catch {
    return { counts: '0 passed, 0 failed, 0 skipped', code: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
