import { startVitest } from 'vitest/node'
import { syncFaults } from './sync-faults.ts'

/**
 * `npm run soak [rounds] [seed]`: synchronisation under faults, then every `*.soak.ts` here, for as
 * long as it takes.
 */
const [rounds = '200', seed = String(Date.now() % 100_000)] = process.argv.slice(2)

console.log(`${rounds} rounds of faults, seed ${seed}`)
console.log(await syncFaults(Number(rounds), Number(seed), console.log))

const vitest = await startVitest('test', [], {
  config: false,
  watch: false,
  include: ['tests/soak/*.soak.ts'],
  testTimeout: 30 * 60_000,
})
await vitest.close()
