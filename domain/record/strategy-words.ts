/** The words of joint strategies, as they stand in entries. */

export const STRATEGY_STATES = ['draft', 'in-review', 'agreed', 'published', 'superseded'] as const
export type StrategyState = (typeof STRATEGY_STATES)[number]

export const STRATEGY_TEMPLATES = ['diabetes', 'joint', 'apprenticeships', 'blank'] as const
export type StrategyTemplate = (typeof STRATEGY_TEMPLATES)[number]

/** `automatic`: kept by Accord while people write. */
export const VERSION_KINDS = ['named', 'automatic', 'restored'] as const
export type VersionKind = (typeof VERSION_KINDS)[number]

export const JOINT_STATES = ['proposed', 'agreed', 'declined'] as const
export type JointState = (typeof JOINT_STATES)[number]

export const STRATEGY_STATE_WORDS: Record<StrategyState, string> = {
  draft: 'Draft',
  'in-review': 'In review',
  agreed: 'Agreed',
  published: 'Published',
  superseded: 'Superseded',
}

/** Before when and by whom: "Kept on 3 Dec 2026 by …". */
export const VERSION_KIND_WORDS: Record<VersionKind, string> = {
  named: 'Kept',
  automatic: 'Kept by Accord',
  restored: 'Brought back',
}
