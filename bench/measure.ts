import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** One line of a benchmark's table. Times in ms. */
export interface Line {
  what: string
  /** How much there was to work on, such as rows or entries. */
  size: number
  accord: number
  /** The same in bare SQLite, or whatever else the title names, in the same run. */
  bare: number
  /** Anything else worth knowing, such as how many rows. */
  note: string
}

export interface Benchmark {
  title: string
  /** What is compared with what, in a sentence or two. */
  about: string
  /** What `size` counts. */
  unit: string
  lines: Line[]
}

/** Tells whoever waits how far it has come, beside the results and not among them. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** Sizes to measure: those of `--sizes 10,100`, or else all. */
export function sizes(all: readonly number[]): readonly number[] {
  const { values } = parseArgs({ options: { sizes: { type: 'string' } } })
  const wanted = values.sizes?.split(',').map(Number) ?? all
  if (wanted.every((size) => Number.isInteger(size) && size > 0)) return wanted
  throw new Error('Sizes are whole numbers with commas between them: --sizes 1,20')
}

/** @param q 0.5 for the median, 0.95 for the time that 19 of 20 stay under */
export function quantile(times: readonly number[], q: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

/** Runs the work in a folder of its own, which goes afterwards. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The machine and how busy it is, which every figure depends on. */
export function machine(): string {
  const processors = cpus()
  return `Node ${process.versions.node}, ${processors.length} × ${processors[0]?.model.trim() ?? 'processor'}, load ${loadavg()[0]?.toFixed(1)}`
}

/** A benchmark as tables in Markdown: each time beside the other's, and how both grow. */
export function asMarkdown({ title, about, unit, lines }: Benchmark): string {
  return [
    `### ${title}`,
    '',
    about,
    '',
    `| | ${unit} | Accord, ms | bare, ms | ratio | |`,
    '| --- | ---: | ---: | ---: | ---: | --- |',
    ...lines.map(
      ({ what, size, accord, bare, note }) =>
        `| ${what} | ${size.toLocaleString('en-GB')} | ${ms(accord)} | ${ms(bare)} | ${(accord / bare).toFixed(2)} | ${note} |`,
    ),
    '',
    ...growth(unit, lines),
    '',
  ].join('\n')
}

function ms(time: number): string {
  return time < 10 ? time.toFixed(2) : time.toFixed(0)
}

/** For each thing measured at several sizes, how much longer the largest takes than the smallest. */
function growth(unit: string, lines: readonly Line[]): string[] {
  return [...Map.groupBy(lines, ({ what }) => what)].flatMap(([what, group]) => {
    const bySize = group.toSorted((a, b) => a.size - b.size)
    const [least, most] = [bySize[0], bySize.at(-1)]
    if (!least || !most || least.size === most.size || least.size === 0) return []
    const times = (larger: number, smaller: number) =>
      `${Number((larger / smaller).toPrecision(3))}×`
    return [
      `- ${what}: ${times(most.size, least.size)} the ${unit} take ${times(most.accord, least.accord)} the time; in bare SQLite ${times(most.bare, least.bare)}.`,
    ]
  })
}
