import { formatDate } from '../../domain/dates.ts'
import {
  applies,
  CONFIDENCE_WORDS,
  DONE,
  STATUS_WORDS,
  STATUSES,
  type Status,
  statusCounts,
} from '../../domain/record/statuses.ts'
import { plural } from '../../domain/words.ts'
import type { ActionRow, MatrixCell } from '../../preload/types.ts'
import { listActions, matrix } from '../actions/rows.ts'
import type { RecordContext } from '../record/context.ts'
import type { Answered, QueryOf } from './content.ts'
import { entriesBehind, NOTHING, numberColumn, systemsOfToday, wordColumn } from './content.ts'
import { filterOf, filterWords } from './filter.ts'

/** Actions of one system with where they stand, or of all with how many systems stand where. */
export function liveActions(context: RecordContext, query: QueryOf<'actions'>): Answered {
  return query.ics === null ? ofAll(context, query) : ofOne(context, query.ics, query)
}

function ofOne(context: RecordContext, ics: string, { filter }: QueryOf<'actions'>): Answered {
  const name = context.names.system(ics)
  const title = `Actions of ${name}${filterWords(filter)}`
  if (!systemsOfToday(context).some(({ ods }) => ods === ics))
    return { title, gone: `There is no system ${ics} today, so its actions cannot be shown.` }
  const { asked, keeps } = filterOf(filter)
  const { db } = context.record
  const rows = listActions(db, ics, asked, context.today()).filter(keeps)
  const all = db
    .prepare(
      'SELECT count(*) FROM action_state s JOIN action a USING (reference) WHERE s.ics = ? AND a.removed = 0',
    )
    .pluck()
    .get(ics) as number
  return {
    title,
    meaning: `${rows.length.toLocaleString('en-GB')} of ${plural(all, 'action')} of ${name}: ${statusCounts(rows) || 'none'}.`,
    columns: ['Action', 'Title', 'Status', 'Confidence', 'Owner', 'Due', 'Next step'].map(
      wordColumn,
    ),
    rows: rows.map(cellsOf),
    gone: rows.length === 0 ? `No action of ${name} is among those asked for.` : null,
    entries: entriesBehind(
      context,
      [ics],
      rows.map(({ reference }) => `action:${reference}`),
      ['status', 'confidence', 'owner', 'due', 'nextStep'],
    ),
  }
}

function cellsOf(row: ActionRow): string[] {
  const { reference, title, status, confidence, ownerName, due, nextStep } = row
  return [
    reference,
    title,
    STATUS_WORDS[status],
    confidence ? CONFIDENCE_WORDS[confidence] : NOTHING,
    ownerName ?? NOTHING,
    due ? formatDate(due) : NOTHING,
    nextStep ?? NOTHING,
  ]
}

function ofAll(context: RecordContext, { filter }: QueryOf<'actions'>): Answered {
  const { asked, keeps } = filterOf(filter)
  const systems = systemsOfToday(context).map(({ ods }) => ods)
  const { rows } = matrix(context.record.db, systems, asked, context.today())
  const shown = rows.filter(keeps)
  const cells = shown.flatMap((row) => row.cells.filter((cell) => cell !== null))
  const subjects = shown.map(({ reference }) => `action:${reference}`)
  return {
    title: `Actions of all systems${filterWords(filter)}`,
    meaning: `${plural(shown.length, 'action')}, each in ${plural(systems.length, 'system')}: ${statusCounts(cells) || 'none'}.`,
    columns: [...['Action', 'Title'].map(wordColumn), ...COUNT_COLUMNS],
    rows: shown.map(({ reference, title, cells: across }) => [reference, title, ...counts(across)]),
    notes: [NOT_APPLICABLE_NOTE],
    gone: shown.length === 0 ? 'No action is among those asked for.' : null,
    entries: entriesBehind(context, systems, subjects, ['status']),
  }
}

/** How many are in each status, and how many of those it applies to are done. */
export function counts(cells: readonly (Pick<MatrixCell, 'status'> | null)[]): string[] {
  const standing = cells.filter((cell) => cell !== null)
  const count = (of: readonly Status[]) =>
    standing.filter(({ status }) => of.includes(status)).length
  const applying = standing.length - standing.filter(({ status }) => !applies(status)).length
  return [...STATUSES.map((status) => String(count([status]))), `${count(DONE)} of ${applying}`]
}

/** Headings of `counts`. */
export const COUNT_COLUMNS = [
  ...STATUSES.map((status) => numberColumn(STATUS_WORDS[status])),
  numberColumn('Done, of those it applies to'),
]
export const NOT_APPLICABLE_NOTE =
  'Done is complete or embedded. Not applicable is counted apart, and is in no denominator.'
