import { transformToSuggestionTransaction } from '@handlewithcare/prosemirror-suggest-changes'
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { type Signature, sign } from './sign.ts'

/**
 * The transaction that suggests what another would do.
 * @returns null where marks would have to stand on blocks, which fit no document then
 */
export function suggestionOf(
  transaction: Transaction,
  state: EditorState,
  signature: Signature,
): Transaction | null {
  let tracked: Transaction
  try {
    tracked = transformToSuggestionTransaction(transaction, state, () => signature.id)
  } catch {
    return null
  }
  if (isReplacementUnseen(transaction, state)) putCaretBehind(tracked)
  return sign(tracked, signature) ? tracked : null
}

/**
 * Whether words were replaced that the state does not know as chosen: the spelling was corrected, or
 * the browser typed before it told of the selection. Taken for a backspace, the caret would go before
 * the old words, and the next letter before the new ones.
 */
function isReplacementUnseen({ steps }: Transaction, { selection }: EditorState): boolean {
  const [step, ...more] = steps
  if (!step || more.length > 0 || !selection.empty) return false
  let isReplacement = false
  step.getMap().forEach((from, to, start, end) => {
    if (from < to && start < end) isReplacement = true
  })
  return isReplacement
}

/** Behind what was put in last. */
function putCaretBehind(tracked: Transaction): void {
  const { mapping, doc } = tracked
  mapping.maps.forEach((map, index) => {
    map.forEach((_from, _to, start, end) => {
      if (start === end) return
      const caret = mapping.slice(index + 1).map(end, -1)
      tracked.setSelection(TextSelection.near(doc.resolve(caret), -1))
    })
  })
}
