import { statusCounts } from '../../domain/record/statuses.ts'
import { plural } from '../../domain/words.ts'
import { matrix } from '../actions/rows.ts'
import type { RecordContext } from '../record/context.ts'
import { COUNT_COLUMNS, counts, NOT_APPLICABLE_NOTE } from './actions.ts'
import type { Answered, QueryOf } from './content.ts'
import { entriesBehind, systemsOfToday, wordColumn } from './content.ts'
import { filterOf, filterWords } from './filter.ts'

/** The systems side by side: how many of the commission's actions asked for are in which status. */
export function liveSystems(context: RecordContext, { filter }: QueryOf<'systems'>): Answered {
  const { asked, keeps } = filterOf(filter)
  const systems = systemsOfToday(context)
  const codes = systems.map(({ ods }) => ods)
  const shown = matrix(context.record.db, codes, asked, context.today()).rows.filter(keeps)
  const subjects = shown.map(({ reference }) => `action:${reference}`)
  const cellsOf = (at: number) => shown.map(({ cells }) => cells[at] ?? null)
  const all = shown.flatMap(({ cells }) => cells.filter((cell) => cell !== null))
  return {
    title: `The systems side by side${filterWords(filter)}`,
    meaning: `${plural(shown.length, 'action')} in ${plural(systems.length, 'system')}: ${statusCounts(all) || 'none'}.`,
    columns: [wordColumn('System'), ...COUNT_COLUMNS],
    rows: [
      ...systems.map(({ name }, at) => [name, ...counts(cellsOf(at))]),
      ['All systems', ...counts(all)],
    ],
    notes: [NOT_APPLICABLE_NOTE],
    gone: shown.length === 0 ? 'No action is among those asked for.' : null,
    entries: entriesBehind(context, codes, subjects, ['status']),
  }
}
