import type { Command } from 'commander'
import { STATUS_WORDS, STATUSES } from '../../../domain/record/statuses.ts'
import type { StatusCounts, Summary } from '../../../preload/types.ts'
import { addCommand, type CommonOptions, findSystem, withRecord } from './command.ts'
import { type Column, print, printJson, table } from './output.ts'

/** `accord summary`: how many actions stand where. */
export function addSummaryCommand(program: Command): void {
  addCommand(program, 'summary', 'count actions by system and status')
    .option('--ics <code>', 'only this system; all of them by default')
    .action(summarise)
}

async function summarise(options: CommonOptions & { ics?: string }): Promise<void> {
  const summary = await withRecord(options, async (service, state) => {
    const ics = options.ics && (await findSystem(service, state, options.ics))
    return service.ask('register.summary', ics ? { ics } : {})
  })
  if (options.json) return printJson(summary)
  const first: Column<Summary['systems'][number]> = {
    heading: 'System',
    value: (row) => `${row.ics} ${row.name}`,
  }
  const counts: Column<StatusCounts>[] = STATUSES.map((status) => ({
    heading: STATUS_WORDS[status],
    value: (row) => row[status],
    right: true,
  }))
  const total: Column<StatusCounts> = { heading: 'Total', value: (row) => row.total, right: true }
  print(table([first, ...counts, total], summary.systems))
}
