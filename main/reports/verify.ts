import { rmSync } from 'node:fs'
import { composeReport } from '../../domain/reports/compose.ts'
import { plural } from '../../domain/words.ts'
import type { FreezeCheck } from '../../preload/reports-types.ts'
import { entriesIn, type PlacedEntry } from '../frozen/cut.ts'
import { hashEntries, isEvidence } from '../frozen/evidence-entries.ts'
import { foldInto } from '../frozen/frozen.ts'
import type { RecordContext } from '../record/context.ts'
import { readMeta } from '../record/database.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { unfinishedFolder } from '../runtime/unfinished.ts'
import { collected, hashFigures, spanOf } from './evidence.ts'
import { type FreezeRecord, requireFreeze } from './freeze-record.ts'

/** Works a freeze out again from its entries alone, using nothing that was kept. */
export async function verifyFreeze(
  context: RecordContext,
  id: string,
  tools: JobTools,
): Promise<FreezeCheck> {
  const freeze = requireFreeze(context, id)
  const { entries: all, missing } = await entriesIn(context.record.db, freeze.cut, tools)
  const entries = all.filter(isEvidence)
  const found = hashEntries(entries)
  const sameResources = readMeta(context.record.db, 'catalogue') === freeze.resources
  const sameEntries = found === freeze.hash
  const sameFigures =
    sameEntries && (await figuresHash(context, freeze, entries, tools)) === freeze.figures
  const differences = [
    missing > 0 &&
      `${plural(missing, 'entry', 'entries')} of the freeze ${missing === 1 ? 'is' : 'are'} not on this computer. Synchronise, then check again.`,
    missing === 0 &&
      !sameEntries &&
      'The entries are not those that were frozen: some were altered. Check the record with “accord record verify”, and restore a backup if it is damaged.',
    !sameResources &&
      'The catalogue and the figures that ship with this version of Accord are not those that the freeze was made with. Freeze again to have them in the figures.',
    sameEntries &&
      !sameFigures &&
      'The entries are the same, but this version of Accord works some figures out in another way. Freeze again to have them in that way.',
  ].filter((sentence) => sentence !== false)
  return {
    ok: differences.length === 0,
    id,
    hash: freeze.hash,
    found,
    entries: entries.length,
    missing,
    sameResources,
    sameFigures,
    differences,
  }
}

async function figuresHash(
  { record }: RecordContext,
  freeze: FreezeRecord,
  entries: readonly PlacedEntry[],
  tools: JobTools,
): Promise<string> {
  const { kind, scope, from, to } = freeze
  const folder = unfinishedFolder(record.dataDir)
  try {
    const span = spanOf(freeze)
    await foldInto(folder, span, entries, tools)
    const evidence = await collected(folder, span, { kind, scope, from, to }, tools)
    return hashFigures(composeReport(evidence).figures)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
