import { randomUUID } from 'node:crypto'
import type { ExampleEntry } from '../domain/example/journal.ts'
import { exampleMetrics } from '../domain/example/metrics.ts'
import type { ExampleStrategy } from '../domain/example/strategies.ts'
import { exampleYear } from '../domain/example/year.ts'
import { type StreamName, systemStream } from '../domain/record/stream.ts'
import { hashOf, keepText } from './documents/kept-text.ts'
import { beginDocument, changeDocument } from './documents/shared-documents.ts'
import { beginComments } from './documents/y-comments.ts'
import { fillDocument } from './documents/y-document.ts'
import { readBaselineFigures, readMetrics } from './record/metric-resources.ts'
import type { ServiceRecord } from './record/record.ts'
import { readCatalogue, readSystems } from './record/resources.ts'
import { letOthersWork } from './runtime/turns.ts'

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
  const { member, systems, region, documents, strategy } = exampleYear({
    catalogue: readCatalogue(),
    systems: readSystems(),
    home: HOME,
    today,
    seed: SEED,
    hash: hashOf,
  })
  record.identify({ member, ics: HOME, example: true })
  let done = 0
  const write = (stream: StreamName, entries: readonly ExampleEntry[]) => {
    const additions = entries.map(({ id, at, by, ...change }) => {
      // Each deed of the year keeps a batch of its own, which stands in place of the write's.
      const draft = { kind: 'change' as const, ...change }
      return { stream, draft, at, by, id }
    })
    record.write(additions, member.id)
  }
  write('region', region())
  writeMetrics(record, today, member.id)
  await letOthersWork()
  for (const { document, field, text } of documents) beginDocument(record, document, field, text)
  writeStrategy(record, strategy)
  for (const { ods, entries } of systems) {
    signal?.throwIfAborted()
    write(systemStream(ods), entries())
    done += 1
    onProgress?.(done, systems.length)
    await letOthersWork()
  }
}

function writeStrategy(
  record: ServiceRecord,
  { text, versions }: Pick<ExampleStrategy, 'text' | 'versions'>,
): void {
  changeDocument(record, text.document, (doc) => {
    fillDocument(doc, text.body)
    beginComments(doc, text.comments)
  })
  for (const text of versions) keepText(record, text)
}

/** Invented values of metrics, beside the report's own figures, which stay as they are. */
function writeMetrics(record: ServiceRecord, today: string, by: string): void {
  const figures = [...readBaselineFigures()]
  const reported = new Set(figures.map(({ metric, area, period }) => `${metric} ${area} ${period}`))
  const groups = new Map<string, { sex: string; age: string }[]>()
  for (const { metric, sex, age } of figures) {
    const known = groups.get(metric) ?? []
    if (!known.some((group) => group.sex === sex)) groups.set(metric, [...known, { sex, age }])
  }
  const { observations, targets } = exampleMetrics({
    ...{ definitions: readMetrics(), systems: readSystems(), groups, today, seed: SEED },
    isReported: (metric, area, period) => reported.has(`${metric} ${area} ${period}`),
  })
  for (const { at, contents } of observations())
    record.write(
      contents.map((content) => ({
        ...{ stream: 'region' as const, draft: { kind: 'observations' as const, ...content } },
        ...{ at, by },
      })),
      randomUUID(),
    )
  for (const { at, metric, scope, set } of targets) {
    const stream: StreamName = scope === 'region' ? 'region' : systemStream(scope)
    const draft = { kind: 'change' as const, subject: `target:${metric}`, set, basedOn: {} }
    record.write([{ stream, draft, at, by }], randomUUID())
  }
}
