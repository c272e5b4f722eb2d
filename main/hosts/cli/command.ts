import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { UserError } from '../../../domain/errors.ts'
import { carriedOn } from '../../../domain/register/systems.ts'
import type { AppState } from '../../../preload/types.ts'
import { copyWhole } from '../../exports/whole-file.ts'
import { nobodyElseWaits } from '../../runtime/waited-for.ts'
import { noteHolder, openOrConnect } from '../local.ts'
import { defaultDataDir } from '../places.ts'
import type { ServiceHandle } from '../service-handle.ts'
import { wrongCall } from './values.ts'

/** What every command takes. */
export interface CommonOptions {
  data?: string
  json?: boolean
}

/** Adds a command with the options that all of them have. */
export function addCommand(parent: Command, usage: string, description: string): Command {
  return parent
    .command(usage)
    .description(description)
    .option('--data <folder>', 'folder of the record (or the environment variable ACCORD_DATA)')
    .option('--json', 'answer in JSON')
}

export function dataDirOf(options: CommonOptions): string {
  return options.data === undefined ? defaultDataDir() : resolve(options.data)
}

/** A service for the time of one command: the running one where there is one. */
export async function withService<T>(
  options: CommonOptions,
  use: (service: ServiceHandle) => Promise<T>,
): Promise<T> {
  const dataDir = dataDirOf(options)
  const opened = await openOrConnect({ dataDir, looks: { behindFrom: Number.POSITIVE_INFINITY } })
  const service = 'here' in opened ? opened.here : opened.elsewhere.service
  let forgetUs: (() => void) | undefined
  try {
    if ('here' in opened) {
      forgetUs = noteHolder(dataDir, 'command line')
      nobodyElseWaits()
      await tellProblems(service)
    }
    return await use(service)
  } finally {
    await service.close()
    forgetUs?.()
  }
}

/** Says what opening the record came upon, such as damage: no window will ever show it. */
async function tellProblems(service: ServiceHandle): Promise<void> {
  // A record that cannot be opened says so to whoever asks for what is in it.
  const state = await service.ask('app.state', {}).catch(() => undefined)
  for (const { level, text } of state?.notices ?? [])
    if (level !== 'information') console.error(text)
}

/** The same for what needs a record to be there. */
export async function withRecord<T>(
  options: CommonOptions,
  use: (service: ServiceHandle, state: AppState) => Promise<T>,
): Promise<T> {
  const noRecord = new UserError(
    `There is no record in ${dataDirOf(options)} yet. Make one with "accord record init".`,
  )
  // Before the service is asked, which would make the folder.
  if (!existsSync(dataDirOf(options))) throw noRecord
  return withService(options, async (service) => {
    const state = await service.ask('app.state', {})
    if (state.record === 'none') throw noRecord
    return use(service, state)
  })
}

/**
 * The system a command is about: the one named, or the record's own; after a merger, the one that
 * carries it on.
 * @throws UserError `wrong-call` when there is no such system; names those there are
 */
export async function findSystem(
  service: ServiceHandle,
  state: AppState,
  named: string | undefined,
): Promise<string | undefined> {
  const systems = await service.ask('systems.list', {})
  return named === undefined ? carriedOn(systems, state.ics) : pickSystem(systems, named)
}

/** Code of the one among these systems that is named so. */
export function pickSystem(
  systems: readonly { ods: string; name: string }[],
  named: string,
): string {
  const ods = named.trim().toUpperCase()
  if (systems.some((system) => system.ods === ods)) return ods
  throw wrongCall(
    `There is no system "${named}". The systems are: ${systems.map((each) => `${each.ods} (${each.name})`).join(', ')}.`,
  )
}

/** The same where the command makes no sense without one. */
export async function chooseSystem(
  service: ServiceHandle,
  state: AppState,
  named: string | undefined,
): Promise<string> {
  const ods = await findSystem(service, state, named)
  if (ods === undefined) {
    throw wrongCall('Say which system you mean with --ics and its code, such as --ics QK1.')
  }
  return ods
}

/** Path of a file that the service made. */
export async function madeFile(service: ServiceHandle, token: string): Promise<string> {
  const waiting = await service.files.out(token)
  if (!waiting) throw new UserError('The file could not be made. Try again.')
  return waiting.path
}

/**
 * Copies a file that the service made to where the person wants it, whole or not at all.
 * @throws UserError when it cannot be written there
 */
export async function keepFile(service: ServiceHandle, token: string, to: string): Promise<void> {
  await copyWhole(await madeFile(service, token), to)
}
