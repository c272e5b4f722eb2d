import type { StrategyDetail, SystemSignature } from '../../../preload/strategies-types.ts'

/** Why the person may not speak for any system here, to show before they try; `null` when they may. */
export function whyNotSign({ maySign }: Pick<StrategyDetail, 'maySign'>): string | null {
  return maySign.length > 0
    ? null
    : 'Only a lead of a system can sign or commit for it. Ask whoever invited you for that access.'
}

export const STANDING_WORDS: Record<SystemSignature['standing'], string> = {
  none: 'Not signed',
  current: 'Signed',
  earlier: 'Signed an earlier version',
  withdrawn: 'Taken back',
}
