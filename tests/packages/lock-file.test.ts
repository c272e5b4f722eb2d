import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** What `npm install` takes from the network: each package is the one that was looked at, or none. */

interface Locked {
  version?: string
  integrity?: string
  license?: string
  link?: boolean
  inBundle?: boolean
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>
}
const packages = Object.entries(lock.packages).filter(([path, { link }]) => path !== '' && !link)

test('every package has a checksum, those for other machines too', () => {
  expect(packages.length).toBeGreaterThan(100)
  const without = packages.filter(
    ([, { integrity, inBundle }]) => !inBundle && !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
  )
  expect(without.map(([path, { version }]) => `${path} ${version}`)).toEqual([])
})

test('every package says under which licence it comes', () => {
  expect(packages.filter(([, { license }]) => !license).map(([path]) => path)).toEqual([])
})

test('packages that nobody looks after any more stay out', () => {
  const left = ['fstream', 'inflight', 'buffers', 'binary', 'chainsaw', 'listenercount']
  const has = (name: string) => packages.filter(([path]) => path.endsWith(`node_modules/${name}`))
  expect(left.flatMap(has)).toEqual([])
  for (const [, { version }] of has('rimraf'))
    expect(Number.parseInt(version ?? '0', 10)).toBeGreaterThan(3)
  for (const [, { version }] of has('unzipper'))
    expect(Number(version?.split('.')[1])).toBeGreaterThan(10)
})
