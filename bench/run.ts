import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { machine, say } from './measure.ts'

/**
 * `npm run bench [name …] [-- --option …]`: runs benchmarks one after the other, each in a process of
 * its own, and prints their tables in Markdown. Without names, all of them. Options go to those named.
 */
const SHARED = new Set(['run', 'fill', 'measure'])

const folder = fileURLToPath(new URL('.', import.meta.url))
const known = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((name) => !SHARED.has(name))
const given = process.argv.slice(2)
const firstOption = given.findIndex((argument) => argument.startsWith('--'))
const names = firstOption < 0 ? given : given.slice(0, firstOption)
const options = given.slice(names.length)

const unknown = names.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are ${known.join(', ')}.`)
  process.exit(2)
}
if (options.length > 0 && names.length === 0) {
  console.error(`Name the benchmark that ${options.join(' ')} is for: ${known.join(', ')}.`)
  process.exit(2)
}

let failed = false
for (const name of names.length > 0 ? names : known) {
  say(`\n${name}: ${machine()}`)
  const { status } = spawnSync(process.execPath, [`${folder}${name}.ts`, ...options], {
    stdio: 'inherit',
  })
  if (status === 0) continue
  failed = true
  console.error(`The benchmark ${name} failed.`)
}
process.exit(failed ? 1 : 0)
