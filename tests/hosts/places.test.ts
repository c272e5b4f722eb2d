import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { defaultDataDir } from '../../main/hosts/places.ts'

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
