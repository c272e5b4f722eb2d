/** What can be found, in the order in which it is shown. */
export const HIT_KINDS = [
  'action',
  'note',
  'outcome',
  'item',
  'session',
  'commitment',
  'strategy',
  'case-study',
  'report',
  'owner',
] as const
export type HitKind = (typeof HIT_KINDS)[number]
