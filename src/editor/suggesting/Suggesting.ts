import {
  isSuggestChangesEnabled,
  suggestChangesKey,
} from '@handlewithcare/prosemirror-suggest-changes'
import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state'
import { isFromOthers } from '../binding/key.ts'
import { keepOwnWords } from './own-words.ts'
import { paragraphEnds } from './paragraph-ends.ts'
import { suggestionOf } from './suggestion.ts'

export interface SuggestingOptions {
  /** Whose suggestions these are. */
  by: string
  /** Called with a sentence when a change cannot be suggested, and was not made. */
  onRefused: (sentence: string) => void
}

const ONLY_WORDS =
  'Suggestions cover words. To change headings, lists, tables, pictures, notes, line breaks or blocks, turn “Suggest changes” off, or leave a comment.'

/**
 * While it is on, changes are marked rather than made. Marks stand on words alone: a shared document
 * keeps none on whole blocks, notes or line breaks, so a change of these is refused rather than made unnoticed.
 */
export const Suggesting = Extension.create<SuggestingOptions>({
  name: 'suggesting',
  addOptions() {
    return { by: '', onRefused: () => {} }
  },
  dispatchTransaction({ transaction, next }) {
    const { by, onRefused } = this.options
    const { state } = this.editor
    if (!isSuggested(transaction, state)) {
      const isOwn = transaction.docChanged && !isAsIs(transaction) && !isFromOthers(transaction)
      return next(isOwn ? keepOwnWords(transaction, by) : transaction)
    }
    const signature = { id: crypto.randomUUID(), by, at: new Date().toISOString() }
    const tracked = suggestionOf(transaction, state, signature)
    if (tracked) next(tracked)
    else onRefused(ONLY_WORDS)
  },
  addProseMirrorPlugins() {
    return [
      new Plugin<{ enabled: boolean }>({
        key: suggestChangesKey,
        state: {
          init: () => ({ enabled: false }),
          apply(transaction, value) {
            const meta = transaction.getMeta(suggestChangesKey) as { enabled?: boolean } | undefined
            return meta?.enabled === undefined ? value : { enabled: meta.enabled }
          },
        },
        props: { decorations: (state) => paragraphEnds(state.doc) },
      }),
    ]
  },
})

/** Marks a change as one to make as it is, even while suggesting. */
export function asIs(transaction: Transaction): Transaction {
  return transaction.setMeta(suggestChangesKey, { skip: true })
}

function isSuggested(transaction: Transaction, state: EditorState): boolean {
  if (!transaction.docChanged || !isSuggestChangesEnabled(state)) return false
  return !isFromOthers(transaction) && !isAsIs(transaction)
}

function isAsIs(transaction: Transaction): boolean {
  const own = transaction.getMeta(suggestChangesKey) as object | undefined
  return own !== undefined && 'skip' in own
}
