import { dayOf } from '../../domain/dates.ts'
import type { AwaitingDecision } from '../../domain/workshops/facts.ts'
import type { Session } from '../../domain/workshops/model.ts'
import { decisionKey, isToldByRecord } from '../../domain/workshops/suggest-decisions.ts'
import { fieldDay, type StrategyStanding, strategyStandings } from '../links/strategies.ts'
import type { RecordContext } from '../record/context.ts'
import { readParts } from '../record/parts.ts'
import { systemsNow } from '../record/systems.ts'
import { readItems } from './read.ts'

/** All that waits for a decision. @param earlier sessions of the series before the one that is prepared */
export function awaitingDecisions(
  context: RecordContext,
  earlier: readonly Session[],
): AwaitingDecision[] {
  return [
    ...undecidedItems(context, earlier),
    ...proposedJointActions(context),
    ...strategyStandings(context).flatMap(awaitingOf),
  ]
}

/**
 * Decisions on earlier agendas that were not taken, and have not come back since. What became of a
 * joint action or a strategy the record tells better than the agenda it once was on.
 */
function undecidedItems(context: RecordContext, earlier: readonly Session[]): AwaitingDecision[] {
  const items = earlier.flatMap((session) =>
    readItems(context, session.id).map((item) => ({ ...item, since: session.start.slice(0, 10) })),
  )
  const cameBack = new Set(items.map(({ suggestion }) => suggestion))
  return items
    .filter(
      ({ id, kind, finished, suggestion }) =>
        kind === 'decision' &&
        finished === false &&
        !isToldByRecord(suggestion) &&
        !cameBack.has(decisionKey({ about: 'item', id })),
    )
    .map(({ id, title, since, links }) => ({
      about: 'item',
      id,
      title,
      since,
      links,
      systems: [],
      signed: [],
      priorities: [],
    }))
}

/** Joint actions that nobody has agreed or declined. */
function proposedJointActions(context: RecordContext): AwaitingDecision[] {
  const names = new Map(systemsNow(context).map(({ ods, name }) => [ods, name]))
  return readParts(context.record.db, 'joint-action', { view: 'region' })
    .filter(({ fields }) => fields.state === 'proposed' && fields.title !== undefined)
    .map(({ id, at, fields }) => ({
      about: 'joint-action',
      id,
      title: fields.title ?? '',
      systems: (fields.systems ?? []).flatMap((ods) => names.get(ods) ?? []),
      signed: [],
      since: fieldDay(context, `joint-action:${id}`, 'state') ?? dayOf(at),
      priorities: fields.priority ? [fields.priority] : [],
      links: [],
    }))
}

/** What a strategy waits for, where it waits for the systems. */
function awaitingOf(strategy: StrategyStanding): AwaitingDecision[] {
  const { id, title, state, since, signed, unsigned, priorities } = strategy
  const about =
    state === 'agreed'
      ? 'publication'
      : state !== 'in-review'
        ? undefined
        : unsigned.length > 0
          ? 'signatures'
          : 'agreement'
  const links = [{ kind: 'strategy' as const, id }]
  return about ? [{ about, id, title, since, signed, systems: unsigned, priorities, links }] : []
}
