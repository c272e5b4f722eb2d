import { test } from 'vitest'
import { foldAnything } from '../record/fold-anything.ts'

test('20,000 entries of every shape throw nothing, and all replicas come to the same', async () => {
  for (let round = 0; round < 10; round += 1) await foldAnything(100)
})
