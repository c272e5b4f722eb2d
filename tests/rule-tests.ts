import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** What a test of rules alone does not reach: a record, a process, a socket, a browser, Excel. */
const MACHINE =
  /^(better-sqlite3|@protobi\/exceljs|@e965\/xlsx|playwright-core|ws|vitest\/node|node:(child_process|net|http|https|worker_threads))$/

const IMPORTED = /(?:from\s+|import\(\s*|^import\s+)'([^']+)'/gm

/** Tests that try so many inputs that they take their time. */
const LONG = /(properties|any-[a-z]+|-real|real-[a-z]+|chance|update|pieces|y-document)\.test\.ts$/

/**
 * Tests that need nothing of the machine, by their paths from the project's root: found by what they
 * import, near and far, so that nobody keeps a list.
 */
export function ruleTests(root: string): string[] {
  const known = new Map<string, boolean>()

  function reachesMachine(file: string): boolean {
    const found = known.get(file)
    if (found !== undefined) return found
    // Whoever imports in a circle is answered by the others in it.
    known.set(file, false)
    const path = join(root, file)
    if (!existsSync(path)) return false
    const names = [...readFileSync(path, 'utf8').matchAll(IMPORTED)].map(([, name = '']) => name)
    const reaches = names.some((name) =>
      name.startsWith('.')
        ? reachesMachine(normalize(join(dirname(file), name)))
        : MACHINE.test(name),
    )
    known.set(file, reaches)
    return reaches
  }

  return globSync('tests/**/*.test.ts', { cwd: root })
    .filter((file) => !LONG.test(file) && !reachesMachine(file))
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
}
