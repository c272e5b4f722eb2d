import { resolve } from 'node:path'
import type { Command } from 'commander'
import { formatDate } from '../../../domain/dates.ts'
import { UserError } from '../../../domain/errors.ts'
import { IsoDate } from '../../../domain/record/entry.ts'
import { ReportScope } from '../../../domain/record/report-fields.ts'
import { REPORT_KINDS } from '../../../domain/record/report-words.ts'
import { REPORT_FORMATS } from '../../../domain/reports/formats.ts'
import { plural, shortHash } from '../../../domain/words.ts'
import type { FigureChange, FreezeLine, ReportSummary } from '../../../preload/reports-types.ts'
import type { ServiceHandle } from '../service-handle.ts'
import { addCommand, type CommonOptions, withRecord } from './command.ts'
import { facts, print, printJson, shortDate, table } from './output.ts'
import { keepReport } from './report-file.ts'
import { oneOf, wrongCall } from './values.ts'

const readKind = oneOf('kind of report', 'kinds', REPORT_KINDS)
const readFormat = oneOf('format', 'formats', REPORT_FORMATS)

/** `accord report …`: freeze the evidence of an impact report, check it, compare it, build it. */
export function addReportCommands(program: Command): void {
  const report = program.command('report').description('freeze, check, compare and build reports')
  const freeze = 'id of a freeze, or its first characters, or latest'
  addCommand(report, 'freeze', 'hold the record as it stands now, and work out every figure')
    .requiredOption('--from <date>', 'first day of the period', readDate)
    .requiredOption('--to <date>', 'last day of the period', readDate)
    .option(
      '--scope <scope>',
      'region, sub-region:East, sub-region:West, system:QK1 or priority:3; the region by default',
      readScope,
    )
    .option('--kind <kind>', 'impact or quarterly; impact by default', readKind)
    .option('--title <title>', 'what to call it')
    .action(freezeRecord)
  addCommand(report, 'list', 'list the reports with their freezes').action(list)
  addCommand(report, 'verify <freeze>', 'work a freeze out again from its entries')
    .action(verify)
    .addHelpText('after', `\n<freeze>: ${freeze}.`)
  addCommand(report, 'compare <freeze> <later>', 'show which figures moved, and why')
    .action(compare)
    .addHelpText('after', `\n<freeze>: ${freeze}.`)
  addCommand(report, 'build <freeze>', 'write the report of a freeze')
    .requiredOption('--format <format>', REPORT_FORMATS.join(', '), readFormat)
    .requiredOption('--out <path>', 'file to write; for csv and site a folder')
    .option('--public', 'without names and contacts, small numbers withheld')
    .action(build)
    .addHelpText('after', `\n<freeze>: ${freeze}.`)
}

function readDate(value: string): string {
  if (IsoDate.safeParse(value).success) return value
  throw wrongCall(`"${value}" is not a date. Write year, month and day, such as 2026-12-01.`)
}

function readScope(value: string): ReportScope {
  const scope = ReportScope.safeParse(value)
  if (scope.success) return scope.data
  throw wrongCall(
    `There is no scope "${value}". Write region, sub-region:East, sub-region:West, system: with a code such as system:QK1, or priority: with a number from 1 to 10.`,
  )
}

type FreezeOptions = CommonOptions & {
  from: string
  to: string
  scope?: ReportScope
  kind?: ReturnType<typeof readKind>
  title?: string
}

async function freezeRecord({ data, json, ...wanted }: FreezeOptions): Promise<void> {
  const options = { ...(data === undefined ? {} : { data }) }
  const made = await withRecord(options, (service) => service.ask('reports.freeze', wanted))
  if (json) return printJson(made)
  print(
    facts([
      ['Freeze', made.id],
      ['Report', made.report],
      ['Entries', made.entries],
      ['Hash', made.hash],
    ]),
  )
}

async function list(options: CommonOptions): Promise<void> {
  const reports = await withRecord(options, (service) => service.ask('reports.list', {}))
  if (options.json) return printJson(reports)
  if (reports.length === 0)
    return print('There are no reports yet. "accord report freeze" makes the first.')
  print(reports.map(reportText).join('\n\n'))
}

