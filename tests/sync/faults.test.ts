import { expect, test } from 'vitest'
import { syncFaults } from '../soak/sync-faults.ts'

/** A short run of what `npm run soak` does for longer. */
test('after any fault all replicas are equal, and nothing acknowledged is lost', async () => {
  const report = await syncFaults(14, 20_261_121)
  expect(report.acknowledged).toBeGreaterThan(50)
  expect(report.entries).toBeGreaterThanOrEqual(report.acknowledged)
})
