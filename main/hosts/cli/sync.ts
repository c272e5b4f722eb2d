import type { Command } from 'commander'
import { UserError } from '../../../domain/errors.ts'
import { grantWords } from '../../../domain/record/grants.ts'
import { plural } from '../../../domain/words.ts'
import type { AppState, SyncStatus } from '../../../preload/types.ts'
import type { ServiceHandle } from '../service-handle.ts'
import { addCommand, type CommonOptions, withRecord, withService } from './command.ts'
import { facts, print, printJson, shortDate } from './output.ts'

/** `accord sync …`: sharing the record with others through a server. */
export function addSyncCommands(program: Command): void {
  const sync = program.command('sync').description('share the record with others')
  addCommand(sync, 'join <address>', 'join a server with the invitation you were sent')
    .requiredOption('--invite <code>', 'the one-time code')
    .option('--name <name>', 'your name, as others will see it')
    .action(join)
  addCommand(sync, 'status', 'say how synchronisation stands').action(status)
  addCommand(sync, 'once', 'exchange everything with the server, then end').action(once)
  addCommand(sync, 'leave', 'stop sharing, and wipe the access to the server').action(leave)
}

async function join(
  url: string,
  options: CommonOptions & { invite: string; name?: string },
): Promise<void> {
  const { invite: code, name } = options
  const joined = await withService(options, async (service) => {
    const joining = { url, code, ...(name === undefined ? {} : { name }) }
    const now = await service.ask('sync.join', joining)
    return { ...now, may: may(await service.ask('app.state', {}), await systemNames(service)) }
  })
  if (options.json) return printJson(joined)
  print(`Joined ${joined.server}. You may ${joined.may.join(', ')}.`)
  print('Run "accord sync once" to exchange what there is.')
}

function may({ member }: AppState, systemName: (ods: string) => string): string[] {
  return (member?.grants ?? []).map((grant) => grantWords(grant, systemName))
}

async function systemNames(service: ServiceHandle): Promise<(ods: string) => string> {
  const systems = await service.ask('systems.list', {})
  return (code) => systems.find(({ ods }) => ods === code)?.name ?? code
}

async function status(options: CommonOptions): Promise<void> {
  const { refusedWork, ...found } = await withRecord(options, async (service) => ({
    ...(await service.ask('sync.status', {})),
    refusedWork: await service.ask('sync.refused', {}),
  }))
  if (options.json) return printJson({ ...found, refusedWork })
  printStatus(found)
  for (const { what, reason } of refusedWork) print(`Refused: ${what}\n  ${reason}`)
}

function printStatus(found: SyncStatus): void {
  print(
    facts([
      ['State', found.words],
      ['Server', found.server],
      ['Waiting', plural(found.waiting, 'change')],
      ['Refused', plural(found.refused, 'change')],
      ['Last exchanged', shortDate(found.syncedAt)],
      ...(found.problem === null ? [] : [['Problem', found.problem] as const]),
      ...(found.clock === null ? [] : [['Clock', found.clock] as const]),
    ]),
  )
}

async function once(options: CommonOptions): Promise<void> {
  const found = await withRecord(options, (service) => service.ask('sync.once', {}))
  if (options.json) printJson(found)
  else printStatus(found)
  if (found.waiting > 0) {
    throw new UserError('Some changes are not on the server yet. Run the command again.')
  }
}

async function leave(options: CommonOptions): Promise<void> {
  const found = await withRecord(options, (service) => service.ask('sync.leave', {}))
  if (options.json) return printJson(found)
  print('This record is no longer shared. What it holds stays here.')
}
