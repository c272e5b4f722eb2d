import type { DocumentNode } from '../../documents/tree.ts'
import type { StrategyTemplate } from '../words.ts'
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

export interface TemplateSummary {
  title: string
  /** What one gets, in one line. */
  line: string
}

const SUMMARIES: Record<StrategyTemplate, TemplateSummary> = {
  diabetes: {
    title: 'Joint diabetes strategy',
    line: 'A full first draft with the commission’s figures, its actions on diabetes, measures and an equality assessment.',
  },
  joint: {
    title: 'Joint strategy on any subject',
    line: 'Every part a joint strategy needs, with guidance and examples to change.',
  },
  apprenticeships: {
    title: 'Regional apprenticeship scheme',
    line: 'A proposal for one NHS scheme: who can join, pay, training, support and measures.',
  },
  blank: {
    title: 'Blank',
    line: 'Headings only, and the table of commitments.',
  },
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

/** What a template is called and gives, for whoever chooses one. */
export function templateSummary(template: StrategyTemplate): TemplateSummary {
  return SUMMARIES[template]
}
