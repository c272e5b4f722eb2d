import { compareText } from '../record/fold.ts'
import type { SuggestionFacts } from './facts.ts'
import { suggestBlocked, suggestTeaching } from './suggest-actions.ts'
import { suggestDecisions } from './suggest-decisions.ts'
import { suggestMetrics, suggestPromises, suggestUnfinished } from './suggest-others.ts'
import { suggestPriorities } from './suggest-priorities.ts'
import { SUGGESTION_KINDS, type Suggestion } from './suggestions.ts'

/** How many of one kind are shown: a list of forty topics helps nobody to choose three. */
export const MOST_OF_A_KIND = 6

/**
 * What deserves a session's time, the most deserving first. Equals stand in the order of kinds,
 * then by key, so that the same facts give the same list on every machine.
 * @param isMuted suggestions that are put aside leave their places to the next of their kind
 */
export function rankSuggestions(
  facts: SuggestionFacts,
  isMuted: (key: string) => boolean = () => false,
): Suggestion[] {
  const all = [
    ...suggestPromises(facts),
    ...suggestUnfinished(facts),
    ...suggestDecisions(facts),
    ...suggestBlocked(facts),
    ...suggestMetrics(facts),
    ...suggestTeaching(facts),
    ...suggestPriorities(facts),
  ].sort(moreDeserving)
  const shown = new Map<string, number>()
  return all.filter(({ key, kind }) => {
    if (isMuted(key)) return true
    const count = (shown.get(kind) ?? 0) + 1
    shown.set(kind, count)
    return count <= MOST_OF_A_KIND
  })
}

function moreDeserving(a: Suggestion, b: Suggestion): number {
  return (
    b.score - a.score ||
    SUGGESTION_KINDS.indexOf(a.kind) - SUGGESTION_KINDS.indexOf(b.kind) ||
    compareText(a.key, b.key)
  )
}
