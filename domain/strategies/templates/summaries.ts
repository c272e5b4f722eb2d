import type { StrategyTemplate } from '../../record/strategy-words.ts'

/** What templates are called; apart from their texts, which only a new strategy needs. */

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

/** What a template is called and gives, for whoever chooses one. */
export function templateSummary(template: StrategyTemplate): TemplateSummary {
  return SUMMARIES[template]
}
