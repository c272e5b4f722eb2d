import { z } from 'zod'
import type { CommentThread } from './tree.ts'

/** Most characters of a comment or a reply; more that some program put there is not read. */
export const LONGEST_COMMENT = 10_000

const Words = (max: number) =>
  z
    .string()
    .catch('')
    .transform((text) => text.slice(0, max))
const Who = { by: Words(80), name: Words(200), at: Words(40) }

const Thread = z.object({
  quote: Words(2000),
  text: Words(LONGEST_COMMENT),
  ...Who,
  resolved: z.object(Who).nullable().catch(null),
  replies: z.array(z.object({ id: Words(80), text: Words(LONGEST_COMMENT), ...Who })).catch([]),
})

/** Comments as they stand in a shared document, whatever wrote them there; no thread is lost to a bad one. */
export function parseComments(json: unknown): Map<string, CommentThread> {
  const threads = new Map<string, CommentThread>()
  if (typeof json !== 'object' || json === null) return threads
  for (const [id, thread] of Object.entries(json)) {
    const read = Thread.safeParse(thread)
    if (read.success) threads.set(id, read.data)
  }
  return threads
}
