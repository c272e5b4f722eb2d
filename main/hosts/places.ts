import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * The project's folder. This module, and the bundles it goes into (`out/main`), both lie two
 * folders below it.
 */
export const PROJECT_DIR = resolve(import.meta.dirname, '..', '..')

/** The built interface. */
export const RENDERER_DIR = join(PROJECT_DIR, 'out', 'renderer')

/** Where a host finds the things it depends on in the environment; the real one by default. */
export interface Surroundings {
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  home: string
}

/**
 * Folder of the person's own record: `ACCORD_DATA`, or Accord's place among the system's
 * application data.
 */
export function defaultDataDir({ env, platform, home }: Surroundings = thisComputer()): string {
  if (env.ACCORD_DATA) return resolve(env.ACCORD_DATA)
  return join(applicationData(env, platform, home), 'Accord', 'record')
}

/**
 * Folder of what the window keeps for itself: its place, and what Chromium stores. Beside the record,
 * so not in the roaming folder either, and each record has a window of its own.
 */
export function windowDir({ env, platform, home }: Surroundings = thisComputer()): string {
  if (env.ACCORD_DATA) return join(resolve(env.ACCORD_DATA), 'window')
  return join(applicationData(env, platform, home), 'Accord', 'window')
}

/**
 * Folder of the log and of crash dumps: where the system keeps those of applications, or `logs`
 * beside the record where ACCORD_DATA names its place.
 */
export function logDir({ env, platform, home }: Surroundings = thisComputer()): string {
  if (env.ACCORD_DATA) return join(resolve(env.ACCORD_DATA), 'logs')
  if (platform === 'darwin') return join(home, 'Library', 'Logs', 'Accord')
  if (platform === 'win32') return join(applicationData(env, platform, home), 'Accord', 'logs')
  return join(env.XDG_STATE_HOME ?? join(home, '.local', 'state'), 'Accord', 'logs')
}

function thisComputer(): Surroundings {
  return { env: process.env, platform: process.platform, home: homedir() }
}

function applicationData(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  // Not the roaming folder: managed laptops keep that on a network share, where SQLite's locks
  // cannot be trusted.
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(home, 'AppData', 'Local')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  return env.XDG_DATA_HOME ?? join(home, '.local', 'share')
}
