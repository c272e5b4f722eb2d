import { z } from 'zod'
import { ODS_CODE } from '../domain/record/stream.ts'

/** What the parts of the contract are made of. */

export interface Call<I extends z.ZodType, O> {
  input: I
  /** Only carries the type. */
  output?: O
}
export const call =
  <O>() =>
  <I extends z.ZodType>(input: I): Call<I, O> => ({ input })

export const nothing = z.strictObject({}).default({})
export const Ods = z
  .string()
  .regex(ODS_CODE, 'A system is named by its three-character code, such as QK1.')
/** For each field, the entries whose values the person had in view; what they did not see conflicts. */
export const Seen = z.record(z.string(), z.array(z.uuid()))
/** A file that came in through the host, or waits to go out: an opaque name for it. */
export const FileToken = z.string().regex(/^[0-9a-f-]{36}$/)
/** The caller's own name for a long task, to follow and cancel it by. */
export const Job = z.uuid().optional()
