import { basename } from 'node:path'
import type { Command } from 'commander'
import { UserError } from '../../../domain/errors.ts'
import {
  BETTER_DIRECTIONS,
  type BetterDirection,
  VALUE_TYPES,
  type ValueType,
} from '../../../domain/metrics/definitions.ts'
import { inequality } from '../../../domain/metrics/inequality.ts'
import { xmrChart } from '../../../domain/metrics/spc.ts'
import { spcVerdict } from '../../../domain/metrics/spc-verdict.ts'
import { plainNumber } from '../../../domain/metrics/words.ts'
import { plural } from '../../../domain/words.ts'
import type { RowProblem } from '../../imports/row-problems.ts'
import { type ReadRows, readQuantiles, readSeries } from '../../imports/series-csv.ts'
import { facts, print, printJson, table } from './output.ts'
import { existingFile, oneOf, wrongCall } from './values.ts'

/** Statistics of any CSV file, for analysts; no record is needed. */

interface SpcOptions {
  screening: boolean
  better: BetterDirection
  rebase?: string[]
  lock?: string[]
  ghost?: string[]
  target?: number
  json?: boolean
}

export function addSpcCommand(metrics: Command): void {
  metrics
    .command('spc <file>')
    .description('XmR chart of a CSV file with the columns period and value')
    .option('--no-screening', 'leave outlying moving ranges in, as the national Excel tool does')
    .option(
      '--better <direction>',
      'lower, higher or neither',
      oneOf('direction', 'directions', BETTER_DIRECTIONS),
      'neither',
    )
    .option('--rebase <period>', 'start new limits here; give it again for more', several)
    .option(
      '--lock <period>',
      'let the limits rest on values up to this one; give it again for more phases',
      several,
    )
    .option(
      '--ghost <period>',
      'show a period without counting it; give it again for more',
      several,
    )
    .option('--target <number>', 'target, for the assurance icon', aNumber)
    .option('--json', 'answer in JSON')
    .action(spc)
}

async function spc(file: string, options: SpcOptions): Promise<void> {
  const { rows, problems, notices } = await read(file, readSeries)
  const ghosted = new Set(options.ghost)
  for (const label of ghosted)
    if (!rows.some((row) => row.label === label))
      throw new UserError(`The series has no period ${label} to leave out.`, 'wrong-call')
  const chart = xmrChart(
    rows.map(({ label, value, afterGap }) => ({
      label,
      value,
      afterGap,
      ghosted: ghosted.has(label),
    })),
    {
      better: options.better,
      screen: options.screening,
      rebaseAt: options.rebase ?? [],
      lockAt: options.lock ?? [],
    },
  )
  const verdict = spcVerdict(chart, options.target)
  if (options.json) {
    // Those of the latest phase, which is the only one unless limits were begun anew.
    const { mean = null, limits = null } = chart.phases.at(-1) ?? {}
    return printJson({ mean, limits, ...chart, verdict, problems, notices })
  }
  printProblems(problems)
  for (const notice of notices) print(notice)
  for (const { from, to, mean, limits } of chart.phases)
    print(
      facts([
        ['Periods', `${chart.points[from]?.label} to ${chart.points[to]?.label}`],
        ['Mean', plainNumber(mean)],
        ['Lower limit', limits ? plainNumber(limits.lower) : null],
        ['Upper limit', limits ? plainNumber(limits.upper) : null],
      ]),
    )
  print(
    `\n${table(
      [
        { heading: 'Period', value: ({ label }) => label },
        { heading: 'Value', value: ({ value }) => plainNumber(value), right: true },
        { heading: 'Type', value: ({ type }) => type },
        { heading: 'Rules', value: ({ rules }) => rules.join(', ') },
      ],
      chart.points,
    )}`,
  )
  for (const text of [verdict.variationText, verdict.assuranceText, ...chart.warnings])
    if (text) print(`\n${text}`)
}

interface GapOptions {
  valueType: ValueType
  multiplier?: number
  transform?: boolean
  simulate?: boolean
  json?: boolean
}

export function addGapCommand(metrics: Command): void {
  metrics
    .command('gap <file>')
    .description(
      'slope and relative index of inequality of a CSV file with the columns quantile, population and value',
    )
    .option(
      '--value-type <type>',
      'proportion (values from 0 to 1), rate or other',
      oneOf('type of value', 'types', VALUE_TYPES),
      'other',
    )
    .option('--multiplier <number>', 'scales the slope index; 100 for percentage points', aNumber)
    .option('--transform', 'fit the line to logarithms or log odds')
    .option('--simulate', 'limits by simulation instead of by formula')
    .option('--json', 'answer in JSON')
    .action(gap)
}

async function gap(file: string, options: GapOptions): Promise<void> {
  const { rows, problems } = await read(file, readQuantiles)
  const { multiplier, transform = false, valueType, simulate } = options
  const found = inequality(rows, {
    valueType,
    transform,
    ...(multiplier === undefined ? {} : { multiplier }),
    ...(simulate ? { simulate: {} } : {}),
  })
  if (options.json) return printJson({ ...found, problems })
  printProblems(problems)
  const estimate = ({ value, lower, upper }: { value: number; lower: number; upper: number }) =>
    `${plainNumber(value)} (${found.level}% limits ${plainNumber(lower)} to ${plainNumber(upper)})`
  print(
    facts([
      [
        `Slope index of inequality (${(multiplier ?? 1) < 0 ? 'most deprived minus least' : 'least deprived minus most'})`,
        estimate(found.sii),
      ],
      [
        'Relative index of inequality',
        found.rii ? estimate(found.rii) : 'cannot be made: a fitted end is 0 or below',
      ],
      ['Limits by', found.method],
    ]),
  )
}

function read<T>(
  file: string,
  how: (path: string, options: { fileName: string }) => Promise<ReadRows<T>>,
): Promise<ReadRows<T>> {
  const path = existingFile(file)
  return how(path, { fileName: basename(path) })
}

function printProblems(problems: readonly RowProblem[]): void {
  if (problems.length === 0) return
  print(`${plural(problems.length, 'cell')} could not be read; those rows are left out.`)
  for (const { row, column, message } of problems)
    print(`Row ${row}${column === null ? '' : `, ${column}`}: ${message}`)
  print('')
}

function several(value: string, before: string[] = []): string[] {
  return [...before, value]
}

function aNumber(value: string): number {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number))
    throw wrongCall(`"${value}" is not a number.`)
  return number
}
