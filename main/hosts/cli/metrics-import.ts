import type { Command } from 'commander'
import { plainDefinitions } from '../../../domain/metrics/plain-definition.ts'
import { mixedWords } from '../../../domain/metrics/rhythms.ts'
import { plural } from '../../../domain/words.ts'
import type { Input } from '../../../preload/contract.ts'
import {
  type MetricsImported,
  type MetricsImportPreview,
  TABLE_COLUMNS,
  type TableColumn,
  type TablePreview,
} from '../../../preload/metrics-types.ts'
import { addCommand, type CommonOptions, findSystem, withRecord } from './command.ts'
import { print, printJson } from './output.ts'
import { existingFile, oneOf, wrongCall } from './values.ts'

/** `accord metrics import`: a Fingertips export as it is, and any other table. */

interface ImportOptions extends CommonOptions {
  ics?: string
  map?: Record<string, string>
  dryRun?: boolean
  onlyKnown?: boolean
  sheet?: string
  headingRow?: string
  column?: Record<string, string>
  metric?: string
  area?: string
  period?: string
  categoryType?: string
  order?: 'most-first' | 'least-first'
  rhythm?: string
  source?: string
}

type Mapping = NonNullable<Input<'metrics.previewImport'>['mapping']>

export function addMetricsImport(metrics: Command): void {
  addCommand(
    metrics,
    'import <file>',
    'take in a Fingertips export, or any other table (CSV, Excel, OpenDocument)',
  )
    .option('--ics <code>', 'write into the record of this system instead of the region’s')
    .option(
      '--map <indicator=metric>',
      'metric of an indicator of the file; give it again for more',
      mapped,
    )
    .option(
      '--only-known',
      'leave out indicators that no metric names; otherwise they become new ones',
    )
    .option('--sheet <name>', 'sheet of a workbook; the first with a table by default')
    .option('--heading-row <number>', 'row of the headings; found by itself by default')
    .option(
      '--column <meaning=heading>',
      `what a column holds, such as value=Rate; meanings are ${TABLE_COLUMNS.join(', ')}`,
      named,
    )
    .option('--metric <metric>', 'metric of all rows')
    .option('--area <code>', 'ONS code of the area of all rows')
    .option('--period <period>', 'period of all rows')
    .option('--category-type <type>', 'kind of group, such as "Ethnic groups"')
    .option(
      '--order <end>',
      'which end of numbered groups is 1: most-first or least-first deprived',
      oneOf('order', 'orders', ['most-first', 'least-first'] as const),
    )
    .option(
      '--rhythm <name>',
      'where a file mixes months and years, say: which come in, such as months; or all',
    )
    .option('--source <name>', 'where the values are from; the file by default')
    .option('--dry-run', 'only show what would change')
    .action(importFile)
}

async function importFile(file: string, options: ImportOptions): Promise<void> {
  const path = existingFile(file)
  const { preview, imported } = await withRecord(options, async (service, state) => {
    const scope = options.ics && (await findSystem(service, state, options.ics))
    const token = await service.files.takeIn(path)
    const { sheet, headingRow } = placeOf(options)
    const table = await service.ask('metrics.readTable', { file: token, ...sheet, ...headingRow })
    const found = await service.ask('metrics.previewImport', {
      file: token,
      ...(scope ? { scope } : {}),
      ...(table.fingertips ? {} : { mapping: mappingOf(table, options) }),
    })
    if (options.dryRun) return { preview: found, imported: null }
    const chosen = Object.entries(options.map ?? {}).map(
      ([indicator, metric]) => [indicator, { metric }] as const,
    )
    const isRegional = state.member?.grants.includes('regional') ?? false
    const open = found.indicators.filter(
      ({ indicator, metric }) => metric === null && !options.map?.[indicator],
    )
    const known = await service.ask('metrics.list', {})
    const taken = known.map(({ definition }) => definition.id)
    const defined =
      isRegional && !options.onlyKnown
        ? plainDefinitions(open, taken).map(
            ({ indicator, define }) => [indicator, { define }] as const,
          )
        : []
    const indicators = Object.fromEntries([...chosen, ...defined])
    const rhythms = rhythmsOf(found, new Set(Object.keys(indicators)), options.rhythm)
    const written = await service.ask('metrics.import', {
      preview: found.preview,
      indicators,
      rhythms,
    })
    return { preview: found, imported: written }
  })
  if (options.json) {
    const { problems, problemCount, notices } = preview
    return printJson(imported ? { ...imported, problems, problemCount, notices } : preview)
  }
  printImport(preview, imported)
}

