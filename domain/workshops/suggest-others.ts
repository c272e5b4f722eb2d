import { formatDate } from '../dates.ts'
import { compareText } from '../record/fold.ts'
import { plural } from '../words.ts'
import type { LastSession, SuggestionFacts } from './facts.ts'
import { dueOf } from './fate.ts'
import type { OutcomeFate } from './model.ts'
import { counted, POINTS, scored } from './score.ts'
import {
  monthsBetween,
  ofSession,
  prioritiesOf,
  systemList,
  weeksBetween,
} from './suggest-actions.ts'
import type { Suggestion } from './suggestions.ts'

/** Suggestions from earlier sessions, from metrics and from the priorities for change. */

const METRIC_SYSTEMS = 2
/** Months after which a priority that nobody discussed is suggested. */
const PRIORITY_MONTHS = 12
/** Promises that are told one by one: more of them nobody reads. */
const PROMISES_TOLD = 5
const MINUTES = { promise: 3, leastForPromises: 5, mostForPromises: 15, topic: 20 }

/** What was promised at the last session and is not done, as one item that opens the agenda. */
export function suggestPromises({ last, today }: SuggestionFacts): Suggestion[] {
  if (!last || last.promises.length === 0) return []
  const { promises } = last
  const dueDay = (promise: OutcomeFate) => dueOf(promise, promise.answer) ?? undefined
  // What is due first presses most; what has no day comes last.
  const pressing = promises.toSorted((a, b) => compareText(dueDay(a) ?? '~', dueDay(b) ?? '~'))
  const earliest = pressing.map(dueDay)[0]
  const more = promises.length - PROMISES_TOLD
  const { base, each, weekLate } = POINTS.promises
  return [
    {
      key: `promises:${last.id}`,
      kind: 'promises',
      title: `${plural(promises.length, 'promise')} of the last session not kept yet`,
      facts: [
        ...pressing
          .slice(0, PROMISES_TOLD)
          .map(({ text, owner, words }) => `${owner ? `${owner}: ` : ''}“${text}”. ${words}.`),
        ...(more > 0 ? [`And ${plural(more, 'other')}.`] : []),
      ],
      ...scored([
        { words: 'Promised last time and not done', points: base },
        ...counted(promises.length, each, plural(promises.length, 'promise')),
        ...counted(weeksBetween(earliest, today), weekLate, 'Weeks late'),
      ]),
      item: {
        kind: 'update',
        title: 'What we promised last time',
        minutes: Math.min(
          MINUTES.mostForPromises,
          Math.max(MINUTES.leastForPromises, promises.length * MINUTES.promise),
        ),
        presenter: null,
        presenterSystem: null,
        wanted: 'Say what is done, what is not, and what stands in the way.',
        links: actionsOf(last),
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

/** Priorities for change that nobody discussed in a year. */
export function suggestPriorities(facts: SuggestionFacts): Suggestion[] {
  return facts.discussed.flatMap(({ number, title, lastOn }): Suggestion[] => {
    const months = monthsBetween(lastOn ?? undefined, facts.on)
    if (lastOn !== null && months < PRIORITY_MONTHS) return []
    const under = facts.actions.filter(({ priorities }) => priorities.includes(number))
    const blocked = under.filter(({ states }) => states.some(({ status }) => status === 'blocked'))
    const { base, never, month, blocked: each } = POINTS.priority
    const links = blocked
      .slice(0, 5)
      .map(({ reference }) => ({ kind: 'action' as const, id: reference }))
    return [
      {
        key: `priority:${number}`,
        kind: 'priority',
        title: `Priority ${number}, ${title}, has not been discussed ${lastOn ? 'for a year' : 'yet'}`,
        facts: [
          lastOn
            ? `It was last on an agenda on ${formatDate(lastOn)}.`
            : 'No agenda ever named it.',
          ...(blocked.length > 0
            ? [
                `${plural(blocked.length, 'action')} under it ${blocked.length === 1 ? 'is' : 'are'} blocked somewhere.`,
              ]
            : []),
        ],
        ...scored([
          { words: 'Not discussed in a year', points: base },
          ...(lastOn === null
            ? [{ words: 'Never discussed', points: never }]
            : counted(months - PRIORITY_MONTHS, month, 'Months beyond a year')),
          ...counted(blocked.length, each, `${plural(blocked.length, 'action')} under it blocked`),
          ...ofSession([number], facts),
        ]),
        item: {
          kind: 'discussion',
          title: `Priority ${number}: ${title}`,
          minutes: MINUTES.topic,
          presenter: null,
          presenterSystem: null,
          wanted: 'Say how far your system is with it, and what would help.',
          links,
        },
      },
    ]
  })
}

function actionsOf({ promises }: LastSession): Suggestion['item']['links'] {
  const references = promises.flatMap(({ answer, action }) => answer?.action ?? action ?? [])
  return [...new Set(references)].map((id) => ({ kind: 'action', id }))
}
