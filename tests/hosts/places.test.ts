import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { defaultDataDir, logDir, windowDir } from '../../main/hosts/places.ts'

const home = join('home', 'asha')

test.each([
  ['win32', { LOCALAPPDATA: 'local' }, join('local', 'Accord', 'record')],
  ['win32', {}, join(home, 'AppData', 'Local', 'Accord', 'record')],
  ['darwin', {}, join(home, 'Library', 'Application Support', 'Accord', 'record')],
  ['linux', {}, join(home, '.local', 'share', 'Accord', 'record')],
  ['linux', { XDG_DATA_HOME: 'data' }, join('data', 'Accord', 'record')],
  ['linux', { ACCORD_DATA: 'mine' }, resolve('mine')],
] as const)('on %s with %o the record lies in %s', (platform, env, folder) => {
  expect(defaultDataDir({ env, platform, home })).toBe(folder)
})

test.each([
  ['win32', {}, join(home, 'AppData', 'Local', 'Accord', 'logs')],
  ['darwin', {}, join(home, 'Library', 'Logs', 'Accord')],
  ['linux', {}, join(home, '.local', 'state', 'Accord', 'logs')],
  ['linux', { XDG_STATE_HOME: 'state' }, join('state', 'Accord', 'logs')],
  ['win32', { ACCORD_DATA: 'mine' }, join(resolve('mine'), 'logs')],
] as const)('on %s with %o the log lies in %s', (platform, env, folder) => {
  expect(logDir({ env, platform, home })).toBe(folder)
})

test('the window keeps nothing in a roaming folder', () => {
  const env = { APPDATA: 'roaming', LOCALAPPDATA: 'local' }
  expect(windowDir({ env, platform: 'win32', home })).toBe(join('local', 'Accord', 'window'))
})
