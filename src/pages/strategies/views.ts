/** What can be looked at of one strategy; the first is shown when the address names none. */
export const STRATEGY_VIEWS = ['text', 'versions', 'sign-off', 'commitments', 'export'] as const
export type StrategyView = (typeof STRATEGY_VIEWS)[number]

/** Stands for the text as it stands, where a version could be named. */
export const NOW = 'now'
