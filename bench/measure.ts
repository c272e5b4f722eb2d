import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One line of a benchmark's table. Times in ms. */
export interface Line {
  what: string
  accord: number
  /** The same work in bare SQLite, in the same run. */
  bare: number
  /** Anything else worth knowing, such as how many rows. */
  note: string
}

export interface Benchmark {
  title: string
  /** What is compared with what, in a sentence or two. */
  about: string
  lines: Line[]
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

export function asMarkdown({ title, about, lines }: Benchmark): string {
  const ms = (time: number) => (time < 10 ? time.toFixed(2) : time.toFixed(0))
  return [
    `### ${title}`,
    '',
    about,
    '',
    '| | Accord, ms | bare SQLite, ms | ratio | |',
    '| --- | ---: | ---: | ---: | --- |',
    ...lines.map(
      ({ what, accord, bare, note }) =>
        `| ${what} | ${ms(accord)} | ${ms(bare)} | ${(accord / bare).toFixed(2)} | ${note} |`,
    ),
    '',
  ].join('\n')
}
