import { formatDate } from '../dates.ts'
import { compareText } from '../record/fold.ts'
import { plural } from '../words.ts'
import type { SuggestionFacts, UnkeptPromise } from './facts.ts'
import { dueOf } from './fate.ts'
import { counted, POINTS, scored } from './score.ts'
import { ofSession, prioritiesOf, systemList, weeksBetween } from './suggest-actions.ts'
import type { Suggestion } from './suggestions.ts'

/** Suggestions from earlier sessions and from metrics. */

/** Under this title promises stand on an agenda, suggested or from a template. */
export const PROMISES_ITEM = {
  title: 'What we promised',
  wanted: 'Say what is done, what is not, and what stands in the way.',
}
const METRIC_SYSTEMS = 2
/** Promises that are told one by one: more of them nobody reads. */
const PROMISES_TOLD = 5
const MINUTES = { promise: 3, leastForPromises: 5, mostForPromises: 15, topic: 20 }

/**
 * What was promised and is not done, whatever its session, as one item that opens the agenda. Put
 * aside, it comes back once there was another session.
 */
export function suggestPromises({ promises, last, today }: SuggestionFacts): Suggestion[] {
  const days = promises.map(({ sessionDate }) => sessionDate)
  const latest = [...days, last?.on ?? ''].sort().at(-1) ?? ''
  const [first] = promises
  if (!first) return []
  const dueDay = (promise: UnkeptPromise) => dueOf(promise, promise.answer) ?? undefined
  // What is due first presses most; what has no day comes last.
  const pressing = promises.toSorted((a, b) => compareText(dueDay(a) ?? '~', dueDay(b) ?? '~'))
  const earliest = pressing.map(dueDay)[0]
  const more = promises.length - PROMISES_TOLD
  const { base, each, weekLate } = POINTS.promises
  return [
    {
      key: `promises:${last?.id ?? first.session}`,
      kind: 'promises',
      title: `${plural(promises.length, 'promise')} not kept yet`,
      facts: [
        ...pressing
          .slice(0, PROMISES_TOLD)
          .map(
            ({ text, owner, words, sessionDate }) =>
              `${owner ? `${owner}: ` : ''}“${text}”. ${words}.${sessionDate < latest ? ` Promised on ${formatDate(sessionDate)}.` : ''}`,
          ),
        ...(more > 0 ? [`And ${plural(more, 'other')}.`] : []),
      ],
      ...scored([
        { words: 'Promised and not done', points: base },
        ...counted(promises.length, each, plural(promises.length, 'promise')),
        ...counted(weeksBetween(earliest, today), weekLate, 'Weeks late'),
      ]),
      item: {
        kind: 'update',
        title: PROMISES_ITEM.title,
        minutes: Math.min(
          MINUTES.mostForPromises,
          Math.max(MINUTES.leastForPromises, promises.length * MINUTES.promise),
        ),
        presenter: null,
        presenterSystem: null,
        wanted: PROMISES_ITEM.wanted,
        links: actionsOf(promises),
      },
    },
  ]
}

/** Items that the last session did not finish; its decisions are among those that wait. */
export function suggestUnfinished(facts: SuggestionFacts): Suggestion[] {
  const { last } = facts
  return (last?.unfinished ?? []).map(
    (item): Suggestion => ({
      key: `unfinished:${item.id}`,
      kind: 'unfinished',
      title: `“${item.title}” was not finished`,
      facts: [`It was on the agenda of ${formatDate(last?.on ?? '')} and was not finished.`],
      ...scored([
        { words: 'Left over from the last session', points: POINTS.unfinished.base },
        ...ofSession(prioritiesOf(item.links, facts), facts),
      ]),
      item: {
        kind: item.kind,
        title: item.title,
        minutes: item.minutes,
        presenter: item.presenter,
        presenterSystem: item.presenterSystem,
        wanted: item.wanted ?? 'Finish what was begun last time.',
        links: item.links,
      },
    }),
  )
}

/** Metrics that grew worse by special cause in two systems or more. */
export function suggestMetrics({ metrics }: SuggestionFacts): Suggestion[] {
  return metrics
    .filter(({ systems }) => systems.length >= METRIC_SYSTEMS)
    .map(({ metric, name, systems }): Suggestion => {
      const { base, system } = POINTS.metric
      return {
        key: `metric:${metric}`,
        kind: 'metric',
        title: `${name}: worse in ${plural(systems.length, 'system')}`,
        facts: [
          `The change is larger than chance explains in ${systemList(systems)}.`,
          'The test is special-cause variation, by the NHS Making Data Count rules.',
        ],
        ...scored([
          { words: 'Worsening by special cause in several systems', points: base },
          ...counted(systems.length, system, `In ${plural(systems.length, 'system')}`),
        ]),
        item: {
          kind: 'discussion',
          title: name,
          minutes: MINUTES.topic,
          presenter: null,
          presenterSystem: null,
          wanted: 'Say what changed, who is most affected, and what to do next.',
          links: [{ kind: 'metric', id: metric }],
        },
      }
    })
}

function actionsOf(promises: readonly UnkeptPromise[]): Suggestion['item']['links'] {
  const references = promises.flatMap(({ answer, action }) => answer?.action ?? action ?? [])
  return [...new Set(references)].map((id) => ({ kind: 'action', id }))
}
