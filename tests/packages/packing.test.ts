import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { configuration } from '../../scripts/package/configuration.ts'
import { FUSES } from '../../scripts/package/fuses.ts'
import { appleIcon, windowsIcon } from '../../scripts/package/icons.ts'
import {
  importedBy,
  type Packages,
  shippedBom,
  shippedPackages,
} from '../../scripts/package/shipped.ts'

/** How the desktop app is packed, for systems too on which no test runs. */

const require = createRequire(import.meta.url)
const builder = createRequire(require.resolve('electron-builder'))
const library = createRequire(builder.resolve('app-builder-lib'))
const schema = JSON.parse(
  readFileSync(
    join(dirname(builder.resolve('app-builder-lib/package.json')), 'scheme.json'),
    'utf8',
  ),
)
/** electron-builder's own check of its configuration. */
const { validateSchema } = library('app-builder-lib/out/util/config/schemaValidator.js') as {
  validateSchema(schema: unknown, data: unknown): void
}

const SYSTEMS = ['win32', 'darwin', 'linux'] as const
const SIGNING = { CSC_LINK: 'certificate', APPLE_ID: 'somebody' }

describe.each(SYSTEMS)('the configuration for %s', (platform) => {
  test.each([
    ['unsigned', {}],
    ['signed', SIGNING],
  ])('is one that electron-builder takes, %s', (_, env) => {
    const config = structuredClone(configuration({ platform, env }))
    expect(() => validateSchema(schema, config)).not.toThrow()
    expect(() => validateSchema(schema, { ...config, oneClick: true })).toThrow(/oneClick/)
  })

  test('seals the program', () => {
    const { electronFuses, asar } = configuration({ platform, env: {} })
    expect(asar).toBe(true)
    expect(electronFuses).toMatchObject({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
    })
    expect(Object.keys(electronFuses ?? {})).toEqual(expect.arrayContaining(Object.keys(FUSES)))
  })
})

test('what nobody signed says so, and what somebody signed has to be', () => {
  for (const platform of ['win32', 'darwin'] as const) {
    const plain = configuration({ platform, env: {} })
    expect(plain.artifactName).toContain('unsigned')
    expect(plain.forceCodeSigning).toBe(false)
    const signed = configuration({ platform, env: SIGNING })
    expect(signed.artifactName).not.toContain('unsigned')
    expect(signed.forceCodeSigning).toBe(true)
  }
})

test('the installer for one person asks for no administrator, the one for a computer is for all', () => {
  const { nsis, msi, win } = configuration({ platform: 'win32', env: {} })
  expect(nsis).toMatchObject({
    perMachine: false,
    allowElevation: false,
    deleteAppDataOnUninstall: false,
  })
  expect(msi).toMatchObject({ perMachine: true })
  expect(win?.target).toEqual(['nsis', 'msi', 'appx', 'zip'])
})

test('an icon of Windows and of macOS holds each picture where it says', () => {
  const drawn = [16, 256, 512].map((size) => ({ size, png: Buffer.from(`picture of ${size}`) }))
  const ico = windowsIcon(drawn)
  expect(ico.readUInt16LE(4)).toBe(2)
  expect([ico.readUInt8(6), ico.readUInt8(22)]).toEqual([16, 0])
  const at = ico.readUInt32LE(34)
  expect(ico.subarray(at, at + ico.readUInt32LE(30)).toString()).toBe('picture of 256')
  const icns = appleIcon(drawn)
  expect(icns.subarray(0, 4).toString()).toBe('icns')
  expect(icns.readUInt32BE(4)).toBe(icns.length)
  expect(icns.subarray(8, 12).toString()).toBe('ic08')
  expect(icns.subarray(16, 16 + icns.readUInt32BE(12) - 8).toString()).toBe('picture of 256')
})

describe('the list of parts', () => {
  const packages: Packages = {
    '': {},
    'node_modules/a': { version: '1.0.0', dependencies: { b: '^2' } },
    'node_modules/b': { version: '1.0.0' },
    'node_modules/a/node_modules/b': { version: '2.0.0', dependencies: { a: '*', c: '*' } },
    'node_modules/c': { version: '3.0.0' },
    'node_modules/tool': { version: '9.0.0' },
  }

  test('has what each package needs, the version that it finds, and nothing else', () => {
    expect(shippedPackages(packages, ['a', 'not-there'])).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
    ])
  })

  test('leaves out of npm’s list what is only for building', () => {
    const component = (name: string, version: string) => ({
      ...{ name, version },
      'bom-ref': `${name}@${version}`,
    })
    const bom = {
      components: [component('a', '1.0.0'), component('b', '1.0.0'), component('tool', '9.0.0')],
      dependencies: [
        { ref: 'accord', dependsOn: ['a@1.0.0', 'tool@9.0.0'] },
        { ref: 'tool@9.0.0', dependsOn: [] },
      ],
      metadata: { component: { 'bom-ref': 'accord' } },
    }
    const shipped = shippedBom(bom, packages, shippedPackages(packages, ['a']))
    expect(shipped.components.map(({ name }) => name)).toEqual(['a'])
    expect(shipped.dependencies).toEqual([{ ref: 'accord', dependsOn: ['a@1.0.0'] }])
  })

  test('knows what the interface is made of, which is bundled', () => {
    const names = importedBy('src')
    expect(names).toContain('react')
    expect(names).toContain('@tiptap/core')
    expect([...names].filter((name) => name.startsWith('.'))).toEqual([])
  })
})
