import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const RUN = fileURLToPath(new URL('run.ts', import.meta.url))

/** Courses of events, in a process of their own, whose clock and chance are the seed's. */
async function simulate(seeds: number, first: number): Promise<string[]> {
  const args = [RUN, String(seeds), String(first), '--hashes']
  const { stdout } = await promisify(execFile)(process.execPath, args).catch((error) => {
    throw new Error(String((error as { stdout?: string }).stdout ?? error))
  })
  return stdout.split('\n')
}

/** As many as a busy computer plays in a minute; the soak plays 10,000. */
const HALF = 25

test('courses of events: nothing lost, nothing forged, all equal, every wait ends, and each can be played again', async () => {
  const [one, two, again] = await Promise.all([
    simulate(HALF, 1),
    simulate(HALF, 1 + HALF),
    simulate(3, 1 + HALF),
  ])
  expect(one.at(-2)).toBe(`${HALF} seeds from 1: 0 failed.`)
  expect(two.at(-2)).toBe(`${HALF} seeds from ${1 + HALF}: 0 failed.`)
  const hashes = again.slice(0, 3)
  expect(two).toEqual(expect.arrayContaining(hashes))
  expect(new Set(hashes.map((line) => line.split(' ')[1])).size).toBe(3)
}, 600_000)
