import type { HelperEnd } from '../../helpers/helper.ts'
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

/** What only the main process can do for it; the answer carries the same number. */
export interface HelpWanted {
  help: number
  /** Seal or unseal text (base64 where it is bytes), or say which proxy leads to an address. */
  with: 'encrypt' | 'decrypt' | 'proxy'
  text: string
}

/** `text` is empty where there is none; `again`: what was unsealed is to be sealed anew. */
export interface Help {
  text: string
  again?: boolean
}

/** `failed`: it could not be done. */
export type Helped = { helped: number } & (Help | { failed: true })

/** A helper that the main process starts for it, speaks to or ends; the number names it from then on. */
export type HelperAsk = { helper: number } & (
  | {
      start: { program: string; args: string[]; memoryMb: number | undefined; isHeard: boolean }
    }
  | { send: unknown }
  | { end: true }
)

/** What a helper said, and that it is over. */
export type HelperNews = { helper: number } & ({ said: unknown } | { ended: HelperEnd })

export type FromChild = Reply | ChildState | HelpWanted | HelperAsk

/** What the main process tells it. */
export type ToChild = Request | Helped | HelperNews | { stop: true }
