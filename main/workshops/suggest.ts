import { dayOf } from '../../domain/dates.ts'
import type {
  ActionFacts,
  LastSession,
  PriorityFacts,
  SuggestionFacts,
  UnkeptPromise,
} from '../../domain/workshops/facts.ts'
import { isUnkept } from '../../domain/workshops/fate.ts'
import type { Session } from '../../domain/workshops/model.ts'
import { rankSuggestions } from '../../domain/workshops/ranking.ts'
import type { ShownSuggestion } from '../../preload/workshops-types.ts'
import { worseningMetrics } from '../links/worsening.ts'
import type { RecordContext } from '../record/context.ts'
import { readCatalogue } from '../record/resources.ts'
import { awaitingDecisions } from './awaiting.ts'
import { outcomeLog } from './outcomes.ts'
import { readItems, readMutes, readSessions, requireSession } from './read.ts'

/** What deserves a session's time, from what the record knows. */
export function suggestionsFor(context: RecordContext, id: string): ShownSuggestion[] {
  const session = requireSession(context, id)
  const mutes = readMutes(context)
  const onAgenda = new Set(readItems(context, id).map(({ suggestion }) => suggestion))
  return rankSuggestions(suggestionFacts(context, session), (key) => mutes.has(key)).map(
    (suggestion) => ({
      ...suggestion,
      added: onAgenda.has(suggestion.key),
      muted: mutes.get(suggestion.key) ?? null,
    }),
  )
}

/** The session before another in its series, leaving out those that were cancelled. */
export function sessionBefore(context: RecordContext, session: Session): Session | undefined {
  return readSessions(context, session.series).find(
    ({ id, start, state }) => id !== session.id && start < session.start && state !== 'cancelled',
  )
}

function suggestionFacts(context: RecordContext, session: Session): SuggestionFacts {
  const on = session.start.slice(0, 10)
  const before = sessionBefore(context, session)
  const earlier = readSessions(context).filter(
    ({ start, state }) => start < session.start && state !== 'cancelled',
  )
  const actions = actionFacts(context)
  return {
    on,
    today: context.today(),
    priorities: session.priorities,
    actions,
    metrics: worseningMetrics(context),
    awaiting: awaitingDecisions(
      context,
      earlier.filter(({ series }) => series === session.series),
    ),
    ...(before ? { last: lastSession(context, before) } : {}),
    promises: unkeptBefore(context, session),
    discussed: priorityFacts(context, earlier, actions),
  }
}

/** Every action of the commission with where each current system stands. */
function actionFacts({ record, today }: RecordContext): ActionFacts[] {
  const rows = record.db
    .prepare(
      `SELECT s.reference, a.title, s.ics, y.name, s.status, s.due, s.updated_at AS updatedAt,
        o.name AS ownerName, s.evidence
       FROM action_state s
       JOIN action a ON a.reference = s.reference AND a.ics IS NULL AND a.removed = 0
       JOIN system y ON y.ods = s.ics AND ? BETWEEN y.from_date AND coalesce(y.to_date, '9999')
       LEFT JOIN owner o ON o.ics = s.ics AND o.id = s.owner
       ORDER BY s.sort, s.ics`,
    )
    .all(today()) as (ActionFacts['states'][number] & { reference: string; title: string })[]
  const priorities = prioritiesByAction(record.db)
  return [...Map.groupBy(rows, ({ reference }) => reference)].map(([reference, states]) => ({
    reference,
    title: states[0]?.title ?? reference,
    priorities: priorities.get(reference) ?? [],
    states: states.map((state) => ({
      ...state,
      updatedAt: state.updatedAt && dayOf(state.updatedAt),
    })),
  }))
}

function prioritiesByAction(db: RecordContext['record']['db']): Map<string, number[]> {
  const rows = db
    .prepare(
      "SELECT reference, CAST(value AS INTEGER) AS number FROM action_tag WHERE kind = 'priority'",
    )
    .all() as { reference: string; number: number }[]
  return new Map(
    [...Map.groupBy(rows, ({ reference }) => reference)].map(([reference, tags]) => [
      reference,
      tags.map(({ number }) => number),
    ]),
  )
}

/**
 * Every promise of a series' earlier sessions that is not kept, the oldest session last. A session
 * that was cancelled after something had been promised there takes no promise back.
 */
export function unkeptBefore(
  context: RecordContext,
  { id, series, start }: Pick<Session, 'id' | 'series' | 'start'>,
): UnkeptPromise[] {
  const on = start.slice(0, 10)
  const earlier = new Set(
    readSessions(context, series)
      .filter((session) => session.id !== id && session.start < start)
      .map((session) => session.id),
  )
  return outcomeLog(context, series).filter(
    (outcome) => earlier.has(outcome.session) && isUnkept(outcome, on),
  )
}

function lastSession(context: RecordContext, before: Session): LastSession {
  return {
    id: before.id,
    title: before.title,
    on: before.start.slice(0, 10),
    unfinished: readItems(context, before.id).filter(
      ({ kind, finished }) => finished === false && kind !== 'decision',
    ),
  }
}

/** When each priority was last on an agenda: named by the session, or by an action of an item. */
function priorityFacts(
  context: RecordContext,
  earlier: readonly Session[],
  actions: readonly ActionFacts[],
): PriorityFacts[] {
  const priorities = new Map(actions.map(({ reference, priorities: of }) => [reference, of]))
  const lastOn = new Map<number, string>()
  for (const session of [...earlier].reverse()) {
    const linked = readItems(context, session.id)
      .flatMap(({ links }) => links)
      .flatMap(({ kind, id }) => (kind === 'action' ? (priorities.get(id) ?? []) : []))
    for (const number of [...session.priorities, ...linked])
      lastOn.set(number, session.start.slice(0, 10))
  }
  return readCatalogue().priorities.map(({ number, title }) => ({
    number,
    title,
    lastOn: lastOn.get(number) ?? null,
  }))
}
