import type { Command } from 'commander'
import { plural } from '../../../domain/words.ts'
import type { Owner } from '../../../preload/types.ts'
import { addCommand, type CommonOptions, chooseSystem, withRecord } from './command.ts'
import { print, printJson, table } from './output.ts'
import { addReplyCommands } from './owner-replies.ts'

/** `accord owners …`: who is answerable for what. */
export function addOwnerCommands(program: Command): void {
  const owners = program.command('owners').description('list and ask the owners of actions')
  addCommand(owners, 'list', "list a system's owners, and what they have open")
    .option('--ics <code>', 'system; your own by default')
    .action(list)
  addReplyCommands(owners)
}

async function list(options: CommonOptions & { ics?: string }): Promise<void> {
  const owners = await withRecord(options, async (service, state) =>
    service.ask('owners.list', { ics: await chooseSystem(service, state, options.ics) }),
  )
  if (options.json) return printJson(owners)
  if (owners.length === 0) return print('There are no owners yet.')
  print(
    table<Owner>(
      [
        {
          heading: 'Name',
          value: (owner) => (owner.removed ? `${owner.name} (removed)` : owner.name),
        },
        { heading: 'Role', value: (owner) => owner.role },
        { heading: 'Organisation', value: (owner) => owner.organisation, flexible: true },
        { heading: 'E-mail', value: (owner) => owner.email },
        { heading: 'Open', value: (owner) => owner.open, right: true },
        { heading: 'Overdue', value: (owner) => owner.overdue, right: true },
      ],
      owners,
    ),
  )
  print(`\n${plural(owners.length, 'owner')}`)
}
