import { randomUUID } from 'node:crypto'
import { dayOf, formatDate } from '../../domain/dates.ts'
import { UserError } from '../../domain/errors.ts'
import { stampTime } from '../../domain/record/clock.ts'
import { streamSystem } from '../../domain/record/stream.ts'
import { inSentence, parseScope } from '../../domain/reports/scope.ts'
import { usualTitle } from '../../domain/reports/title.ts'
import { plural } from '../../domain/words.ts'
import type { Input } from '../../preload/contract.ts'
import type { Frozen } from '../../preload/reports-types.ts'
import { collectAbout, type ReportFrame } from '../evidence/about.ts'
import { type PlacedEntry, takeCut } from '../frozen/cut.ts'
import { hashEntries, isEvidence } from '../frozen/evidence-entries.ts'
import { endOfDay, startOfDay } from '../frozen/moments.ts'
import { type RecordContext, requireWrite, type WritingContext } from '../record/context.ts'
import { readMeta } from '../record/database.ts'
import { changeIn, writeDeed } from '../record/deed.ts'
import type { Addition } from '../record/record.ts'
import { wordsOf } from '../record/scope-words.ts'
import { lineOf } from '../record/systems.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { requireFrame } from './deeds.ts'
import { composedReport, hashFigures, lastDay, spanOf } from './evidence.ts'
import { cutInPieces } from './freeze-record.ts'
import { listReportParts, requireReport } from './read.ts'

const REGION = 'region'

/**
 * Holds the record as it stands now: cuts the log, works out every figure, and only then writes the
 * freeze, so that one that was cut short leaves nothing behind.
 */
export async function freezeNow(
  context: WritingContext,
  input: Input<'reports.freeze'>,
  tools: JobTools,
): Promise<Frozen> {
  requireWrite(context, REGION)
  const frame = frameOf(context, input)
  const { record } = context
  // In this order and at once: no entry of the cut is later than the moment.
  const moment = new Date(stampTime(record.clock.next())).toISOString()
  requireFrame(context, frame, lastDay(frame.to, moment))
  const { cut, entries: all } = await takeCut(record.db, tools)
  const entries = all.filter(isEvidence)
  requireEvidence(context, frame, dayOf(moment), entries)

  const hash = hashEntries(entries)
  const resources = readMeta(record.db, 'catalogue') ?? ''
  const span = spanOf({ ...frame, hash, resources, moment })
  const { composed } = await composedReport(record.dataDir, frame, span, tools, async () => entries)
  tools.signal.throwIfAborted()
  return writeFreeze(context, input, frame, {
    from: frame.from,
    to: frame.to,
    scope: frame.scope,
    moment,
    entries: entries.length,
    hash,
    resources,
    figures: hashFigures(composed.figures),
    pieces: cutInPieces(cut),
  })
}

/** Period, scope and kind: those asked for, else those of the report. */
function frameOf(
  context: RecordContext,
  { report, kind, from, to, scope }: Input<'reports.freeze'>,
): ReportFrame {
  const of = report === undefined ? undefined : requireReport(context, report)
  const first = from ?? of?.from
  const last = to ?? of?.to
  if (!first || !last)
    throw new UserError('Say from which day to which day the report tells.', 'wrong-call')
  return {
    kind: kind ?? of?.kind ?? 'impact',
    scope: scope ?? of?.scope ?? 'region',
    from: first,
    to: last,
  }
}

/** @throws UserError when nobody wrote anything in scope in the period */
function requireEvidence(
  context: RecordContext,
  frame: ReportFrame,
  today: string,
  entries: readonly PlacedEntry[],
): void {
  const { from, to, scope } = frame
  if (from > today)
    throw new UserError(
      `The period begins on ${formatDate(from)}, which has not come yet. Choose an earlier day.`,
      'wrong-call',
    )
  const [first, last] = [startOfDay(from), endOfDay(to)]
  const concerns = inScope(context, frame)
  if (entries.some((each) => each.entry.at >= first && each.entry.at < last && concerns(each)))
    return
  throw new UserError(
    `Nothing was written about ${inSentence(wordsOf(context, scope))} from ${formatDate(from)} to ${formatDate(to)}, so there is nothing to report. Choose another period or scope.`,
  )
}

function inScope(context: RecordContext, frame: ReportFrame): (placed: PlacedEntry) => boolean {
  const scope = parseScope(frame.scope)
  if (scope.kind === 'region') return () => true
  const about = collectAbout(context, frame)
  if (scope.kind === 'priority') {
    const subjects = new Set(about.catalogue.map(({ reference }) => `action:${reference}`))
    return ({ entry }) => subjects.has(String(entry.subject))
  }
  const systems = new Set(about.systems.flatMap(({ ods }) => lineOf(context, ods)))
  return ({ stream }) => systems.has(streamSystem(stream) ?? '')
}

interface MadeFreeze {
  from: string
  to: string
  scope: ReportFrame['scope']
  moment: string
  pieces: ReturnType<typeof cutInPieces>
  entries: number
  hash: string
  resources: string
  figures: string
}

function writeFreeze(
  context: WritingContext,
  { report: named, title }: Input<'reports.freeze'>,
  frame: ReportFrame,
  { pieces, ...made }: MadeFreeze,
): Frozen {
  const id = randomUUID()
  const known = named ?? sameFrame(context, frame)
  const report = known ?? randomUUID()
  const [first, ...others] = pieces
  const day = formatDate(dayOf(made.moment))
  const { kind, from, to, scope } = frame
  const usual = usualTitle(kind, wordsOf(context, scope), from, to)
  const own = known ? {} : { ...frame, title: title ?? usual }
  const fields = { title: title ?? `Frozen on ${day}`, report, ...made, cut: first }
  const more = others.map(
    (cut): Addition => ({
      stream: REGION,
      draft: { kind: 'change', subject: `freeze:${id}`, set: { cut }, basedOn: {} },
    }),
  )
  const additions = [
    ...changeIn(context, REGION, `freeze:${id}`, fields),
    ...more,
    ...changeIn(context, REGION, `report:${report}`, { ...own, freeze: id }),
  ]
  const said = `Froze the record of ${day}: ${plural(made.entries, 'entry', 'entries')}`
  const written = writeDeed(context, REGION, additions, said)
  // What was written is what the deed says; how many entries are frozen is another number.
  return { ...written, id, report, hash: made.hash, entries: made.entries }
}

/** The report of the same period, scope and kind, the one that stands under its title first. */
function sameFrame(context: RecordContext, frame: ReportFrame): string | undefined {
  const { kind, from, to } = frame
  return listReportParts(context).find(
    (report) =>
      report.kind === kind &&
      report.from === from &&
      report.to === to &&
      report.scope === frame.scope,
  )?.id
}