function reportText({ title, from, to, scopeWords, allFreezes, freeze }: ReportSummary): string {
  const head = `${title}\n${formatDate(from)} to ${formatDate(to)}, ${scopeWords}`
  if (allFreezes.length === 0) return `${head}\nNot frozen yet.`
  const freezes = table<FreezeLine>(
    [
      { heading: 'Freeze', value: ({ id }) => id },
      { heading: 'Moment', value: ({ moment }) => shortDate(moment) },
      { heading: 'Entries', value: ({ entries }) => entries, right: true },
      { heading: 'Fingerprint', value: ({ hash }) => shortHash(hash) },
      { heading: 'In use', value: ({ id }) => (id === freeze?.id ? 'yes' : '') },
    ],
    allFreezes,
  )
  return `${head}\n${freezes}`
}

async function verify(named: string, options: CommonOptions): Promise<void> {
  const check = await withRecord(options, async (service) =>
    service.ask('reports.verify', { freeze: await findFreeze(service, named) }),
  )
  if (options.json) printJson(check)
  else if (check.ok)
    print(
      `All is well: ${plural(check.entries, 'entry', 'entries')} and every figure are as they were frozen.`,
    )
  else print(check.differences.join('\n'))
  if (!check.ok) throw new UserError('What is here is not what was frozen.')
}

async function compare(first: string, second: string, options: CommonOptions): Promise<void> {
  const found = await withRecord(options, async (service) =>
    service.ask('reports.compare', {
      a: await findFreeze(service, first),
      b: await findFreeze(service, second),
    }),
  )
  if (options.json) return printJson(found)
  const { added, gone, same, changes, causes } = found
  print(
    `Entries that only the second holds: ${added}. Entries that only the first holds: ${gone}. Figures that are the same: ${same}. Figures that moved: ${changes.length}.`,
  )
  if (changes.length === 0) return
  print('\nWhat moved them:')
  for (const { said, more, figures } of causes)
    print(
      `- ${said.join('; ')}${more > 0 ? `; and ${plural(more, 'more entry', 'more entries')}` : ''}: ${plural(figures.length, 'figure')}`,
    )
  print(
    `\n${table<FigureChange>(
      [
        { heading: 'Figure', value: ({ label }) => label, flexible: true },
        { heading: 'Before', value: ({ before }) => before },
        { heading: 'After', value: ({ after }) => after },
        { heading: 'Why', value: ({ why }) => why },
      ],
      changes,
    )}`,
  )
}

type BuildOptions = CommonOptions & {
  format: ReturnType<typeof readFormat>
  out: string
  public?: boolean
}

async function build(
  named: string,
  { format, out, public: isPublic, ...options }: BuildOptions,
): Promise<void> {
  const to = resolve(out)
  const made = await withRecord(options, async (service) => {
    const freeze = await findFreeze(service, named)
    const wanted = { freeze, format, ...(isPublic ? { public: true } : {}) }
    const file = await service.ask('reports.build', wanted)
    await keepReport(service, file.token, format, to)
    return { freeze, format, path: to, bytes: file.bytes }
  })
  if (options.json) return printJson(made)
  print(`Written to ${to}.`)
}

/**
 * Id of the freeze that is named by it, by its first characters, or as the latest.
 * @throws UserError `wrong-call` when that names none, or several
 */
async function findFreeze(service: ServiceHandle, named: string): Promise<string> {
  const reports = await service.ask('reports.list', {})
  const freezes = reports
    .flatMap(({ allFreezes }) => allFreezes)
    .sort((a, b) => b.moment.localeCompare(a.moment))
  const found =
    named === 'latest'
      ? freezes.slice(0, 1)
      : freezes.filter(({ id }) => id.startsWith(named.toLowerCase()))
  const [freeze, ...others] = found
  if (freeze && others.length === 0) return freeze.id
  throw wrongCall(
    others.length > 0
      ? `Several freezes begin with "${named}". Type more of the id.`
      : `There is no freeze "${named}". "accord report list" shows them all.`,
  )
}
