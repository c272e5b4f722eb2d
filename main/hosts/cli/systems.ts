import { type Command, Option } from 'commander'
import type { System } from '../../../preload/types.ts'
import { addCommand, type CommonOptions, withRecord } from './command.ts'
import { print, printJson, shortDate, table } from './output.ts'
import { dateOrNone, oneOf, wrongCall } from './values.ts'

/** `accord systems …`: the integrated care systems, and their mergers. */
export function addSystemCommands(program: Command): void {
  const systems = program.command('systems').description('list and merge systems')
  addCommand(systems, 'list', 'list the systems').action(list)
  addCommand(systems, 'merge <codes...>', 'record that systems become one')
    .requiredOption('--into <code>', 'code of the new system')
    .requiredOption('--name <name>', 'its name')
    .requiredOption('--on <date>', 'its first day, such as 2027-04-01')
    .requiredOption('--ons <code>', 'its ONS code, such as E54000099')
    .addOption(
      new Option('--sub-region <name>', 'East or West')
        .argParser(oneOf('sub-region', 'sub-regions', ['east', 'west']))
        .makeOptionMandatory(),
    )
    .action(merge)
  addCommand(systems, 'unmerge <code>', 'take back the latest merger into a system').action(unmerge)
}

async function list(options: CommonOptions): Promise<void> {
  const systems = await withRecord(options, (service) => service.ask('systems.list', {}))
  if (options.json) return printJson(systems)
  print(
    table<System>(
      [
        { heading: 'Code', value: (system) => system.ods },
        { heading: 'ONS code', value: (system) => system.ons },
        { heading: 'Name', value: (system) => system.name, flexible: true },
        { heading: 'Sub-region', value: (system) => system.subRegion },
        { heading: 'From', value: (system) => shortDate(system.from) },
        { heading: 'To', value: (system) => shortDate(system.to) },
        { heading: 'Carries on', value: (system) => system.predecessors.join(', ') },
      ],
      systems,
    ),
  )
}

interface MergeOptions extends CommonOptions {
  into: string
  name: string
  on: string
  ons: string
  subRegion: 'east' | 'west'
}

async function merge(codes: string[], options: MergeOptions): Promise<void> {
  const on = dateOrNone(options.on)
  if (on === null) throw wrongCall('Say on which day the new system begins, such as 2027-04-01.')
  const written = await withRecord(options, (service) =>
    service.ask('systems.merge', {
      from: codes.map((code) => code.toUpperCase()),
      into: {
        ods: options.into.toUpperCase(),
        ons: options.ons,
        name: options.name,
        subRegion: options.subRegion === 'east' ? 'East' : 'West',
      },
      on,
    }),
  )
  if (options.json) return printJson(written)
  print(`${written.said}.`)
}

async function unmerge(code: string, options: CommonOptions): Promise<void> {
  const written = await withRecord(options, async (service) => {
    const mergers = await service.ask('systems.mergers', {})
    const merger = mergers.find(
      ({ into, withdrawn }) => into.ods === code.toUpperCase() && withdrawn === null,
    )
    if (!merger) throw wrongCall(`No merger into ${code.toUpperCase()} stands.`)
    return service.ask('systems.unmerge', { merger: merger.id })
  })
  if (options.json) return printJson(written)
  print(`${written.said}.`)
}
