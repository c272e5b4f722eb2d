import { formatDate } from '../dates.ts'
import { compareText } from '../record/fold.ts'
import { listOf, plural } from '../words.ts'
import type { ActionFacts, PriorityFacts, SuggestionFacts } from './facts.ts'
import { counted, POINTS, scored } from './score.ts'
import { monthsBetween, ofSession } from './suggest-actions.ts'
import type { Suggestion } from './suggestions.ts'

/** Months after which a priority that nobody discussed is suggested. */
const PRIORITY_MONTHS = 12
const TOPIC_MINUTES = 20

/**
 * Priorities for change that nobody discussed in a year. Those that no agenda ever named are told
 * in one: where the record begins these are all of them, and say nothing of any. One that the
 * session is about stands for itself.
 */
export function suggestPriorities(facts: SuggestionFacts): Suggestion[] {
  const unnamed = facts.discussed.filter(
    ({ number, lastOn }) => lastOn === null && !facts.priorities.includes(number),
  )
  if (unnamed.length < 2) return facts.discussed.flatMap((each) => suggestPriority(each, facts))
  return [
    ...facts.discussed
      .filter((each) => !unnamed.includes(each))
      .flatMap((each) => suggestPriority(each, facts)),
    neverDiscussed(unnamed, facts),
  ]
}

function neverDiscussed(priorities: readonly PriorityFacts[], facts: SuggestionFacts): Suggestion {
  const numbers = priorities.map(({ number }) => number).sort((a, b) => a - b)
  const blocked = blockedUnder(numbers, facts)
  const { base, never, blocked: each } = POINTS.priority
  return {
    key: `priority:never-${numbers.join('-')}`,
    kind: 'priority',
    title: `${plural(priorities.length, 'priority', 'priorities')} have not been discussed yet`,
    facts: [
      `No agenda ever named ${listOf(numbers.map((number) => `priority ${number}`))}.`,
      ...blockedWords(blocked.length, 'them'),
    ],
    ...scored([
      { words: 'Not discussed in a year', points: base },
      { words: 'Never discussed', points: never },
      ...counted(blocked.length, each, `${plural(blocked.length, 'action')} under them blocked`),
    ]),
    item: {
      kind: 'discussion',
      title: 'Which priority to talk about next',
      minutes: TOPIC_MINUTES,
      presenter: null,
      presenterSystem: null,
      wanted: 'Say which priority would gain most from all systems in one room.',
      links: linksTo(blocked),
    },
  }
}

function blockedUnder(numbers: readonly number[], { actions }: SuggestionFacts): ActionFacts[] {
  return actions.filter(
    ({ priorities, states }) =>
      numbers.some((number) => priorities.includes(number)) &&
      states.some(({ status }) => status === 'blocked'),
  )
}

function blockedWords(count: number, what: 'it' | 'them'): string[] {
  return count === 0
    ? []
    : [`${plural(count, 'action')} under ${what} ${count === 1 ? 'is' : 'are'} blocked somewhere.`]
}

/** To the first few actions. */
function linksTo(actions: readonly ActionFacts[]): Suggestion['item']['links'] {
  return [...actions]
    .sort((a, b) => compareText(a.reference, b.reference))
    .slice(0, 5)
    .map(({ reference }) => ({ kind: 'action', id: reference }))
}

function suggestPriority(
  { number, title, lastOn }: PriorityFacts,
  facts: SuggestionFacts,
): Suggestion[] {
  const months = monthsBetween(lastOn ?? undefined, facts.on)
  if (lastOn !== null && months < PRIORITY_MONTHS) return []
  const blocked = blockedUnder([number], facts)
  const { base, never, month, blocked: each } = POINTS.priority
  return [
    {
      key: `priority:${number}`,
      kind: 'priority',
      title: `Priority ${number}, ${title}, has not been discussed ${lastOn ? 'for a year' : 'yet'}`,
      facts: [
        lastOn ? `It was last on an agenda on ${formatDate(lastOn)}.` : 'No agenda ever named it.',
        ...blockedWords(blocked.length, 'it'),
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
        minutes: TOPIC_MINUTES,
        presenter: null,
        presenterSystem: null,
        wanted: 'Say how far your system is with it, and what would help.',
        links: linksTo(blocked),
      },
    },
  ]
}
