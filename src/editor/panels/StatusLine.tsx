import { plural } from '../../../domain/words.ts'
import { useAsk } from '../../app/api.ts'
import type { Replica } from '../../app/replica.ts'
import { formatNumber } from '../../ui/format.ts'
import { type FactsStore, useFacts } from '../document/facts-store.ts'

/** How long the text is, and who else is in it. */
export function StatusLine({
  facts,
  document,
  status,
}: {
  facts: FactsStore
  document: string
  status: Replica['status']
}) {
  const { words, suggestions, undescribed } = useFacts(facts)
  const sync = useAsk('sync.status', {})
  const others = (sync.data?.here ?? []).filter(({ caret }) => caret?.document === document)
  return (
    <div className="editor-status">
      <span>
        {formatNumber(words)} {words === 1 ? 'word' : 'words'}
      </span>
      {suggestions.length > 0 && <span>{plural(suggestions.length, 'open suggestion')}</span>}
      {undescribed.length > 0 && (
        <span>{plural(undescribed.length, 'picture')} without a text alternative</span>
      )}
      <span className="editor-status-end">
        {others.length > 0 && <span>Also here: {others.map(({ name }) => name).join(', ')}</span>}
        {status.mayWrite && !status.problem && <span>Kept on this computer as you type</span>}
      </span>
    </div>
  )
}
