import { resolve } from 'node:path'
import type { Command } from 'commander'
import { UserError } from '../../../domain/errors.ts'
import { GRANT_LIST, type Grant } from '../../../domain/record/grants.ts'
import { plural } from '../../../domain/words.ts'
import type { Input } from '../../../preload/contract.ts'
import { readSystems } from '../../record/resources.ts'
import {
  addCommand,
  type CommonOptions,
  dataDirOf,
  pickSystem,
  withRecord,
  withService,
} from './command.ts'
import { facts, print, printJson, shortDate } from './output.ts'
import { existingFile, grants, wrongCall } from './values.ts'

/** `accord record …`: the record itself, its soundness and its backups. */
export function addRecordCommands(program: Command): void {
  const record = program.command('record').description('make, check, back up and restore a record')

  addCommand(record, 'init', 'make a record here')
    .option('--ics <code>', 'your system, such as QK1; regional staff and chairs may leave it out')
    .option('--name <name>', 'your name, as others will see it')
    .option('--grant <grant>', `what you may do: ${GRANT_LIST}`, grants)
    .option('--example', 'make the example record instead, with invented data')
    .action(init)
  addCommand(record, 'info', 'say where the record is and what it holds').action(info)
  addCommand(record, 'verify', 'compare what is shown with what was written').action(verify)
  addCommand(record, 'backup', 'write a backup of the record')
    .option('--to <file>', 'file to write; the backups folder by default')
    .action(backup)
  addCommand(record, 'restore <file>', 'take a backup as the record').action(restore)
}

interface InitOptions extends CommonOptions {
  ics?: string
  name?: string
  grant?: Grant[]
  example?: boolean
}

async function init(options: InitOptions): Promise<void> {
  const start = options.example ? undefined : readStart(options)
  const state = await withService(options, async (service) => {
    const { has } = await service.ask('app.state', {})
    if (has[start ? 'own' : 'example']) {
      throw new UserError(
        `There is a record in ${dataDirOf(options)} already. Choose another folder with --data.`,
      )
    }
    return start
      ? service.ask('record.create', start)
      : service.ask('record.createExample', { inPlace: true })
  })
  if (options.json) return printJson(state)
  print(`${options.example ? 'Example record' : 'Record'} made in ${dataDirOf(options)}.`)
}

function readStart({ ics, name, grant }: InitOptions): Input<'record.create'> {
  if ((!ics && !grant) || !name?.trim()) {
    throw wrongCall(
      'Say whose record it is, such as: accord record init --ics QK1 --name "Asha Patel", or for regional staff: accord record init --grant regional --name "Asha Patel". Or make the example with --example.',
    )
  }
  return {
    ...(ics ? { ics: pickSystem(readSystems(), ics) } : {}),
    name,
    ...(grant ? { grants: grant } : {}),
  }
}

async function info(options: CommonOptions): Promise<void> {
  const found = await withRecord(options, (service) => service.ask('record.info', {}))
  if (options.json) return printJson(found)
  print(
    facts([
      ['Record', found.path],
      ['Data', found.example ? 'example, invented' : 'your own'],
      ['Size', `${(found.bytes / 1e6).toFixed(1)} MB`],
      ['Entries', found.entries.toLocaleString('en-GB')],
      ['Streams', found.streams],
      ['Made', shortDate(found.createdAt)],
      ['Last backup', shortDate(found.lastBackupAt)],
    ]),
  )
}

async function verify(options: CommonOptions): Promise<void> {
  const report = await withRecord(options, (service) => service.ask('record.verify', {}))
  if (options.json) printJson(report)
  else {
    const sound = `The record is sound: ${plural(report.entries, 'entry', 'entries')} checked.`
    const { differences, setAside, signatures } = report
    const signed = `${plural(signatures.signed, 'entry is', 'entries are')} signed by the authors, ${plural(signatures.unsigned, 'entry is', 'entries are')} not, ${signatures.stated} of which their authors have stated since.`
    const found = report.ok ? [sound] : [...differences, ...signatures.problems]
    print([...found, ...setAside, ...signatures.unconfirmed, signed].join('\n'))
  }
  if (report.signatures.problems.length > 0 && report.differences.length === 0) {
    throw new UserError(
      'The record holds something that its author did not sign, or lacks something that was signed. Tell an administrator.',
    )
  }
  if (!report.ok) {
    throw new UserError(
      'What the record shows differs from what was written in it. Restore a backup, or ask for help.',
    )
  }
}

async function backup(options: CommonOptions & { to?: string }): Promise<void> {
  const made = await withRecord(options, (service) =>
    service.ask('record.backup', options.to ? { to: resolve(options.to) } : {}),
  )
  if (options.json) return printJson(made)
  print(`Backup written to ${made.path}.`)
}

async function restore(file: string, options: CommonOptions): Promise<void> {
  const from = existingFile(file)
  const state = await withService(options, (service) => service.ask('record.restore', { from }))
  if (options.json) return printJson(state)
  print(`The record in ${dataDirOf(options)} is now as it was in ${file}.`)
}
