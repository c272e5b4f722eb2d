import { formatDate } from '../dates.ts'
import { plural } from '../words.ts'
import type { AwaitedDecision, AwaitingDecision, SuggestionFacts } from './facts.ts'
import { counted, POINTS, scored } from './score.ts'
import { ofSession, prioritiesOf, systemList, weeksBetween } from './suggest-actions.ts'
import type { Suggestion } from './suggestions.ts'

/** Suggestions from what waits for a decision of the systems together. */

const MINUTES = 15

interface Words {
  title(awaiting: AwaitingDecision): string
  /** Since when, in a sentence. */
  since(day: string): string
  /** What is asked of the people in the room. */
  wanted: string
}

const WORDS: Record<AwaitedDecision, Words> = {
  item: {
    title: ({ title }) => `“${title}” waits for a decision`,
    since: (day) => `It has waited since ${day}.`,
    wanted: 'Decide, and name who carries it out and by when.',
  },
  'joint-action': {
    title: ({ title }) => `The joint action “${title}” is proposed and not agreed`,
    since: (day) => `It was proposed on ${day}.`,
    wanted: 'Decide whether to do it together, and name who carries it out and by when.',
  },
  signatures: {
    title: ({ title, systems }) => `“${title}” waits for ${plural(systems.length, 'signature')}`,
    since: (day) => `It has been in review since ${day}.`,
    wanted: 'Say what keeps your system from signing, and by when it can.',
  },
  agreement: {
    title: ({ title }) => `“${title}” is signed by all and not agreed yet`,
    since: (day) => `It has been in review since ${day}.`,
    wanted: 'Decide whether it is agreed, and when it is published.',
  },
  publication: {
    title: ({ title }) => `“${title}” is agreed and not published`,
    since: (day) => `It was agreed on ${day}.`,
    wanted: 'Decide when it is published, and who is told.',
  },
}

export function suggestDecisions(facts: SuggestionFacts): Suggestion[] {
  return facts.awaiting.map((awaiting): Suggestion => {
    const { title, systems, since, links, priorities } = awaiting
    const words = WORDS[awaiting.about]
    const weeks = weeksBetween(since, facts.today)
    const { base, system, week } = POINTS.decision
    return {
      key: decisionKey(awaiting),
      kind: 'decision',
      title: words.title(awaiting),
      facts: [words.since(formatDate(since)), ...concerned(awaiting)],
      ...scored([
        { words: 'Waits for a decision', points: base },
        ...counted(systems.length, system, systemWords(awaiting)),
        ...counted(weeks, week, `Has waited for ${plural(weeks, 'week')}`),
        ...ofSession([...priorities, ...prioritiesOf(links, facts)], facts),
      ]),
      item: {
        kind: 'decision',
        title,
        minutes: MINUTES,
        presenter: null,
        presenterSystem: null,
        wanted: words.wanted,
        links,
      },
    }
  })
}

/** `decision:<item>`; of anything else with what it is about: a signed strategy waits for something new. */
export function decisionKey({ about, id }: Pick<AwaitingDecision, 'about' | 'id'>): string {
  return about === 'item' ? `decision:${id}` : `decision:${about}:${id}`
}

/** Whether a key is of a decision that the record itself tells the fate of. */
export function isToldByRecord(key: string | null): boolean {
  return key !== null && /^decision:(joint-action|signatures|agreement|publication):/.test(key)
}

function systemWords({ about, systems }: AwaitingDecision): string {
  return about === 'item' || about === 'joint-action'
    ? `Concerns ${plural(systems.length, 'system')}`
    : `${plural(systems.length, 'system has', 'systems have')} not signed`
}

/** Which systems have a part in it, in sentences. */
function concerned({ about, systems, signed }: AwaitingDecision): string[] {
  if (about === 'item' || about === 'joint-action')
    return [systems.length > 0 ? `It concerns ${systemList(systems)}.` : 'It concerns all systems.']
  const all = plural(signed.length + systems.length, 'system')
  if (signed.length === 0) return [`None of ${all} has signed.`]
  return [
    `${signed.length} of ${all} signed: ${systemList(signed)}.`,
    ...(systems.length > 0 ? [`Not signed: ${systemList(systems)}.`] : []),
  ]
}
