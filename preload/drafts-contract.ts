import { z } from 'zod'
import { call, nothing } from './call.ts'
import type { Draft } from './types.ts'

/** Names the field or form in which something was typed, such as `strategy/<id>`. */
const DraftKey = z.string().min(1).max(300)
const Moment = z.iso.datetime()

/** What was typed and not saved yet: kept on this computer, shared with nobody. */
export const draftsContract = {
  'drafts.list': call<Draft[]>()(nothing),
  'drafts.keep': call<void>()(
    z.strictObject({ key: DraftKey, at: Moment, values: z.json(), basis: z.json().optional() }),
  ),
  'drafts.remove': call<void>()(z.strictObject({ key: DraftKey, at: Moment })),
} as const
