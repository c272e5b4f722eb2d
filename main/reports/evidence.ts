import { existsSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dayOf } from '../../domain/dates.ts'
import { UserError } from '../../domain/errors.ts'
import { canonicalJson } from '../../domain/record/canonical-json.ts'
import { composeReport } from '../../domain/reports/compose.ts'
import type { Evidence } from '../../domain/reports/evidence.ts'
import type { ComposedReport, Figure } from '../../domain/reports/model.ts'
import { plural } from '../../domain/words.ts'
import type { ReportFrame } from '../evidence/about.ts'
import { collectEvidence } from '../evidence/index.ts'
import { writeWhole } from '../exports/whole-file.ts'
import { entriesIn, type PlacedEntry } from '../frozen/cut.ts'
import { hashEntries, hashText, isEvidence } from '../frozen/evidence-entries.ts'
import { type FrozenSpan, frozenTables, withFrozen } from '../frozen/frozen.ts'
import { earlierDay } from '../frozen/moments.ts'
import type { RecordContext } from '../record/context.ts'
import type { JobTools } from '../runtime/jobs.ts'
import type { FreezeRecord } from './freeze-record.ts'

/** A freeze as a report: its evidence, what is composed from it, and where its tables are. */
export interface FrozenReport {
  evidence: Evidence
  composed: ComposedReport
  folder: string
  span: FrozenSpan
}

/** What was composed last: pages ask for one section after the other. */
const recent = new Map<string, Omit<FrozenReport, 'span'>>()
const RECENT = 2

/** The part of a freeze's day that its figures depend on. */
export function spanOf({
  hash,
  resources,
  from,
  to,
  moment,
}: Pick<FreezeRecord, 'hash' | 'resources' | 'from' | 'to' | 'moment'>): FrozenSpan {
  return { hash, resources, from, day: lastDay(to, moment) }
}

/** The last day that counts: the end of the period, or the day of the freeze if that is earlier. */
export function lastDay(to: string, moment: string): string {
  return earlierDay(to, dayOf(moment))
}

/**
 * The report of a freeze.
 * @throws UserError when entries of it are not here, or are not what they were
 */
export function reportOf(
  context: RecordContext,
  freeze: FreezeRecord,
  tools: JobTools,
): Promise<FrozenReport> {
  return composedReport(context.record.dataDir, freeze, spanOf(freeze), tools, async () => {
    const { entries, missing } = await entriesIn(context.record.db, freeze.cut, tools)
    const evidence = entries.filter(isEvidence)
    if (hashEntries(evidence) !== freeze.hash) throw incomplete(freeze, missing)
    return evidence
  })
}

function incomplete({ title }: FreezeRecord, missing: number): UserError {
  return new UserError(
    missing > 0
      ? `The freeze “${title}” holds ${plural(missing, 'entry', 'entries')} that ${missing === 1 ? 'is' : 'are'} not on this computer yet. Synchronise, then try again.`
      : `The entries of the freeze “${title}” are not what they were when it was made, so it shows no figures. “accord report verify” says more.`,
  )
}

/** @param entries asked for only where nothing is kept from an earlier time */
export async function composedReport(
  dataDir: string,
  { kind, scope, from, to }: ReportFrame,
  span: FrozenSpan,
  tools: JobTools,
  entries: () => Promise<readonly PlacedEntry[]>,
): Promise<FrozenReport> {
  const frame = { kind, scope, from, to }
  const folder = await frozenTables(dataDir, span, entries, tools)
  const file = join(folder, `evidence-${hashText(canonicalJson(frame)).slice(0, 16)}.json`)
  const known = recent.get(file)
  if (known) return { ...known, span }
  const evidence = kept(file) ?? (await collected(folder, span, frame, tools))
  if (!existsSync(file)) await writeWhole(file, (path) => writeFile(path, JSON.stringify(evidence)))
  const made = { evidence, composed: composeReport(evidence), folder }
  recent.set(file, made)
  if (recent.size > RECENT) recent.delete(recent.keys().next().value as string)
  return { ...made, span }
}

/** As it reads when it was kept, so that figures are the same whichever way it came. */
export async function collected(
  folder: string,
  span: FrozenSpan,
  frame: ReportFrame,
  tools: JobTools,
): Promise<Evidence> {
  const evidence = await withFrozen(folder, span, (frozen) => collectEvidence(frozen, frame, tools))
  return JSON.parse(JSON.stringify(evidence)) as Evidence
}

/** Evidence of an earlier time; `undefined` where there is none that can be read. */
function kept(file: string): Evidence | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Evidence
  } catch {
    rmSync(file, { force: true })
    return undefined
  }
}

/** SHA-256 of all figures, in the order of their keys. */
export function hashFigures(figures: ReadonlyMap<string, Figure>): string {
  return hashText(canonicalJson([...figures.values()]))
}
