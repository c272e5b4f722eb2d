import { useState } from 'react'
import { z } from 'zod'
import type { SessionDetail, ShownSuggestion } from '../../../../preload/workshops-types.ts'
import { useAsk, useTell } from '../../../app/api.ts'
import { EntryDialogForm } from '../../../forms/EntryDialogForm.tsx'
import { useEntryForm } from '../../../forms/useEntryForm.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { plural } from '../../../ui/format.ts'
import { EmptyState, ErrorState, Loading } from '../../../ui/states.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { useKept } from '../../shared/kept.ts'
import { useKeptFocus } from '../../shared/useKeptFocus.ts'

/** How many are shown before the person asks for the rest. */
const SHOWN_FIRST = 6

/** What deserves the session's time, the most pressing first, each with the facts that put it there. */
export function SuggestionsPanel({ session }: { session: SessionDetail }) {
  const found = useAsk('workshops.suggest', { session: session.id })
  const [all, setAll] = useKept(`suggestions.all.${session.id}`, false)
  const [muting, setMuting] = useState<ShownSuggestion | null>(null)
  const suggestions = found.data ?? []
  const fresh = suggestions.filter(({ muted, added }) => !muted && !added)
  const added = suggestions.filter((suggestion) => suggestion.added).length
  const muted = suggestions.filter((suggestion) => suggestion.muted)
  const shown = all ? fresh : fresh.slice(0, SHOWN_FIRST)
  const list = useKeptFocus<HTMLOListElement>(shown.map(({ key }) => key).join())

  return (
    <section aria-labelledby="suggestions" className="suggestions">
      <h2 id="suggestions">What deserves the time</h2>
      {found.isPending && <Loading label="Looking through the record" />}
      {found.isError && <ErrorState error={found.error} retry={found.refetch} />}
      {found.isSuccess && (
        <p className="quiet">
          From what the record knows now, most pressing first.
          {added > 0 && ` ${plural(added, 'suggestion is', 'suggestions are')} on the agenda.`}
        </p>
      )}
      {found.isSuccess && fresh.length === 0 && (
        <EmptyState title="Nothing else presses">
          When actions are blocked in several systems, promises are not kept or a priority is not
          talked about for a year, it comes up here.
        </EmptyState>
      )}
      <ol ref={list} tabIndex={-1} aria-labelledby="suggestions">
        {shown.map((suggestion) => (
          <Suggestion
            key={suggestion.key}
            session={session}
            suggestion={suggestion}
            onMute={() => setMuting(suggestion)}
          />
        ))}
      </ol>
      {fresh.length > SHOWN_FIRST && (
        <Button aria-expanded={all} onPress={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${fresh.length}`}
        </Button>
      )}
      {muted.length > 0 && <PutAside suggestions={muted} whyNot={session.whyNot} />}
      <Dialog
        title="Put this suggestion aside"
        open={muting !== null}
        onClose={() => setMuting(null)}
      >
        {muting && <MuteForm suggestion={muting} onClose={() => setMuting(null)} />}
      </Dialog>
    </section>
  )
}

function Suggestion({
  session,
  suggestion,
  onMute,
}: {
  session: SessionDetail
  suggestion: ShownSuggestion
  onMute: () => void
}) {
  const add = useTell('workshops.addSuggestion')
  const { title, facts, parts, score, item, key } = suggestion
  return (
    <li className="suggestion">
      <h3>{title}</h3>
      <ul className="suggestion-facts">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <p className="quiet suggestion-item">
        {plural(item.minutes, 'minute')}
        {item.presenter && `, presented by ${item.presenter}`}
      </p>
      <details>
        <summary>
          Why here: <span className="numbers">{plural(score, 'point')}</span>
        </summary>
        <table className="plain-table">
          <tbody>
            {parts.map(({ words, points }) => (
              <tr key={words}>
                <th scope="row">{words}</th>
                <td className="number">{points}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <div className="form-buttons">
        <Button
          whyNot={session.whyNot}
          aria-label={`Add to agenda: ${title}`}
          onPress={() => {
            // Not out of use meanwhile: the focus would leave it before the next takes it over.
            if (!add.isPending) add.mutate({ session: session.id, key })
          }}
        >
          Add to agenda
        </Button>
        <Button
          kind="quiet"
          whyNot={session.whyNot}
          aria-label={`Put aside: ${title}`}
          onPress={onMute}
        >
          Put aside
        </Button>
      </div>
    </li>
  )
}

function PutAside({
  suggestions,
  whyNot,
}: {
  suggestions: readonly ShownSuggestion[]
  whyNot: string | null
}) {
  const unmute = useTell('workshops.mute')
  return (
    <details className="suggestions-aside">
      <summary>{plural(suggestions.length, 'suggestion')} put aside</summary>
      <ul>
        {suggestions.map(({ key, title, muted }) => (
          <li key={key}>
            <p>
              {title}
              <span className="quiet">
                {' '}
                {muted?.byName}: {muted?.reason}
              </span>
            </p>
            <Button
              kind="quiet"
              whyNot={whyNot}
              aria-label={`Bring back: ${title}`}
              onPress={() => unmute.mutate({ key, reason: null })}
            >
              Bring back
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}

const Reason = z.object({
  reason: z.string().trim().min(3, 'Say why, so that your co-chair knows.').max(300),
})

function MuteForm({ suggestion, onClose }: { suggestion: ShownSuggestion; onClose: () => void }) {
  const mute = useTell('workshops.mute')
  const form = useEntryForm({
    draft: `mute/${suggestion.key}`,
    values: { reason: '' },
    schema: Reason,
    save: ({ reason }) => mute.mutateAsync({ key: suggestion.key, reason: reason.trim() }),
    onSaved: onClose,
  })
  return (
    <EntryDialogForm form={form} action="Put aside" onCancel={onClose}>
      <p>{suggestion.title}</p>
      <TextField
        label="Why"
        hint="Everybody who prepares workshops sees it, and can bring the suggestion back."
        {...form.field('reason')}
        autoFocus
      />
    </EntryDialogForm>
  )
}
