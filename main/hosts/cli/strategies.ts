import { resolve } from 'node:path'
import type { Command } from 'commander'
import { PUBLICATION_FORMATS } from '../../../domain/publication/formats.ts'
import { STRATEGY_STATE_WORDS, STRATEGY_TEMPLATES } from '../../../domain/record/strategy-words.ts'
import { eitherOf, shortHash } from '../../../domain/words.ts'
import type {
  StrategyDetail,
  StrategySummary,
  SystemSignature,
} from '../../../preload/strategies-types.ts'
import type { ServiceHandle } from '../service-handle.ts'
import { addCommand, type CommonOptions, chooseSystem, keepFile, withRecord } from './command.ts'
import { facts, print, printJson, shortDate, table } from './output.ts'
import { oneOf, wrongCall } from './values.ts'

const readTemplate = oneOf('template', 'templates', STRATEGY_TEMPLATES)
const readFormat = oneOf('format', 'formats', PUBLICATION_FORMATS)

/** `accord strategies …`: joint strategies, their signatures, and their documents. */
export function addStrategyCommands(program: Command): void {
  const strategies = program
    .command('strategies')
    .description('list, begin, sign and export joint strategies')
  const named = '\n<id>: id of a strategy, or its first characters.'
  addCommand(strategies, 'list', 'list all strategies').action(list)
  addCommand(strategies, 'show <id>', 'show a strategy: versions, signatures, commitments')
    .action(show)
    .addHelpText('after', named)
  addCommand(strategies, 'new', 'begin a strategy')
    .requiredOption(
      '--template <template>',
      'diabetes, joint, apprenticeships or blank',
      readTemplate,
    )
    .requiredOption('--title <title>', 'what it is called')
    .action(begin)
  addCommand(strategies, 'sign <id>', 'sign the version on offer for a system')
    .option('--ics <system>', 'code of the system that signs')
    .requiredOption('--name <name>', 'who signs')
    .requiredOption('--role <role>', 'what they are there')
    .option(
      '--version <version>',
      'id of the version, to be sure which; the one on offer by default',
    )
    .option('--reservations <text>', 'what the system does not agree with')
    .action(sign)
    .addHelpText('after', named)
  addCommand(strategies, 'export <id>', 'write a strategy as a document')
    .requiredOption('--format <format>', eitherOf(PUBLICATION_FORMATS), readFormat)
    .requiredOption('--out <file>', 'file to write')
    .option('--version <version>', 'id of a version; the text as it stands by default')
    .option('--comments', 'with the comments')
    .action(exportStrategy)
    .addHelpText('after', named)
}

async function list(options: CommonOptions): Promise<void> {
  const strategies = await withRecord(options, (service) => service.ask('strategies.list', {}))
  if (options.json) return printJson(strategies)
  if (strategies.length === 0) return print('There are no strategies yet.')
  print(
    table<StrategySummary>(
      [
        { heading: 'Id', value: ({ id }) => id },
        { heading: 'Title', value: ({ title }) => title, flexible: true },
        { heading: 'State', value: ({ state }) => STRATEGY_STATE_WORDS[state] },
        { heading: 'Signed', value: ({ signed, systems }) => `${signed} of ${systems}` },
        { heading: 'Commitments', value: ({ commitments }) => commitments, right: true },
        { heading: 'Changed', value: ({ updatedAt }) => shortDate(updatedAt) },
      ],
      strategies,
    ),
  )
}

async function show(named: string, options: CommonOptions): Promise<void> {
  const strategy = await withRecord(options, (service) => findStrategy(service, named))
  if (options.json) return printJson(strategy)
  const offered = strategy.versions.find(({ id }) => id === strategy.offered)
  print(
    facts([
      ['Strategy', strategy.title],
      ['State', STRATEGY_STATE_WORDS[strategy.state]],
      ['Purpose', strategy.purpose],
      ['On offer', offered ? `${offered.name}, ${offered.id}` : null],
      ['Signed', `${strategy.signed} of ${strategy.systems} systems`],
    ]),
  )
  print(`\n${signatureTable(strategy)}`)
  if (strategy.versions.length > 0) print(`\n${versionTable(strategy)}`)
  if (strategy.commitmentsMade.length > 0) print(`\n${commitmentTable(strategy)}`)
}

