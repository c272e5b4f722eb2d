import type { LiveContent, LiveQuery } from '../../../domain/documents/live.ts'
import type { JobTools } from '../../jobs.ts'
import { readMeta } from '../../record/database.ts'
import type { RegisterContext } from '../../register/context.ts'
import { takeCut } from '../../reports/cut.ts'
import { hashEntries, isEvidence } from '../../reports/evidence-entries.ts'
import { frozenTables, withFrozen } from '../../reports/frozen.ts'
import { resolveLive } from './index.ts'

/**
 * What a live block would have shown at the end of a day: the record as it stood then, folded anew
 * from the entries that are here now.
 * @param day ISO date, not after today
 */
export async function resolveLiveOn(
  context: RegisterContext,
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
