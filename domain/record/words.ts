/** Status of an action in a system, in the order in which work moves. */
export const STATUSES = [
  'not-started',
  'planned',
  'in-progress',
  'blocked',
  'complete',
  'embedded',
  'not-applicable',
] as const
export type Status = (typeof STATUSES)[number]

export const STATUS_WORDS: Record<Status, string> = {
  'not-started': 'Not started',
  planned: 'Planned',
  'in-progress': 'In progress',
  blocked: 'Blocked',
  complete: 'Complete',
  embedded: 'Embedded',
  'not-applicable': 'Not applicable',
}

/** Confidence that an action will be delivered; another thing than its status. */
export const CONFIDENCES = ['on-track', 'at-risk', 'off-track'] as const
export type Confidence = (typeof CONFIDENCES)[number]

export const CONFIDENCE_WORDS: Record<Confidence, string> = {
  'on-track': 'On track',
  'at-risk': 'At risk',
  'off-track': 'Off track',
}

/** Statuses that still ask something of somebody. */
export const OPEN_STATUSES: readonly Status[] = ['not-started', 'planned', 'in-progress', 'blocked']
