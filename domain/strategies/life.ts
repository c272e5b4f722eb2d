import { STRATEGY_STATE_WORDS, type StrategyState } from '../record/strategy-words.ts'

/**
 * The life of a strategy: written, offered to the systems for signing, agreed, published, and one
 * day superseded. A newer version may be offered at any time until then.
 */

const MOVES: Record<StrategyState, readonly StrategyState[]> = {
  draft: ['in-review'],
  'in-review': ['draft', 'in-review', 'agreed'],
  agreed: ['draft', 'in-review', 'published', 'superseded'],
  published: ['in-review', 'superseded'],
  superseded: [],
}

/** Why a strategy may not move so, with the way out; null when it may. */
export function whyNotMove(from: StrategyState, to: StrategyState): string | null {
  if (MOVES[from].includes(to)) return null
  if (from === 'superseded')
    return 'Another strategy has taken the place of this one, so it stays as it is. Write a new strategy instead.'
  if (from === to) return `This strategy is ${STRATEGY_STATE_WORDS[to].toLowerCase()} already.`
  switch (to) {
    case 'draft':
      return 'A published strategy does not go back to draft. Offer a newer version for review instead.'
    case 'agreed':
      return from === 'published'
        ? 'This strategy is published, so it was agreed before. Offer a newer version for review if the text has changed.'
        : 'A strategy is agreed on a version that systems could read. Offer a version for review first.'
    case 'published':
      return 'Only an agreed strategy can be published. Move it to agreed first.'
    default:
      return 'Only an agreed or published strategy can be superseded. Remove a draft that nobody needs.'
  }
}
