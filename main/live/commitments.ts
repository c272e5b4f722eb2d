import { formatDate } from '../../domain/dates.ts'
import { isDone, STATUS_WORDS } from '../../domain/record/statuses.ts'
import { plural } from '../../domain/words.ts'
import type { RecordContext } from '../record/context.ts'
import { listCommitments } from '../strategies/commitments.ts'
import { readStrategies } from '../strategies/parts.ts'
import type { Answered, QueryOf } from './content.ts'
import { entriesBehind, NOTHING, systemsOfToday, wordColumn } from './content.ts'

/** What each system says it will do, by when, and who answers: of one system, or of all. */
export function liveCommitments(
  context: RecordContext,
  { strategy, ics }: QueryOf<'commitments'>,
): Answered {
  const of = ics === null ? 'the systems' : context.names.system(ics)
  const title = `Commitments of ${of}`
  if (readStrategies(context, strategy).length === 0)
    return { title, gone: 'The strategy these commitments belong to is not in this record.' }
  const made = listCommitments(context, strategy).filter((each) => ics === null || each.ics === ics)
  const systems = new Set(made.map((each) => each.ics)).size
  const done = made.filter(({ status }) => isDone(status)).length
  return {
    title,
    meaning: `${plural(made.length, 'commitment')} by ${systems} of ${plural(systemsOfToday(context).length, 'system')}; ${done} of ${made.length} done.`,
    columns: ['System', 'Commitment', 'Answers for it', 'By', 'Action', 'Status'].map(wordColumn),
    rows: made.map((each) => [
      each.system,
      each.text,
      each.owner ?? NOTHING,
      each.due ? formatDate(each.due) : NOTHING,
      each.action,
      STATUS_WORDS[each.status],
    ]),
    gone: made.length === 0 ? 'Nobody has committed to anything here yet.' : null,
    entries: made.flatMap((each) => [
      ...entriesBehind(context, [each.ics], [`commitment:${each.id}`], ['text', 'action']),
      ...entriesBehind(context, [each.ics], [`action:${each.action}`], ['status', 'owner', 'due']),
    ]),
  }
}
