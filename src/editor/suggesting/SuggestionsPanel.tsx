import {
  applySuggestion,
  applySuggestions,
  revertSuggestion,
  revertSuggestions,
} from '@handlewithcare/prosemirror-suggest-changes'
import type { Editor } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import { plural } from '../../../domain/words.ts'
import { Button } from '../../ui/Button.tsx'
import { formatMoment } from '../../ui/format.ts'
import type { Suggested } from '../document/facts.ts'
import { type FactsStore, useFacts } from '../document/facts-store.ts'
import { goTo } from '../go-to.ts'

/** What people suggest, to take or to leave, one by one or all together. */
export function SuggestionsPanel({ editor, facts }: { editor: Editor; facts: FactsStore }) {
  const { suggestions } = useFacts(facts)
  if (suggestions.length === 0)
    return (
      <p className="quiet">
        Nobody suggests a change. Turn on “Suggest changes”, and what you type is marked for others
        to accept.
      </p>
    )
  const show = (id: string) => {
    const suggestion = facts.fresh().suggestions.find((each) => each.id === id)
    if (suggestion) goTo(editor, suggestion.pos)
  }
  const run = (command: Command) => command(editor.state, editor.view.dispatch)
  return (
    <div className="editor-suggestions">
      {editor.isEditable && (
        <div className="editor-suggestions-all">
          <Button onPress={() => run(applySuggestions)}>
            Accept {suggestions.length === 1 ? 'it' : `all ${suggestions.length}`}
          </Button>
          <Button onPress={() => run(revertSuggestions)}>
            Reject {suggestions.length === 1 ? 'it' : `all ${suggestions.length}`}
          </Button>
        </div>
      )}
      <ul className="cards" aria-label={plural(suggestions.length, 'suggestion')}>
        {suggestions.map((suggestion) => (
          <li key={suggestion.id} className="card">
            <p className="card-who">
              <b>{suggestion.by ?? 'Somebody'}</b>{' '}
              <span className="quiet">{formatMoment(suggestion.at)}</span>
            </p>
            <What suggestion={suggestion} />
            <div className="card-actions">
              <Button kind="quiet" onPress={() => show(suggestion.id)}>
                Show
              </Button>
              {editor.isEditable && (
                <>
                  <Button kind="quiet" onPress={() => run(applySuggestion(suggestion.id))}>
                    Accept
                  </Button>
                  <Button kind="quiet" onPress={() => run(revertSuggestion(suggestion.id))}>
                    Reject
                  </Button>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}

function What({ suggestion: { added, removed } }: { suggestion: Suggested }) {
  return (
    <p className="card-text">
      {removed !== '' && (
        <>
          Take out <del>{shortened(removed)}</del>
          {added !== '' && '. '}
        </>
      )}
      {added !== '' && (
        <>
          Put in <ins>{shortened(added)}</ins>
        </>
      )}
      {added === '' && removed === '' && 'Join or part paragraphs'}
    </p>
  )
}

const MOST = 160
const shortened = (text: string) => (text.length > MOST ? `${text.slice(0, MOST)}…` : text)
