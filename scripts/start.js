import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  buildIfNeeded,
  inPackage,
  installIfNeeded,
  NODE,
  nodeFirst,
  PROJECT,
  runNode,
} from './installed.js'

/**
 * `npm start`: installs and builds what is missing, then opens Accord in its own window, or in the
 * browser where Electron cannot be had. ACCORD_HOST=browser asks for the browser straight away.
 */

/** How long Electron's download may take before the browser has to do, in ms. */
const DOWNLOAD_PATIENCE = 90_000
/** After a download that failed, how long to leave it at the browser without another try, in ms. */
const TRY_AGAIN_AFTER = 24 * 60 * 60 * 1000
const FAILED_DOWNLOAD = inPackage('.electron-not-downloaded')
/** A desktop app that fails this soon, in ms, cannot run on this computer. */
const EARLY = 10_000

installIfNeeded()
if (!buildIfNeeded()) {
  console.error('Accord could not be built. The lines above say why.')
  process.exit(1)
}
start()

function start() {
  if (process.env.ACCORD_HOST === 'browser') return startBrowser()
  const electron = findElectron() ?? fetchElectron()
  if (!electron) {
    console.log(
      'The desktop app could not be installed on this computer (Electron could not be downloaded), so Accord opens in your browser instead.',
    )
    return startBrowser()
  }
  const begun = Date.now()
  run(electron, [PROJECT], ({ code, isOurs }) => {
    // Killed by a signal that nobody here sent, it crashed: without a display or a sandbox it does.
    if (code === 0 || isOurs || Date.now() - begun > EARLY) process.exit(code ?? 1)
    console.log(
      'The desktop app could not start on this computer, so Accord opens in your browser instead.',
    )
    startBrowser()
  })
}

function startBrowser() {
  const host = join(PROJECT, 'main', 'hosts', 'browser.ts')
  run(NODE, [host, ...process.argv.slice(2)], ({ code }) => process.exit(code ?? 1))
}

/**
 * Electron's program, when it is really there: its package alone does not contain it. ACCORD_ELECTRON
 * names another.
 */
function findElectron() {
  const named = process.env.ACCORD_ELECTRON
  if (named) return named
  const note = inPackage('electron', 'path.txt')
  if (!existsSync(note)) return undefined
  const program = inPackage('electron', 'dist', readFileSync(note, 'utf8'))
  return existsSync(program) ? program : undefined
}

function fetchElectron() {
  const failed = existsSync(FAILED_DOWNLOAD) && statSync(FAILED_DOWNLOAD).mtimeMs
  if (failed && Date.now() - failed < TRY_AGAIN_AFTER) return undefined
  console.log('Downloading the desktop app, once.')
  const quiet = { stdio: 'ignore', timeout: DOWNLOAD_PATIENCE }
  if (runNode([inPackage('electron', 'install.js')], quiet) === 0) return findElectron()
  writeFileSync(FAILED_DOWNLOAD, '')
  return undefined
}

/**
 * Starts a host, and waits until it has closed the record. `ended` hears its exit code, `null` where a
 * signal ended it, and whether that was one that was passed on from here.
 */
function run(program, args, ended) {
  // Some editors' terminals set this; it would make a plain Node of Electron.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = nodeFirst(process.env)
  const child = spawn(program, args, { cwd: PROJECT, stdio: 'inherit', env })
  let isOurs = false
  const pass = (signal) => {
    isOurs = true
    child.kill(signal)
  }
  const over = (code) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, pass)
    ended({ code, isOurs })
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, pass)
  child.once('exit', over)
  // It could not be started at all: there is no exit then.
  child.once('error', () => over(1))
}
