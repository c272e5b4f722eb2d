import type { Transaction } from '@tiptap/pm/state'
import { PluginKey } from '@tiptap/pm/state'
import type { StepMap } from '@tiptap/pm/transform'

/** What the editor's state knows of its shared document. */
export interface SharedState {
  /** What was changed here since the shared document was told. */
  maps: readonly StepMap[]
}

export const sharedKey = new PluginKey<SharedState>('shared')

/** Origin of what is changed here. */
export const HERE_ORIGIN = Symbol('typed here')

/** Marks a change as one that comes from the shared document. */
export const fromOthers = (transaction: Transaction): Transaction =>
  transaction.setMeta(sharedKey, { isChangeOrigin: true }).setMeta('addToHistory', false)

export const isFromOthers = (transaction: Transaction): boolean =>
  (transaction.getMeta(sharedKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin ===
  true
