import type { Holder } from '../local/holder.ts'
import type { Reply, Request } from '../service-handle.ts'

/** What the service's process says of itself. */
export type ChildState =
  | { state: 'ready' }
  /** Somebody started Accord again. */
  | { state: 'show' }
  | ChildEnd

/** Why it has no service to offer. */
export type ChildEnd =
  /** Another host has the record; `link` opens its page, where it has one. */
  | { state: 'elsewhere'; host: Holder['host']; link: string | null }
  /** It could not open the record; the sentence says why. */
  | { state: 'failed'; message: string }

export type FromChild = Reply | ChildState

/** What the main process tells it. */
export type ToChild = Request | { stop: true }
