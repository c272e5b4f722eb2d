import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

/**
 * Bundles the domain's rule on NHS numbers as plain script for the one-page forms, which open from a
 * disk and can import nothing. Run it after the rule has changed: a test holds the two to be the same.
 */

const root = join(import.meta.dirname, '..')
export const BUNDLED_RULE = join(root, 'resources', 'forms', 'nhs-number.js')

/** @returns the rule as one script that leaves `lookForNhsNumber` behind */
export async function bundledRule() {
  const entry = 'virtual:rule'
  const result = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'rule',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) =>
          id === entry
            ? `import { lookForNhsNumber } from '${join(root, 'domain/record/nhs-number.ts')}'
               globalThis.lookForNhsNumber = lookForNhsNumber`
            : undefined,
      },
    ],
    build: {
      write: false,
      target: 'es2020',
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: entry, output: { format: 'iife' } },
    },
  })
  const { output } = Array.isArray(result) ? result[0] : result
  return `// Made by scripts/bundle-form-rule.js from domain/record/nhs-number.ts. Do not edit.\n${output[0].code}`
}

if (process.argv[1] === import.meta.filename) writeFileSync(BUNDLED_RULE, await bundledRule())
