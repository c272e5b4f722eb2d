import { extname, resolve } from 'node:path'
import type { Command } from 'commander'
import { plural } from '../../../domain/words.ts'
import type { ExchangePreview } from '../../../preload/types.ts'
import { addCommand, type CommonOptions, chooseSystem, keepFile, withRecord } from './command.ts'
import { print, printJson, table } from './output.ts'
import { addTrackerCommand } from './tracker.ts'
import { existingFile, oneOf } from './values.ts'

/** `accord register …`: a system's register out to a spreadsheet, and back. */
export function addRegisterCommands(program: Command): void {
  const register = program.command('register').description('export and import a register')
  addCommand(register, 'export <file>', 'write a register to an .xlsx or .csv file')
    .option('--ics <code>', 'system; your own by default')
    .action(exportRegister)
  addCommand(register, 'import <file>', 'take in what was changed in an exported file')
    .option('--ics <code>', 'system; your own by default')
    .option('--dry-run', 'only show what would change')
    .option('--take-theirs', "where both changed, take the file's value instead of the record's")
    .action(importRegister)
  addTrackerCommand(register)
}

const readFormat = oneOf('format', 'formats', ['xlsx', 'csv'])

async function exportRegister(
  file: string,
  options: CommonOptions & { ics?: string },
): Promise<void> {
  const format = readFormat(extname(file).slice(1))
  const to = resolve(file)
  const made = await withRecord(options, async (service, state) => {
    const ics = await chooseSystem(service, state, options.ics)
    const { token, bytes } = await service.ask('exchange.export', { ics, format })
    await keepFile(service, token, to)
    return { path: to, ics, format, bytes }
  })
  if (options.json) return printJson(made)
  print(`The register of ${made.ics} is written to ${to}.`)
}

interface ImportOptions extends CommonOptions {
  ics?: string
  dryRun?: boolean
  takeTheirs?: boolean
}

async function importRegister(file: string, options: ImportOptions): Promise<void> {
  const path = existingFile(file)
  const { preview, written } = await withRecord(options, async (service, state) => {
    const ics = await chooseSystem(service, state, options.ics)
    const token = await service.files.takeIn(path)
    const preview = await service.ask('exchange.preview', { ics, file: token })
    if (options.dryRun) return { preview, written: null }
    const takeTheirs = options.takeTheirs ? conflicting(preview) : []
    const written = await service.ask('exchange.import', { preview: preview.preview, takeTheirs })
    return { preview, written }
  })
  if (options.json) return printJson(written ? { ...written, problems: preview.problems } : preview)
  printPreview(preview)
  print(written ? `\n${written.said}.` : '\nNothing was changed: this was a dry run.')
}

/** Keys of the rows in which both the file and the record changed something since the export. */
function conflicting(preview: ExchangePreview): string[] {
  return preview.changed
    .flatMap((row) => row.changes)
    .filter((change) => change.conflict)
    .map((change) => change.cell)
}

function printPreview({ changed, unchanged, problems }: ExchangePreview): void {
  const changes = changed.flatMap((row) => row.changes.map((change) => ({ row, change })))
  print(`${plural(changed.length, 'row')} changed, ${unchanged.toLocaleString('en-GB')} unchanged`)
  if (changes.length > 0) {
    print(
      `\n${table(
        [
          { heading: 'Reference', value: ({ row }) => row.reference },
          { heading: 'Field', value: ({ change }) => change.label },
          { heading: 'Record', value: ({ change }) => change.ours },
          { heading: 'File', value: ({ change }) => change.theirs, flexible: true },
          { heading: '', value: ({ change }) => (change.conflict ? 'both changed' : '') },
        ],
        changes,
      )}`,
    )
  }
  for (const { message } of problems) print(`\n${message}`)
}
