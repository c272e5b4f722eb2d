import { z } from 'zod'
import { HIT_KINDS } from '../domain/finding/kinds.ts'
import { IsoDate } from '../domain/record/entry.ts'
import { call, Ods } from './call.ts'
import type { HitGroup } from './types.ts'

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
