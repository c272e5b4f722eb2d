import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import type { MetricDefinition } from '../../domain/metrics/definitions.ts'
import { plural } from '../../domain/words.ts'
import type { Input } from '../../preload/contract.ts'
import type { TableMapping } from '../../preload/metrics-contract.ts'
import type {
  MetricsImported,
  MetricsImportPreview,
  RhythmQuestion,
  TablePreview,
} from '../../preload/metrics-types.ts'
import { readAnyTable } from '../imports/any-table.ts'
import { knownHeading, suggestColumns, suggestValue } from '../imports/column-guesses.ts'
import { readFingertips } from '../imports/fingertips.ts'
import { isFingertipsHeader } from '../imports/fingertips-columns.ts'
import { readMapped } from '../imports/mapped-rows.ts'
import { openTable } from '../imports/tables/open-table.ts'
import type { readValues } from '../imports/value-batches.ts'
import type { WritingContext } from '../record/context.ts'
import { changeIn, writeDeed } from '../record/deed.ts'
import type { Addition } from '../record/record.ts'
import type { FileShelf } from '../runtime/files.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { letOthersWork } from '../runtime/turns.ts'
import { knownAreas, listDefinitions, requireMetric } from './context.ts'
import { recordedValues, sameValues } from './differences.ts'
import { ImportTally } from './import-tally.ts'
import { importBegins, importEnds } from './imports-under-way.ts'
import {
  chosenPeriods,
  OF_ANOTHER_RHYTHM,
  type PeriodCounts,
  rhythmQuestion,
} from './rhythm-questions.ts'
import { Staging } from './staging.ts'
import { observationAdditions, requireScope } from './writing.ts'

/**
 * Values in from files: first compared and shown, then written as one deed. Where writing fails, what
 * was written stands, and the same file brings the rest: nothing comes twice. Where the process ends
 * instead, the next one takes back what was written (`imports-under-way.ts`).
 */

type File = { path: string; name: string }
type IndicatorChoices = NonNullable<Input<'metrics.import'>['indicators']>
/** What a person chose of an import, by indicator of the file. */
type Choices = Pick<Input<'metrics.import'>, 'indicators' | 'rhythms'>

interface Prepared {
  context: WritingContext
  scope: string
  fileName: string
  staging: Staging
  /** Metric of each indicator of the file, where one names it. */
  metrics: Map<string, string | null>
  /** Periods of each indicator's rows that are new or changed. */
  periods: ReadonlyMap<string, PeriodCounts>
  unchanged: number
  read: number
  /** Rows left out when the file was read, by reason. */
  skipped: MetricsImportPreview['skipped']
}

/** More would make a shared record that laptops cannot carry. */
const MOST_VALUES = 500_000

const WITHOUT_METRIC = 'of indicators that no metric was named for'
/** Values written between two turns of others: more would keep the page waiting. */
const VALUES_AT_ONCE = 2000
const PREVIEW_ROWS = 20
/** Rows from the top among which a person chooses the headings. */
const HEADING_CHOICES = 40

export async function previewTable(
  file: File,
  { sheet, headingRow }: { sheet?: string | undefined; headingRow?: number | undefined },
  { signal }: JobTools,
): Promise<TablePreview> {
  const table = await readAnyTable(file.path, {
    fileName: file.name,
    sheet,
    headingRow,
    signal,
    most: PREVIEW_ROWS,
  })
  const { headings, headingReasons, notices, sheets, hiddenSheets } = table
  const rows = table.rows.map(({ cells }) => [...cells])
  return {
    fileName: file.name,
    fingertips: isFingertipsHeader(headings),
    sheets,
    hiddenSheets,
    sheet: table.sheet,
    headings,
    headingRow: table.headingRow,
    headingReasons,
    notices,
    top: table.top.slice(0, HEADING_CHOICES).map(({ number, cells }) => ({
      number,
      text: cells
        .filter((cell) => cell.trim() !== '')
        .join(' | ')
        .slice(0, 120),
    })),
    rows,
    suggested: suggestValue(suggestColumns(headings), headings, rows),
  }
}

export interface MetricsImporter {
  /** Reads a file and compares it with the record; nothing is written. */
  preview(
    context: WritingContext,
    file: File,
    asked: { mapping?: TableMapping | undefined; scope?: string | undefined },
    tools: JobTools,
  ): Promise<MetricsImportPreview>
  /** What is to be asked where indicators of a preview go to these metrics. */
  mixes(
    context: WritingContext,
    preview: string,
    metrics: Readonly<Record<string, string>>,
  ): Record<string, RhythmQuestion>
  /** Writes what a preview showed, as one deed. */
  apply(
    context: WritingContext,
    preview: string,
    choices: Choices,
    tools: JobTools,
  ): Promise<MetricsImported>
}