const STANDINGS: Record<SystemSignature['standing'], string> = {
  none: 'Not signed',
  current: 'Signed',
  earlier: 'Signed another version',
  withdrawn: 'Taken back',
}

function signatureTable({ signatures }: StrategyDetail): string {
  return table(
    [
      { heading: 'System', value: ({ ics }) => ics },
      { heading: 'Name', value: ({ system }) => system, flexible: true },
      { heading: 'Stands', value: ({ standing }) => STANDINGS[standing] },
      { heading: 'Signed by', value: ({ name }) => name },
      { heading: 'Day', value: ({ on }) => shortDate(on) },
    ],
    signatures,
  )
}

function versionTable({ versions }: StrategyDetail): string {
  return table(
    [
      { heading: 'Version', value: ({ id }) => id },
      { heading: 'Name', value: ({ name }) => name, flexible: true },
      { heading: 'Kept', value: ({ at }) => shortDate(at) },
      { heading: 'By', value: ({ by }) => by },
      { heading: 'Words', value: ({ words }) => words, right: true },
      { heading: 'Fingerprint', value: ({ hash }) => shortHash(hash) },
    ],
    versions,
  )
}

function commitmentTable({ commitmentsMade }: StrategyDetail): string {
  return table(
    [
      { heading: 'System', value: ({ ics }) => ics },
      { heading: 'Commitment', value: ({ text }) => text, flexible: true },
      { heading: 'Action', value: ({ action }) => action },
      { heading: 'Due', value: ({ due }) => shortDate(due) },
    ],
    commitmentsMade,
  )
}

async function begin(
  options: CommonOptions & { template: ReturnType<typeof readTemplate>; title: string },
): Promise<void> {
  const { template, title } = options
  const made = await withRecord(options, (service) =>
    service.ask('strategies.create', { template, title }),
  )
  if (options.json) return printJson(made)
  print(`Begun: ${title}, ${made.id}.`)
}

type SignOptions = CommonOptions & {
  ics?: string
  name: string
  role: string
  version?: string
  reservations?: string
}

async function sign(named: string, options: SignOptions): Promise<void> {
  const { name, role, reservations } = options
  const written = await withRecord(options, async (service, state) => {
    const { id, title, offered, versions } = await findStrategy(service, named)
    const wanted = options.version ?? offered
    const version = versions.find((each) => each.id === wanted)
    if (!version)
      throw wrongCall(
        wanted === null
          ? `No version of "${title}" is on offer. A co-chair offers one for review first.`
          : `"${title}" has no version ${wanted}. "accord strategies show" lists them all.`,
      )
    return service.ask('strategies.sign', {
      id,
      name,
      role,
      version: version.id,
      hash: version.hash,
      ics: await chooseSystem(service, state, options.ics),
      ...(reservations === undefined ? {} : { reservations }),
    })
  })
  if (options.json) return printJson(written)
  print(`${written.said}.`)
}

type ExportOptions = CommonOptions & {
  format: ReturnType<typeof readFormat>
  out: string
  version?: string
  comments?: boolean
}

async function exportStrategy(
  named: string,
  { format, out, version, comments, ...options }: ExportOptions,
): Promise<void> {
  const to = resolve(out)
  const made = await withRecord(options, async (service) => {
    const { id } = await findStrategy(service, named)
    const file = await service.ask('strategies.export', {
      id,
      format,
      ...(version === undefined ? {} : { version }),
      ...(comments === undefined ? {} : { comments }),
    })
    await keepFile(service, file.token, to)
    return { strategy: id, version: version ?? null, format, path: to, bytes: file.bytes }
  })
  if (options.json) return printJson(made)
  print(`Written to ${to}.`)
}

/** @throws UserError `wrong-call` when the beginning of an id names none, or several */
async function findStrategy(service: ServiceHandle, named: string): Promise<StrategyDetail> {
  const all = await service.ask('strategies.list', {})
  const [found, ...others] = all.filter(({ id }) => id.startsWith(named.toLowerCase()))
  if (found && others.length === 0) return service.ask('strategies.get', { id: found.id })
  throw wrongCall(
    others.length > 0
      ? `Several strategies begin with "${named}". Type more of the id.`
      : `There is no strategy "${named}". "accord strategies list" shows them all.`,
  )
}
