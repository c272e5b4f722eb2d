import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * What the launchers share. Plain JavaScript without dependencies: it runs before anything is
 * installed, on whatever Node is there.
 */
export const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)))
const MODULES = join(PROJECT, 'node_modules')

/** The Node that Accord needs; it comes with Accord's packages. */
export const NODE = join(MODULES, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Installs the packages when any is missing or is not the version that the project asks for. */
export function installIfNeeded() {
  if (existsSync(NODE) && isInstalled()) return
  console.log('Installing what Accord needs. This takes a minute or two, once.')
  // npm is a script on Windows, and scripts there need a shell; nothing of a user's goes into it.
  const { status } = spawnSync('npm ci --no-audit --no-fund', {
    cwd: PROJECT,
    stdio: 'inherit',
    shell: true,
  })
  if (status !== 0) {
    console.error(
      'Accord could not be installed. Check that this computer is online, then try again.',
    )
    process.exit(1)
  }
}

/** Compares what is asked for with npm's own note of what it installed. */
function isInstalled() {
  const asked = readPackages(join(PROJECT, 'package-lock.json'))
  const there = readPackages(join(MODULES, '.package-lock.json'))
  // Optional ones are for other platforms as often as not; the project itself has no name there.
  return Object.entries(asked).every(
    ([path, { version, optional }]) => path === '' || optional || there[path]?.version === version,
  )
}

function readPackages(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {}
}

/** Runs a JavaScript file with Accord's Node and waits; answers the exit code. */
export function runNode(args, options = {}) {
  const { status, signal } = spawnSync(NODE, args, {
    cwd: PROJECT,
    stdio: 'inherit',
    env: nodeFirst(process.env),
    ...options,
  })
  return signal ? 1 : status
}

/** Programs that the one we start starts in turn must find the same Node. */
export function nodeFirst(env) {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...env, [name]: dirname(NODE) + delimiter + (env[name] ?? '') }
}

/** Path of a package's file, such as the script of a tool. */
export function inPackage(...path) {
  return join(MODULES, ...path)
}

/** Bundles the desktop and the interface into `out/`. */
export function build() {
  return runNode([
    inPackage('electron-vite', 'bin', 'electron-vite.js'),
    'build',
    '--logLevel',
    'warn',
  ])
}

/** What the built files are made of. */
const SOURCES = [
  'domain',
  'charts',
  'disk',
  'main',
  'preload',
  'src',
  'electron.vite.config.ts',
  'package-lock.json',
]
const BUILT = [
  'out/main/desktop.js',
  'out/main/cli.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
]

/** Builds when anything changed since the last time; answers whether there is a build to use. */
export function buildIfNeeded() {
  if (!isOutOfDate()) return true
  console.log('Building Accord.')
  return build() === 0
}

/** Whether what was built is missing, or older than what it is made of. */
export function isOutOfDate() {
  const built = BUILT.map((path) => join(PROJECT, path))
  if (!built.every((path) => existsSync(path))) return true
  const oldest = Math.min(...built.map((path) => statSync(path).mtimeMs))
  return SOURCES.some((path) => newest(join(PROJECT, path)) > oldest)
}

/** Moment of the last change to a file, or to anything in a folder, in ms since 1970. */
function newest(path) {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  let latest = found.mtimeMs
  for (const name of readdirSync(path)) latest = Math.max(latest, newest(`${path}/${name}`))
  return latest
}
