import type { DocumentNode } from '../../documents/tree.ts'
import type { StrategyTemplate } from '../../record/strategy-words.ts'
import { apprenticeships } from './apprenticeships.ts'
import { blank } from './blank.ts'
import { diabetes } from './diabetes.ts'
import { joint } from './joint.ts'

/** Texts to start a strategy from. */

const CONTENT: Record<StrategyTemplate, (strategy: string) => DocumentNode[]> = {
  diabetes,
  joint,
  apprenticeships,
  blank,
}

/**
 * The text of a new strategy.
 * @param strategy its id, for the blocks that show its commitments
 */
export function templateDocument(
  template: StrategyTemplate,
  { strategy }: { strategy: string },
): DocumentNode {
  return { type: 'doc', content: CONTENT[template](strategy) }
}
