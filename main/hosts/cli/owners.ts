import type { Command } from 'commander'
import { z } from 'zod'
import { plural } from '../../../domain/words.ts'
import type { Owner } from '../../../preload/types.ts'
import type { ServiceHandle } from '../service-handle.ts'
import { addCommand, type CommonOptions, chooseSystem, withRecord } from './command.ts'
import { print, printJson, table } from './output.ts'
import { NONE, wrongCall } from './values.ts'

/** `accord owners …`: who is answerable for what. */
export function addOwnerCommands(program: Command): void {
  const owners = program.command('owners').description('list the owners of actions')
  addCommand(owners, 'list', "list a system's owners, and what they have open")
    .option('--ics <code>', 'system; your own by default')
    .action(list)
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

/**
 * The owner with this id or name.
 * @throws UserError `wrong-call` when several have the name
 */
export async function findOwner(
  service: ServiceHandle,
  ics: string,
  nameOrId: string,
): Promise<Owner | undefined> {
  const wanted = nameOrId.trim().toLowerCase()
  const found = (await service.ask('owners.list', { ics })).filter(
    (owner) => !owner.removed && (owner.id === wanted || owner.name.toLowerCase() === wanted),
  )
  if (found.length > 1) {
    throw wrongCall(
      `Several owners are called "${nameOrId}". Use the id of one: ${found.map((owner) => owner.id).join(', ')}.`,
    )
  }
  return found[0]
}

/** Id of the owner with this id or name, added under the name when it is new; null for `none`. */
export async function findOrAddOwner(
  service: ServiceHandle,
  ics: string,
  nameOrId: string,
): Promise<string | null> {
  if (nameOrId === NONE) return null
  const owner = await findOwner(service, ics, nameOrId)
  if (owner) return owner.id
  if (z.uuid().safeParse(nameOrId).success) {
    throw wrongCall(`No owner in ${ics} has the id ${nameOrId}. "accord owners list" shows them.`)
  }
  const fields = { name: nameOrId, type: 'person' } as const
  return (await service.ask('owners.save', { ics, fields })).id
}