/** @param shelf lends room on the disk for rows between preview and writing */
export function metricsImporter(shelf: FileShelf): MetricsImporter {
  const prepared = new Map<string, Prepared>()

  function forget(): void {
    for (const { staging } of prepared.values()) staging.close()
    prepared.clear()
  }

  function atHand(context: WritingContext, preview: string): Prepared {
    const found = prepared.get(preview)
    if (!found || found.context.record !== context.record)
      throw new UserError('That preview is no longer at hand. Choose the file again.')
    return found
  }

  return {
    async preview(context, file, { mapping, scope: asked }, tools) {
      const scope = asked ?? defaultScope(context)
      requireScope(context, scope)
      forget()
      const staging = new Staging(shelf.scratch())
      try {
        const tally = new ImportTally(context, file.name, scope, staging)
        if (mapping) await stageMapped(context, file, mapping, tally, tools)
        else await stageFingertips(context, file, tally, tools)
        const preview = randomUUID()
        const shown = tally.preview(preview)
        prepared.set(preview, {
          context,
          scope,
          fileName: mapping?.all.source ?? file.name,
          staging,
          metrics: new Map(shown.indicators.map(({ indicator, metric }) => [indicator, metric])),
          periods: tally.periods,
          unchanged: shown.unchanged,
          read: shown.read,
          skipped: shown.skipped,
        })
        return shown
      } catch (error) {
        staging.close()
        throw error
      }
    },
    mixes(context, preview, metrics) {
      const { periods } = atHand(context, preview)
      const questions = Object.entries(metrics).flatMap(([indicator, metric]) => {
        const found = periods.get(indicator)
        const question = found && rhythmQuestion(context.record.db, found, metric)
        return question ? [[indicator, question] as const] : []
      })
      return Object.fromEntries(questions)
    },
    async apply(context, preview, choices, tools) {
      const wanted = atHand(context, preview)
      // Another preview while this is written must not take its rows away.
      prepared.delete(preview)
      try {
        const imported = await writeStaged(context, wanted, choices, tools)
        wanted.staging.close()
        return imported
      } catch (error) {
        prepared.set(preview, wanted)
        throw error
      }
    },
  }
}

/** Regional staff write for the region; a lead of one system writes for that. */
function defaultScope(context: WritingContext): string {
  const grants = context.grants()
  const led = grants.flatMap((grant) => (grant.startsWith('lead:') ? [grant.slice(5)] : []))
  if (grants.includes('regional') || led.length === 0) return 'region'
  if (led.length > 1)
    throw new UserError('You lead several systems. Say for which of them the values are.')
  return led[0]!
}

async function stageFingertips(
  context: WritingContext,
  file: File,
  tally: ImportTally,
  { signal, progress }: JobTools,
): Promise<void> {
  const batches = readFingertips(file.path, {
    fileName: file.name,
    areas: knownAreas(context),
    signal,
    onProgress: (done, total) => progress(done, total, 'Reading the file'),
  })
  await stage(batches, tally, file.name)
}

async function stageMapped(
  context: WritingContext,
  file: File,
  mapping: TableMapping,
  tally: ImportTally,
  { signal, progress }: JobTools,
): Promise<void> {
  if (mapping.all.metric !== undefined) requireMetric(context, mapping.all.metric)
  const { sheet, headingRow } = mapping
  const table = await openTable(file.path, {
    fileName: file.name,
    sheet,
    headingRow,
    signal,
    isKnown: knownHeading,
  })
  for (const notice of table.notices) tally.notice(notice)
  const batches = readMapped(table, mapping, knownAreas(context), {
    onProgress: (done, total) => progress(done, total, 'Reading the file'),
  })
  await stage(batches, tally, file.name)
}

async function stage(
  batches: ReturnType<typeof readValues>,
  tally: ImportTally,
  fileName: string,
): Promise<void> {
  for await (const { rows, problems, soFar, notices } of batches) {
    tally.add(rows, problems)
    tally.count(soFar)
    for (const notice of notices) tally.notice(notice)
    requireFewEnough(tally, fileName)
    await letOthersWork()
  }
}

function requireFewEnough({ staged }: ImportTally, fileName: string): void {
  if (staged <= MOST_VALUES) return
  throw new UserError(
    `${fileName} brings more than ${MOST_VALUES.toLocaleString('en-GB')} new values, too many to share at once. Download fewer indicators at a time.`,
  )
}

