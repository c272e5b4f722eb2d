import type { LiveContent, LiveQuery } from '../../domain/documents/live.ts'
import { takeCut } from '../frozen/cut.ts'
import { hashEntries, isEvidence } from '../frozen/evidence-entries.ts'
import { frozenTables, withFrozen } from '../frozen/frozen.ts'
import type { RecordContext } from '../record/context.ts'
import { readMeta } from '../record/database.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { resolveLive } from './index.ts'

/**
 * What a live block would have shown at the end of a day: the record as it stood then, folded anew
 * from the entries that are here now.
 * @param day ISO date, not after today
 */
export async function resolveLiveOn(
  context: RecordContext,
  { query, day }: { query: LiveQuery; day: string },
  tools: JobTools,
): Promise<LiveContent> {
  const { db, dataDir } = context.record
  const { entries: all } = await takeCut(db, tools)
  const entries = all.filter(isEvidence)
  const resources = readMeta(db, 'catalogue') ?? ''
  const span = { hash: hashEntries(entries), resources, from: day, day }
  const folder = await frozenTables(dataDir, span, async () => entries, tools)
  return withFrozen(folder, span, ({ end }) => resolveLive(end, query))
}
