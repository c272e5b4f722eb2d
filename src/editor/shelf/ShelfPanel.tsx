import { countWords } from '../../../domain/documents/text.ts'
import { plural } from '../../../domain/words.ts'
import { Button } from '../../ui/Button.tsx'
import { formatMoment } from '../../ui/format.ts'
import { type KeptWords, type ShelfStore, useShelf } from './shelf-store.ts'

/** Words that lost their place while somebody typed them: to put back or to let go. */
export function ShelfPanel({ shelf, mayWrite }: { shelf: ShelfStore; mayWrite: boolean }) {
  const kept = useShelf(shelf)
  if (kept.length === 0)
    return (
      <p className="quiet">
        Nothing is kept here. When somebody takes out a part of the text while another person types
        in it, the words that nobody had read come here.
      </p>
    )
  return (
    <ul className="cards" aria-label={wordsKept(kept)}>
      {kept.map((entry) => (
        <li key={entry.id} className="card">
          <p className="card-who">
            <b>{entry.writers.join(', ') || 'Somebody'}</b>{' '}
            <span className="quiet">typed this</span>
          </p>
          <p className="card-text">{entry.words}</p>
          <p className="quiet">{whereItStood(entry)}</p>
          {mayWrite && (
            <div className="card-actions">
              <Button kind="quiet" onPress={() => shelf.putBack(entry.id)}>
                Put back
              </Button>
              <Button kind="quiet" onPress={() => shelf.letGo(entry.id)}>
                Let go
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

export function wordsKept(kept: readonly KeptWords[]): string {
  return `${plural(
    kept.reduce((sum, { words }) => sum + countWords(words), 0),
    'word',
  )} without a place`
}

const WHAT: Record<KeptWords['what'], string> = {
  paragraph: 'the paragraph',
  table: 'the table',
  row: 'the row of a table',
  column: 'the column of a table',
  footnote: 'the footnote',
}

function whereItStood({ by, at, what, heading, after }: KeptWords): string {
  const who = `${by || 'Somebody'} took out ${WHAT[what]} on ${formatMoment(at)}, before these words got there.`
  const place =
    after !== '' ? ` It stood after “${after}”` : heading === '' ? ' It stood at the start' : ''
  const under =
    heading === '' ? '' : place === '' ? ` It stood under “${heading}”` : `, under “${heading}”`
  return `${who}${place}${under}.`
}
