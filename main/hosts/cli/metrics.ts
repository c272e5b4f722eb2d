import type { Command } from 'commander'
import { plainNumber } from '../../../domain/metrics/words.ts'
import type { MetricSummary, Point } from '../../../preload/metrics-types.ts'
import { addCommand, type CommonOptions, findSystem, withRecord } from './command.ts'
import { addGapCommand, addSpcCommand } from './metrics-analysis.ts'
import { addMetricsImport } from './metrics-import.ts'
import { type Column, facts, print, printJson, table } from './output.ts'

/** `accord metrics …`: agreed metrics in the record, and their statistics for any CSV file. */
export function addMetricCommands(program: Command): void {
  const metrics = program.command('metrics').description('list, import and analyse metrics')
  addCommand(metrics, 'list', 'list the metrics with their latest values')
    .option('--ics <code>', 'system; your own by default')
    .action(list)
  addCommand(metrics, 'show <metric>', 'show what a metric is, and its latest values by system')
    .option('--period <period>', 'period, such as 2023/24; the latest by default')
    .action(show)
  addMetricsImport(metrics)
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