/** @param going indicators that were given a metric */
function rhythmsOf(
  { indicators }: MetricsImportPreview,
  going: ReadonlySet<string>,
  rhythm: string | undefined,
): Record<string, string> {
  const asked = indicators.flatMap(({ indicator, metric, mixes }) =>
    mixes && (metric !== null || going.has(indicator)) ? [{ indicator, mixes }] : [],
  )
  if (asked.length === 0) return {}
  const keys = [...new Set(asked.flatMap(({ mixes }) => mixes.rhythms.map(({ key }) => key)))]
  if (rhythm === undefined || ![...keys, 'all'].includes(rhythm))
    throw wrongCall(
      `${asked.map(({ indicator, mixes }) => mixedWords(indicator, mixes)).join(' ')} Say which to bring in with --rhythm ${[...keys, 'all'].join(', --rhythm ')}.`,
    )
  return Object.fromEntries(
    asked.map(({ indicator, mixes }) => [
      indicator,
      rhythm === 'all' || mixes.rhythms.some(({ key }) => key === rhythm) ? rhythm : 'none',
    ]),
  )
}

function placeOf({ sheet, headingRow }: ImportOptions) {
  const row = Number(headingRow)
  if (headingRow !== undefined && !(Number.isInteger(row) && row > 0))
    throw wrongCall(`"${headingRow}" is not the number of a row.`)
  return {
    sheet: sheet === undefined ? {} : { sheet },
    headingRow: headingRow === undefined ? {} : { headingRow: row },
  }
}

/** What the columns look like they hold, but for what the caller says of them. */
function mappingOf(table: TablePreview, options: ImportOptions): Mapping {
  const columns = { ...table.suggested }
  for (const [meaning, heading] of Object.entries(options.column ?? {})) {
    const at = columnAt(table, heading)
    for (const other of Object.keys(columns) as TableColumn[])
      if (columns[other] === at) delete columns[other]
    columns[meaning as TableColumn] = at
  }
  const { metric, area, period, categoryType, order, source } = options
  if (columns.indicator === undefined && metric === undefined)
    throw wrongCall(
      'No column says which metric the values are of. Say it with --metric <metric>, or name the column with --column indicator=<heading>.',
    )
  return {
    ...(table.sheet === null ? {} : { sheet: table.sheet }),
    ...{ headingRow: table.headingRow, columns },
    all: {
      ...(metric === undefined ? {} : { metric }),
      ...(area === undefined ? {} : { area }),
      ...(period === undefined ? {} : { period }),
      ...(categoryType === undefined ? {} : { categoryType }),
      ...(order === undefined ? {} : { order }),
      source: source ?? table.fileName,
    },
  }
}

function columnAt({ headings }: TablePreview, heading: string): number {
  const wanted = heading.trim().toLowerCase()
  const at = headings.findIndex((each) => each.toLowerCase() === wanted)
  if (at >= 0) return at
  throw wrongCall(
    `The table has no column "${heading}". Its columns are: ${headings.filter(Boolean).join(', ')}.`,
  )
}

function printImport(preview: MetricsImportPreview, imported: MetricsImported | null): void {
  const { indicators, notices, problems, problemCount } = preview
  const { read, new: added, changed, unchanged, leftOut, skipped } = imported ?? preview
  const count = (rows: number) => rows.toLocaleString('en-GB')
  print(
    `${plural(read, 'row')} read: ${plural(added, 'new value')}, ${count(changed)} changed, ${count(unchanged)} unchanged, ${count(leftOut)} left out`,
  )
  for (const { reason, rows } of skipped) print(`${plural(rows, 'row')} left out: ${reason}`)
  for (const notice of notices) print(notice)
  for (const { indicator, name, metric, rows } of indicators)
    if (metric === null && !imported?.defined.length)
      print(
        `Indicator ${indicator} (${name}, ${plural(rows, 'row')}) belongs to no metric. Say which with --map ${indicator}=<metric>.`,
      )
  if (!imported)
    for (const { indicator, mixes } of indicators)
      if (mixes) print(`${mixedWords(indicator, mixes)} Say which to bring in with --rhythm.`)
  if (imported?.defined.length) print(`New metrics: ${imported.defined.join(', ')}`)
  for (const { row, column, message } of problems)
    print(`Row ${row}${column === null ? '' : `, ${column}`}: ${message}`)
  const more = problemCount - problems.length
  if (more > 0) print(`and ${plural(more, 'more problem')}`)
  print(imported ? `\n${imported.said}.` : '\nNothing was changed: this was a dry run.')
}

/** Collects `--map 93356=campylobacter` however often it is given. */
function mapped(value: string, before: Record<string, string> = {}): Record<string, string> {
  const [, indicator, metric] = /^([^=]+)=([a-z0-9-]+)$/.exec(value.trim()) ?? []
  if (indicator === undefined || metric === undefined)
    throw wrongCall(
      `"${value}" does not name an indicator and a metric. Write 93085=smoking-at-delivery.`,
    )
  return { ...before, [indicator]: metric }
}

/** Collects `--column value=Rate` however often it is given. */
function named(value: string, before: Record<string, string> = {}): Record<string, string> {
  const [, meaning, heading] = /^([^=]+)=(.+)$/.exec(value.trim()) ?? []
  if (meaning === undefined || !(TABLE_COLUMNS as readonly string[]).includes(meaning))
    throw wrongCall(
      `"${value}" does not say what a column holds. Write it such as value=Rate; the meanings are ${TABLE_COLUMNS.join(', ')}.`,
    )
  return { ...before, [meaning]: heading! }
}
