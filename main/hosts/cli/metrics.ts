import type { Command } from 'commander'
import { plainNumber } from '../../../domain/metrics/words.ts'
import { plural } from '../../../domain/words.ts'
import type {
  MetricSummary,
  MetricsImported,
  MetricsImportPreview,
  Point,
} from '../../../preload/metrics-types.ts'
import { addCommand, type CommonOptions, findSystem, withRecord } from './command.ts'
import { addGapCommand, addSpcCommand } from './metrics-analysis.ts'
import { type Column, facts, print, printJson, table } from './output.ts'
import { existingFile, wrongCall } from './values.ts'

/** `accord metrics …`: agreed metrics in the record, and their statistics for any CSV file. */
export function addMetricCommands(program: Command): void {
  const metrics = program.command('metrics').description('list, import and analyse metrics')
  addCommand(metrics, 'list', 'list the metrics with their latest values')
    .option('--ics <code>', 'system; your own by default')
    .action(list)
  addCommand(metrics, 'show <metric>', 'show what a metric is, and its latest values by system')
    .option('--period <period>', 'period, such as 2023/24; the latest by default')
    .action(show)
  addCommand(metrics, 'import <file>', 'take in a Fingertips export')
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
    .option('--dry-run', 'only show what would change')
    .action(importFile)
  addSpcCommand(metrics)
  addGapCommand(metrics)
}

async function list(options: CommonOptions & { ics?: string }): Promise<void> {
  const metrics = await withRecord(options, async (service, state) => {
    const ics = await findSystem(service, state, options.ics)
    return service.ask('metrics.list', ics ? { ics } : {})
  })
  if (options.json) return printJson(metrics)
  const latest = (heading: string, of: keyof MetricSummary['latest']): Column<MetricSummary> => ({
    heading,
    value: ({ latest: points }) => valueWords(points[of]),
    right: true,
  })
  print(
    table(
      [
        { heading: 'Metric', value: ({ definition }) => definition.id },
        { heading: 'Name', value: ({ definition }) => definition.name, flexible: true },
        { heading: 'Unit', value: ({ definition }) => definition.unit },
        latest('System', 'system'),
        latest('Midlands', 'midlands'),
        latest('England', 'england'),
        { heading: 'How recent', value: ({ staleness }) => staleness },
      ],
      metrics,
    ),
  )
}

function valueWords(point: Point | null): string | null {
  return point === null || point.value === null ? null : plainNumber(point.value)
}

async function show(metric: string, options: CommonOptions & { period?: string }): Promise<void> {
  const found = await withRecord(options, async (service) => {
    const { period } = options
    const detail = await service.ask('metrics.get', { metric })
    const beside = await service.ask('metrics.sideBySide', {
      metric,
      ...(period === undefined ? {} : { period }),
    })
    return { ...detail, latest: beside }
  })
  if (options.json) return printJson(found)
  const { definition, headline, targets, latest } = found
  const { name, explanation, unit, better, source, rhythm, denominator, actions } = definition
  print(
    facts([
      ['Name', name],
      ['Meaning', explanation],
      ['Unit', unit],
      ['Better', better],
      ['Out of', denominator ?? null],
      ['Source', [source.name, source.indicator].filter(Boolean).join(', indicator ')],
      ['How often', rhythm],
      ['Group', `${headline.sex}, ${headline.age}`],
      ['Actions', actions.join(', ')],
      ...targets.map((each) => {
        const words = `${plainNumber(each.value)} by ${each.period}`
        return [`Target of ${each.scopeName}`, words] as const
      }),
    ]),
  )
  print(`\n${latest.period || 'No values yet'}`)
  print(
    table(
      [
        { heading: 'System', value: ({ area }) => area.name, flexible: true },
        { heading: 'Value', value: ({ point }) => valueWords(point), right: true },
        { heading: '95% limits', value: ({ point }) => limitWords(point), right: true },
        { heading: 'Against England', value: ({ comparison }) => comparison.standing },
        { heading: 'Source', value: ({ point }) => point?.source.source ?? null },
      ],
      latest.rows,
    ),
  )
}

function limitWords(point: Point | null): string | null {
  const { lower95 = null, upper95 = null } = point ?? {}
  if (lower95 === null || upper95 === null) return null
  return `${plainNumber(lower95)} to ${plainNumber(upper95)}`
}

interface ImportOptions extends CommonOptions {
  ics?: string
  map?: Record<string, string>
  dryRun?: boolean
  onlyKnown?: boolean
}

async function importFile(file: string, options: ImportOptions): Promise<void> {
  const path = existingFile(file)
  const { preview, imported } = await withRecord(options, async (service, state) => {
    const scope = options.ics && (await findSystem(service, state, options.ics))
    const token = await service.files.takeIn(path)
    const found = await service.ask('metrics.previewImport', {
      file: token,
      ...(scope ? { scope } : {}),
    })
    if (options.dryRun) return { preview: found, imported: null }
    const chosen = Object.entries(options.map ?? {}).map(
      ([indicator, metric]) => [indicator, { metric }] as const,
    )
    const isRegional = state.member?.grants.includes('regional') ?? false
    const defined =
      isRegional && !options.onlyKnown
        ? found.indicators
            .filter(({ indicator, metric }) => metric === null && !options.map?.[indicator])
            .map((each) => [each.indicator, { define: plainDefinition(each) }] as const)
        : []
    const indicators = Object.fromEntries([...chosen, ...defined])
    const written = await service.ask('metrics.import', { preview: found.preview, indicators })
    return { preview: found, imported: written }
  })
  if (options.json)
    return printJson(imported ? { ...imported, problems: preview.problems } : preview)
  printImport(preview, imported)
}

/** A first definition for an indicator that no metric names; regional staff say the rest later. */
function plainDefinition({ indicator, name }: { indicator: string; name: string }) {
  const plain = name.replace(/\s+/g, ' ').trim()
  const key = `indicator-${indicator}`.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return {
    id: key.replace(/-+$/, ''),
    name: plain.slice(0, 120),
    explanation: `Imported as it was published: ${plain}.`.slice(0, 600),
    unit: 'as published',
    valueType: 'other' as const,
    better: 'neither' as const,
    source: { name: 'Imported file', indicator: indicator.slice(0, 40) },
    rhythm: 'yearly' as const,
    quadrant: 'outcomes' as const,
    priorities: [],
    focusAreas: [],
    actions: [],
  }
}

function printImport(preview: MetricsImportPreview, imported: MetricsImported | null): void {
  const { new: added, changed, unchanged, indicators, skipped, problems, problemCount } = preview
  print(
    `${plural(added, 'new value')}, ${changed.toLocaleString('en-GB')} changed, ${unchanged.toLocaleString('en-GB')} unchanged`,
  )
  for (const { reason, rows } of skipped) print(`${plural(rows, 'row')} left out: ${reason}`)
  for (const { indicator, name, metric, rows } of indicators)
    if (metric === null && !imported?.defined.length)
      print(
        `Indicator ${indicator} (${name}, ${plural(rows, 'row')}) belongs to no metric. Say which with --map ${indicator}=<metric>.`,
      )
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
