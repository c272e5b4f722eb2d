import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Which packages are in what is packed, read from the lock file: for the list of parts and of licences. */

export interface Locked {
  version?: string
  license?: string
  optional?: boolean
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}
export type Packages = Record<string, Locked>

/** Names of packages that the interface imports: they are bundled, so npm does not count them as shipped. */
export function importedBy(folder: string): Set<string> {
  const found = new Set<string>()
  for (const file of globSync('**/*.{ts,tsx,css}', { cwd: folder })) {
    const text = readFileSync(join(folder, file), 'utf8')
    for (const [, name] of text.matchAll(
      /(?:from\s+|import\(?\s*)['"]((?:@[^/'"]+\/)?[^./'"][^/'"]*)/g,
    ))
      if (name !== undefined) found.add(name)
  }
  return found
}

/** Paths in the lock file of these packages and of all that they need in turn. */
export function shippedPackages(packages: Packages, names: Iterable<string>): string[] {
  const found = new Set<string>()
  const waiting = [...names].map((name) => ({ name, from: '' }))
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const path = placeOf(packages, next.name, next.from)
    if (path === undefined || found.has(path)) continue
    found.add(path)
    const { dependencies, optionalDependencies, peerDependencies } = packages[path] ?? {}
    for (const name of Object.keys({
      ...dependencies,
      ...optionalDependencies,
      ...peerDependencies,
    }))
      waiting.push({ name, from: path })
  }
  return [...found].sort()
}

/** Where Node finds a package from another: beside it first, then further up. */
function placeOf(packages: Packages, name: string, from: string): string | undefined {
  for (let folder = from; ; ) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    if (Object.hasOwn(packages, path)) return path
    if (folder === '') return undefined
    const above = folder.lastIndexOf('/node_modules/')
    folder = above < 0 ? '' : folder.slice(0, above)
  }
}

/** A package's name, from its path in the lock file. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/** All licences in one text: the list first, then each in its own words where the package has them. */
export function licenceText(project: string, packages: Packages, paths: readonly string[]): string {
  const lines = paths.map((path) => {
    const { version = '', license = 'no licence named' } = packages[path] ?? {}
    return `${nameOf(path)} ${version}: ${license}`
  })
  const words = paths.flatMap((path) => {
    const folder = join(project, path)
    // One for another system is listed, and not installed here.
    if (!existsSync(folder)) return []
    return readdirSync(folder)
      .filter((name) => /^(licen[cs]e|copying|notice|ofl)/i.test(name) && !/\.(js|ts)$/.test(name))
      .map(
        (name) => `${nameOf(path)}, ${name}\n\n${readFileSync(join(folder, name), 'utf8').trim()}`,
      )
  })
  return `${lines.join('\n')}\n\n${words.join('\n\n---\n\n')}\n`
}

interface Bom {
  components: { name: string; version: string; 'bom-ref': string }[]
  dependencies: { ref: string; dependsOn: string[] }[]
  metadata: { component: { 'bom-ref': string } }
}

/** npm's own list of parts (CycloneDX), without those that are only for building. */
export function shippedBom(bom: Bom, packages: Packages, paths: readonly string[]): Bom {
  const shipped = new Set(paths.map((path) => `${nameOf(path)}@${packages[path]?.version}`))
  const components = bom.components.filter(({ name, version }) => shipped.has(`${name}@${version}`))
  const refs = new Set([
    bom.metadata.component['bom-ref'],
    ...components.map((component) => component['bom-ref']),
  ])
  return {
    ...bom,
    components,
    dependencies: bom.dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((on) => refs.has(on)) })),
  }
}
