import type { Command } from 'commander'
import { plural } from '../../../domain/words.ts'
import type { Conflict } from '../../../preload/types.ts'
import { addCommand, type CommonOptions, findSystem, withRecord } from './command.ts'
import { print, printJson, shortDate, table } from './output.ts'

/** `accord conflicts …`: what two people changed without seeing each other. */
export function addConflictCommands(program: Command): void {
  const conflicts = program.command('conflicts').description('list what needs settling')
  addCommand(conflicts, 'list', 'list what two people changed without seeing each other')
    .option('--ics <code>', 'only of this system; of all by default')
    .action(list)
}

async function list(options: CommonOptions & { ics?: string }): Promise<void> {
  const conflicts = await withRecord(options, async (service, state) => {
    const ics = options.ics && (await findSystem(service, state, options.ics))
    return service.ask('conflicts.list', ics ? { ics } : {})
  })
  if (options.json) return printJson(conflicts)
  if (conflicts.length === 0) return print('There is nothing to settle.')
  const values = conflicts.flatMap((conflict) =>
    conflict.values.map((value) => ({ conflict, value })),
  )
  print(
    table<{ conflict: Conflict; value: Conflict['values'][number] }>(
      [
        { heading: 'System', value: ({ conflict }) => conflict.ics },
        { heading: 'Reference', value: ({ conflict }) => conflict.reference },
        { heading: 'Field', value: ({ conflict }) => conflict.label },
        { heading: 'Value', value: ({ value }) => value.words, flexible: true },
        { heading: 'By', value: ({ value }) => value.byName },
        { heading: 'Date', value: ({ value }) => shortDate(value.at) },
      ],
      values,
    ),
  )
  print(`\n${plural(conflicts.length, 'field')} to settle, in Accord's window`)
}
