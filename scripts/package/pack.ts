import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'electron-builder'
import { configuration, GATHERED, isSigned, PACKED } from './configuration.ts'
import { wrongFuses } from './fuses.ts'
import { drawIcons } from './icons.ts'
import { importedBy, licenceText, type Packages, shippedBom, shippedPackages } from './shipped.ts'

/**
 * Packs the desktop app that is built for the system it runs on: every form, or those that are named
 * (`--only tar.gz,deb`), or the plain folder (`--dir`). ACCORD_ELECTRON_DIST is a folder with an
 * Electron that is there already, and ACCORD_ELECTRON_VERSION which it is.
 */

const PROJECT = resolve(import.meta.dirname, '..', '..')
const { env, platform } = process
const { values } = parseArgs({
  options: { dir: { type: 'boolean', default: false }, only: { type: 'string' } },
})

/** Icons, licences and the list of parts, where electron-builder looks for them. */
function gather(): void {
  const folder = join(PROJECT, GATHERED)
  rmSync(folder, { recursive: true, force: true })
  drawIcons(join(folder, 'icons'))
  const notices = join(folder, 'notices')
  mkdirSync(notices, { recursive: true })
  const { packages } = readJson(join(PROJECT, 'package-lock.json')) as { packages: Packages }
  const { dependencies } = readJson(join(PROJECT, 'package.json')) as {
    dependencies: Record<string, string>
  }
  const roots = [...Object.keys(dependencies), ...importedBy(join(PROJECT, 'src'))]
  const paths = shippedPackages(packages, roots)
  cpSync(join(PROJECT, 'LICENSE'), join(notices, 'LICENSE.txt'))
  writeFileSync(join(notices, 'LICENCES.txt'), licenceText(PROJECT, packages, paths))
  const bom = shippedBom(JSON.parse(npmSbom()), packages, paths)
  writeFileSync(join(notices, 'sbom.cyclonedx.json'), `${JSON.stringify(bom, undefined, 2)}\n`)
}

/** Only what the lock file says, so the same on every computer. */
function npmSbom(): string {
  const { stdout, stderr, status } = spawnSync(
    'npm sbom --sbom-format cyclonedx --package-lock-only',
    { cwd: PROJECT, encoding: 'utf8', shell: true, maxBuffer: 1 << 28 },
  )
  if (status !== 0) throw new Error(`npm made no list of parts: ${stderr}`)
  return stdout
}

function targets(): string[] {
  if (values.dir) return ['dir']
  return values.only?.split(',') ?? []
}

/** @throws Error when a packed program's fuses are not as they should be */
async function checkFuses(): Promise<void> {
  const programs = globSync(['*-unpacked/accord', '*-unpacked/Accord.exe', 'mac*/Accord.app'], {
    cwd: join(PROJECT, PACKED),
  })
  if (programs.length === 0) throw new Error('No packed program was found.')
  for (const program of programs) {
    const wrong = await wrongFuses(join(PROJECT, PACKED, program))
    if (wrong.length > 0) throw new Error(`${program}: fuses not as wanted: ${wrong.join(', ')}`)
    console.log(`${program}: every fuse is as it should be.`)
  }
}

/** In the format of `sha256sum --check`. */
function writeChecksums(): void {
  const folder = join(PROJECT, PACKED)
  const files = readdirSync(folder).filter((name) =>
    /^Accord-.*\.(exe|msi|appx|zip|dmg|AppImage|deb|gz)$/.test(name),
  )
  const lines = files.map((name) => {
    const sum = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
    return `${sum}  ${basename(name)}\n`
  })
  if (files.length > 0) writeFileSync(join(folder, `SHA256SUMS-${platform}.txt`), lines.join(''))
  cpSync(
    join(PROJECT, GATHERED, 'notices', 'sbom.cyclonedx.json'),
    join(folder, 'sbom.cyclonedx.json'),
  )
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

const OPTIONS = { linux: 'linux', darwin: 'mac', win32: 'win' } as const
const option = OPTIONS[platform as keyof typeof OPTIONS]
if (option === undefined) throw new Error(`Accord is not packed on ${platform}.`)

gather()
const electron = env.ACCORD_ELECTRON_DIST
await build({
  projectDir: PROJECT,
  [option]: targets(),
  publish: 'never',
  config: {
    ...configuration({ platform, env }),
    ...(electron ? { electronDist: resolve(electron) } : {}),
    ...(env.ACCORD_ELECTRON_VERSION ? { electronVersion: env.ACCORD_ELECTRON_VERSION } : {}),
  },
})
await checkFuses()
writeChecksums()
if (!isSigned(platform, env)) console.log('What was packed is not signed.')
