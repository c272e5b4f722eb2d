import { cpus } from 'node:os'
import { asMarkdown, type Benchmark } from './measure.ts'
import { benchOpening } from './opening.ts'
import { benchRegister } from './register.ts'
import { benchUpdate } from './update.ts'

/**
 * `npm run bench [name …] [-- --full]`: prints each benchmark as a table in Markdown. Without names,
 * all of them.
 */
const BENCHMARKS: Record<string, (full: boolean) => Promise<Benchmark>> = {
  register: benchRegister,
  opening: benchOpening,
  update: benchUpdate,
}

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const full = process.argv.includes('--full')
const unknown = names.filter((name) => !Object.hasOwn(BENCHMARKS, name))
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}. There are ${Object.keys(BENCHMARKS).join(', ')}.`,
  )
  process.exit(2)
}
const processors = cpus()
console.log(
  `Node ${process.versions.node}, ${processors.length} × ${processors[0]?.model ?? 'processor'}\n`,
)
for (const name of names.length > 0 ? names : Object.keys(BENCHMARKS))
  console.log(asMarkdown((await BENCHMARKS[name]?.(full)) as Benchmark))
