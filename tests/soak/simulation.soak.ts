import { execFileSync } from 'node:child_process'
import { test } from 'vitest'

/** `SEEDS=1000` for fewer; `FIRST=7001` for others. */
const { SEEDS = '10000', FIRST = '1' } = process.env

test(
  `${SEEDS} courses of events from a seed`,
  () => {
    const run = ['tests/simulation/run.ts', SEEDS, FIRST]
    // What fails is told as it comes, with its seed.
    execFileSync(process.execPath, run, { stdio: 'inherit' })
  },
  24 * 60 * 60_000,
)
