import { useState } from 'react'
import { jsonOrNothing } from '../../../domain/documents/attributes.ts'
import { type LiveKind, LiveQuery } from '../../../domain/documents/live.ts'
import { NotSaved, useEntryForm } from '../../forms/useEntryForm.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { LIVE_WORDS } from '../toolbar/actions.ts'
import { dialogDraft } from './dialog-draft.ts'
import { FormDialog } from './FormDialog.tsx'
import { LiveFields } from './LiveFields.tsx'
import { attributesAt, type NodeDialogProps, putNode } from './put-node.ts'

/** Says what a live block is to show. */
export function LiveDialog({
  editor,
  onClose,
  pos,
  strategy,
  of,
}: NodeDialogProps & { strategy: string | null; of: LiveKind }) {
  const before = attributesAt(editor, 'live', pos)
  const known = LiveQuery.safeParse(jsonOrNothing(String(before.query ?? '')))
  const id = String(before.id ?? '')
  const [begun] = useState(() => ({
    query: known.data ?? emptyQuery(of, strategy),
    caption: String(before.caption ?? ''),
  }))
  const [problem, setProblem] = useState<string | null>(null)
  const form = useEntryForm<typeof begun>({
    draft: dialogDraft('live', id || `new ${of}`),
    values: begun,
    save: async ({ query, caption }) => {
      const wrong = whatIsMissing(query)
      setProblem(wrong)
      if (wrong) throw new NotSaved()
      const shown = { query: JSON.stringify(query), caption: caption.trim() || null }
      const block = { id: id || crypto.randomUUID(), ...shown, frozenOn: null, frozen: null }
      putNode(editor, 'live', block, pos)
    },
    onSaved: onClose,
  })
  const { query, caption } = form.values
  const setQuery = (changed: LiveQuery) => form.set({ query: changed })
  const kinds = (Object.keys(LIVE_WORDS) as LiveKind[]).filter(
    (kind) => kind !== 'commitments' || strategy !== null || query.kind === kind,
  )
  return (
    <FormDialog
      title="Live block"
      action={pos === undefined ? 'Put it in' : 'Change'}
      onSave={() => void form.submit()}
      form={form}
      onClose={onClose}
    >
      <p className="quiet">
        It shows the record as it stands whenever somebody opens the text, until it is frozen.
      </p>
      <Select
        label="What it shows"
        options={kinds.map((kind) => ({ id: kind, text: LIVE_WORDS[kind] }))}
        value={query.kind}
        onChange={(kind) => setQuery(emptyQuery(kind, strategy))}
      />
      <LiveFields query={query} onChange={setQuery} />
      <TextField
        label="Caption (optional)"
        hint="Stands in place of the block’s own title"
        value={caption}
        onChange={(typed) => form.set({ caption: typed })}
      />
      {problem && (
        <p role="alert" className="field-problem">
          {problem}
        </p>
      )}
    </FormDialog>
  )
}

function emptyQuery(kind: LiveKind, strategy: string | null): LiveQuery {
  switch (kind) {
    case 'actions':
      return { kind, ics: null, filter: {} }
    case 'metric':
      return { kind, metric: '', picture: 'trend', area: null }
    case 'systems':
      return { kind, filter: {} }
    case 'commitments':
      return { kind, strategy: strategy ?? '', ics: null }
    case 'decisions':
      return { kind, series: null, search: '' }
    case 'case-studies':
      return { kind, keys: [], search: '' }
  }
}

function whatIsMissing(query: LiveQuery): string | null {
  if (query.kind === 'metric' && query.metric === '') return 'Choose a metric.'
  if (query.kind === 'case-studies' && query.search.trim() === '' && query.keys.length === 0)
    return 'Type words that the case studies have in them.'
  return LiveQuery.safeParse(query).success ? null : 'Something here does not fit. Choose again.'
}
