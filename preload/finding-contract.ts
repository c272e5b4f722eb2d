import { z } from 'zod'
import type { Passage } from '../domain/finding/passage.ts'
import { IsoDate } from '../domain/record/entry.ts'
import { call, Ods } from './call.ts'

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

/** One place where all the words stand. */
export interface Hit {
  kind: HitKind
  /** The action's reference, the case study's key, or the id of what it is. */
  id: string
  title: string
  /** The system, and what helps to tell it from others. */
  detail: string
  ics: string | null
  /** What it belongs to: the session of an item or outcome, the strategy of a commitment. */
  parent: string | null
  /** When it was last changed; an ISO moment. */
  at: string | null
  passage: Passage | null
}

export interface HitGroup {
  kind: HitKind
  /** How many there are, of which the best are shown. */
  count: number
  hits: Hit[]
}

export const findingContract = {
  /** Everything with all of the words, by kind, the best first. */
  'search.everywhere': call<HitGroup[]>()(
    z.strictObject({
      query: z.string().max(200),
      kinds: z.array(z.enum(HIT_KINDS)).optional(),
      /** Only what this system said, and what all systems share. */
      ics: Ods.optional(),
      /** Only what was changed on these days; what has no date is then left out. */
      from: IsoDate.optional(),
      to: IsoDate.optional(),
      /** Most of each kind. */
      limit: z.number().int().min(1).max(100).optional(),
    }),
  ),
}
