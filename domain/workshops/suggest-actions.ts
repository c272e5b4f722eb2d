import { formatDate } from '../dates.ts'
import { compareText } from '../record/fold.ts'
import { FIRST_STATUS, isDone } from '../record/statuses.ts'
import { plural } from '../words.ts'
import type { ActionSystemState, SuggestionFacts } from './facts.ts'
import { counted, POINTS, scored } from './score.ts'
import type { ScorePart, Suggestion } from './suggestions.ts'

/** Suggestions from where the commission's actions stand across the systems. */

const BLOCKED_SYSTEMS = 2
const NOT_BEGUN_SYSTEMS = 2
const DISCUSSION_MINUTES = 20
const TEACHING_MINUTES = 15

/** Actions that are blocked in two systems or more. */
export function suggestBlocked(facts: SuggestionFacts): Suggestion[] {
  return facts.actions.flatMap((action): Suggestion[] => {
    const blocked = action.states.filter(({ status }) => status === 'blocked')
    if (blocked.length < BLOCKED_SYSTEMS) return []
    const overdue = blocked.filter(({ due }) => due !== null && due < facts.today)
    const since = blocked.flatMap(({ updatedAt }) => (updatedAt ? [updatedAt] : [])).sort()[0]
    const { base, system, overdue: late, month } = POINTS.blocked
    const moving = best(action.states.filter(({ status }) => isDone(status)))
    return [
      {
        key: `blocked:${action.reference}`,
        kind: 'blocked',
        title: `${action.reference} is blocked in ${plural(blocked.length, 'system')}`,
        facts: [
          `“${action.title}” is blocked in ${names(blocked)}.`,
          ...(overdue.length > 0 ? [`It is past its due date in ${names(overdue)}.`] : []),
          ...(since ? [`The longest has had no update since ${formatDate(since)}.`] : []),
          ...(moving ? [`${moving.name} has done it and could say how.`] : []),
        ],
        ...scored([
          { words: 'Blocked in several systems', points: base },
          ...counted(blocked.length, system, `In ${plural(blocked.length, 'system')}`),
          ...counted(overdue.length, late, `Overdue in ${plural(overdue.length, 'system')}`),
          ...counted(monthsBetween(since, facts.today), month, 'Has not moved for months'),
          ...ofSession(action.priorities, facts),
        ]),
        item: {
          kind: 'discussion',
          title: action.title,
          minutes: DISCUSSION_MINUTES,
          presenter: moving?.ownerName ?? null,
          presenterSystem: moving?.ics ?? null,
          wanted: `Say what blocks it in ${names(blocked)}, and agree who can clear the way.`,
          links: [{ kind: 'action', id: action.reference }],
        },
      },
    ]
  })
}

/** Actions that some systems have done and two or more have not begun: the first can teach. */
export function suggestTeaching(facts: SuggestionFacts): Suggestion[] {
  return facts.actions.flatMap((action): Suggestion[] => {
    const done = action.states.filter(({ status }) => isDone(status))
    const notBegun = action.states.filter(({ status }) => status === FIRST_STATUS)
    const teacher = best(done)
    if (!teacher || notBegun.length < NOT_BEGUN_SYSTEMS) return []
    const points = POINTS.teach
    return [
      {
        key: `teach:${action.reference}`,
        kind: 'teach',
        title: `${teacher.name} can teach ${action.reference}`,
        facts: [
          `“${action.title}” is done in ${names(done)}.`,
          `${plural(notBegun.length, 'system has', 'systems have')} not begun: ${names(notBegun)}.`,
          teacher.evidence > 0
            ? `${teacher.name} has ${plural(teacher.evidence, 'piece')} of evidence to show.`
            : `${teacher.name} was the latest to finish it.`,
        ],
        ...scored([
          { words: 'Done in some systems, not begun in others', points: points.base },
          ...counted(notBegun.length, points.notBegun, `Not begun in ${notBegun.length}`),
          ...counted(done.length, points.done, `Done in ${done.length}`),
          ...counted(teacher.evidence, points.evidence, 'There is evidence to show'),
          ...ofSession(action.priorities, facts),
        ]),
        item: {
          kind: 'discussion',
          title: action.title,
          minutes: TEACHING_MINUTES,
          presenter: teacher.ownerName,
          presenterSystem: teacher.ics,
          wanted: `Ask ${teacher.name} how it was done, and say what your system takes from it.`,
          links: [{ kind: 'action', id: action.reference }],
        },
      },
    ]
  })
}

/** Points for belonging to a priority that the session is about. */
export function ofSession(
  priorities: readonly number[],
  facts: Pick<SuggestionFacts, 'priorities'>,
): ScorePart[] {
  const shared = priorities.find((number) => facts.priorities.includes(number))
  return shared === undefined
    ? []
    : [{ words: `Belongs to priority ${shared} of this session`, points: POINTS.ofSession }]
}

/** Whole months between two ISO days, of 30 days each; none where the first is not known. */
export function monthsBetween(from: string | undefined, to: string): number {
  return from === undefined
    ? 0
    : Math.floor((Date.parse(to) - Date.parse(from)) / (30 * 86_400_000))
}

/** Whole weeks between two ISO days; none where the first is not known. */
export function weeksBetween(from: string | undefined, to: string): number {
  return from === undefined ? 0 : Math.floor((Date.parse(to) - Date.parse(from)) / (7 * 86_400_000))
}

/** Priorities of the actions that links point to. */
export function prioritiesOf(links: Suggestion['item']['links'], facts: SuggestionFacts): number[] {
  const references = links.flatMap(({ kind, id }) => (kind === 'action' ? [id] : []))
  return facts.actions.flatMap(({ reference, priorities }) =>
    references.includes(reference) ? [...priorities] : [],
  )
}

/** The one with the most to show: evidence first, then the latest word. */
function best(states: readonly ActionSystemState[]): ActionSystemState | undefined {
  return [...states].sort(
    (a, b) =>
      b.evidence - a.evidence ||
      compareText(b.updatedAt ?? '', a.updatedAt ?? '') ||
      compareText(a.ics, b.ics),
  )[0]
}

function names(states: readonly Pick<ActionSystemState, 'name'>[]): string {
  return systemList(states.map(({ name }) => name))
}

/** Names of systems in a sentence: many hold a comma or an "and", so semicolons part them. */
export function systemList(names: readonly string[]): string {
  return [...names].sort((a, b) => a.localeCompare(b, 'en-GB')).join('; ')
}