async function writeStaged(
  context: WritingContext,
  { scope, fileName, staging, metrics, periods, unchanged, read, skipped }: Prepared,
  { indicators = {}, rhythms = {} }: Choices,
  { signal, progress }: JobTools,
): Promise<MetricsImported> {
  const stream = requireScope(context, scope)
  const definitions: Addition[] = []
  const defined: string[] = []
  const goesTo = new Map(
    [...metrics].map(([indicator, named]) => [
      indicator,
      named ?? metricFor(context, indicator, indicators, definitions, defined),
    ]),
  )
  const withoutMetric = [...goesTo].reduce(
    (sum, [indicator, metric]) => sum + (metric === undefined ? staging.countOf(indicator) : 0),
    0,
  )
  const { db } = context.record
  const wanted = new Map(
    [...goesTo].flatMap(([indicator, metric]) =>
      metric === undefined
        ? []
        : [
            [
              indicator,
              chosenPeriods(
                db,
                { indicator, metric, periods: periods.get(indicator) ?? new Map() },
                Object.hasOwn(rhythms, indicator) ? rhythms[indicator] : undefined,
              ),
            ],
          ],
    ),
  )
  // From here on it is written, slice by slice so that others can work; one undo takes all of it back.
  signal.throwIfAborted()
  const batch = randomUUID()
  const counts = { new: 0, changed: 0, unchanged }
  importBegins(db, { batch, fileName })
  let entries = writeDeed(context, stream, definitions, '', batch).entries
  const recorded = recordedValues(db)
  let ofAnotherRhythm = 0
  const all = staging.count - withoutMetric
  let done = 0
  for (const [indicator, metric] of goesTo) {
    if (metric === undefined) continue
    const head = { metric, from: { kind: 'import' as const, source: fileName } }
    const kept = wanted.get(indicator)
    for (const rows of slicesOf(staging.rowsOf(indicator))) {
      const differing = rows.filter((row) => {
        if (kept && !kept.has(row.period)) {
          ofAnotherRhythm += 1
          return false
        }
        const before = recorded(metric, row)
        const same = sameValues(before, row)
        counts[same ? 'unchanged' : before ? 'changed' : 'new'] += 1
        return !same
      })
      const additions = observationAdditions(stream, head, differing)
      entries += writeDeed(context, stream, additions, '', batch).entries
      done += rows.length
      progress(done, all, 'Writing')
      await letOthersWork()
    }
  }
  importEnds(db, fileName)
  const written = {
    ...{ batch, entries },
    said: `${plural(counts.new + counts.changed, 'value')} imported from ${fileName}`,
  }
  const left = [
    ...skipped,
    { reason: WITHOUT_METRIC, rows: withoutMetric },
    { reason: OF_ANOTHER_RHYTHM, rows: ofAnotherRhythm },
  ].filter(({ rows }) => rows > 0)
  const leftOut = left.reduce((sum, { rows }) => sum + rows, 0)
  return { ...written, read, ...counts, leftOut, skipped: left, defined }
}

function* slicesOf<T>(items: Iterable<T>): Generator<T[]> {
  let slice: T[] = []
  for (const item of items) {
    slice.push(item)
    if (slice.length < VALUES_AT_ONCE) continue
    yield slice
    slice = []
  }
  if (slice.length > 0) yield slice
}

/** What a person chose for an indicator that no metric names; adds what must be written for it. */
function metricFor(
  context: WritingContext,
  indicator: string,
  choices: IndicatorChoices,
  additions: Addition[],
  defined: string[],
): string | undefined {
  const choice = Object.hasOwn(choices, indicator) ? choices[indicator] : undefined
  if (!choice) return undefined
  requireScope(context, 'region')
  if ('metric' in choice) {
    const { source } = requireMetric(context, choice.metric).definition
    // Remembered, so that the next file needs no asking.
    if (source.indicator === undefined)
      additions.push(
        ...changeIn(context, 'region', `metric:${choice.metric}`, {
          source: { ...source, indicator: indicator.slice(0, 40) },
        }),
      )
    return choice.metric
  }
  const { id, ...fields } = choice.define as MetricDefinition
  if (listDefinitions(context).some(({ definition }) => definition.id === id))
    throw new UserError(`There is a metric ${id} already. Choose another name for the new one.`)
  additions.push(...changeIn(context, 'region', `metric:${id}`, fields))
  defined.push(id)
  return id
}
