import { setImmediate as nextTurn } from 'node:timers/promises'
import { exampleYear } from '../domain/example/year.ts'
import { systemStream } from '../domain/record/stream.ts'
import type { ServiceRecord } from './record/record.ts'
import { readCatalogue, readSystems } from './record/resources.ts'

/** System whose lead the reader of the example is. */
const HOME = 'QK1'
const SEED = 'Accord'

interface FillOptions {
  signal?: AbortSignal
  /** Hears systems done and in all. */
  onProgress?: (done: number, total: number) => void
}

/**
 * Fills a new record with the example year that ends on `today` (an ISO date). Others get a turn
 * between systems, which is also when it can be cancelled; what was written by then stays.
 */
export async function fillExample(
  record: ServiceRecord,
  today: string,
  { signal, onProgress }: FillOptions = {},
): Promise<void> {
  const { member, systems } = exampleYear({
    catalogue: readCatalogue(),
    systems: readSystems(),
    home: HOME,
    today,
    seed: SEED,
  })
  record.identify({ member, ics: HOME, example: true })
  let done = 0
  for (const { ods, entries } of systems) {
    signal?.throwIfAborted()
    const stream = systemStream(ods)
    const additions = entries().map(({ id, at, by, ...change }) => {
      // Each deed of the year keeps a batch of its own, which stands in place of the write's.
      const draft = { kind: 'change' as const, ...change }
      return { stream, draft, at, by, id }
    })
    record.write(additions, member.id)
    done += 1
    onProgress?.(done, systems.length)
    await nextTurn()
  }
}
