import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import { HIT_KINDS, type HitKind } from '../../../domain/finding/kinds.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { plural } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Select } from '../../ui/Select.tsx'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { HitList } from './HitList.tsx'
import { GROUP_WORDS } from './words.ts'
import './search.css'

const KINDS = [
  { id: 'everything' as const, text: 'Everything' },
  ...HIT_KINDS.map((id) => ({ id, text: GROUP_WORDS[id] })),
]

interface Asked {
  words?: string | undefined
  kind?: HitKind | undefined
  whose?: 'all' | undefined
  from?: string | undefined
  to?: string | undefined
}

/** Every place in the record where the words stand. The address holds the question, to be sent on. */
export function SearchPage() {
  const { ics, systemName, today } = useApp()
  const asked = useSearch({ strict: false }) as Asked
  const navigate = useNavigate()
  const change = (next: Asked) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...next }), replace: true })
  const { words = '', kind, whose, from, to } = asked
  const query = useDeferredValue(words.trim())
  const found = useAsk(
    'search.everywhere',
    {
      query,
      ...(kind && { kinds: [kind] }),
      ...(whose === undefined && { ics }),
      ...(from && { from }),
      ...(to && { to }),
    },
    { enabled: query !== '', placeholderData: (previous) => previous },
  )
  const groups = query === '' ? [] : (found.data ?? [])
  const total = groups.reduce((sum, { count }) => sum + count, 0)

  return (
    <Page title="Find anything" subtitle="In actions, notes, workshops, strategies and more">
      <search className="search-form">
        <TextField
          label="Words, or a reference"
          hint="Half a word is enough. All of the words must be there."
          value={words}
          onChange={(typed) => change({ words: typed || undefined })}
          autoFocus
        />
        <Select
          label="What"
          options={KINDS}
          value={kind ?? 'everything'}
          onChange={(id) => change({ kind: id === 'everything' ? undefined : id })}
        />
        <Select
          label="Whose"
          options={[
            { id: 'one', text: systemName(ics) },
            { id: 'all', text: 'All systems' },
          ]}
          value={whose ?? 'one'}
          onChange={(id) => change({ whose: id === 'all' ? 'all' : undefined })}
        />
        <DateField
          label="Changed from"
          value={from ?? null}
          onChange={(day) => change({ from: day ?? undefined })}
          today={today}
        />
        <DateField
          label="Up to"
          value={to ?? null}
          onChange={(day) => change({ to: day ?? undefined })}
          today={today}
        />
      </search>
      <p role="status" className="search-status">
        {query !== '' && found.data && `${plural(total, 'place')} found`}
      </p>
      {query === '' && (
        <EmptyState title="Type what you look for">
          A reference such as HS1.e2 or “HS1e(ii)”, a word of a note, a person, a workshop.
        </EmptyState>
      )}
      {found.error && <ErrorState error={found.error} retry={found.refetch} />}
      {query !== '' && !found.data && !found.error && <Loading label="Looking" />}
      {query !== '' && found.data && total === 0 && (
        <EmptyState title={`Nothing says “${query}”`}>
          Try fewer words or half a word, or look in all systems and at any time.
        </EmptyState>
      )}
      {groups.map((group) => (
        <HitList key={group.kind} group={group} />
      ))}
    </Page>
  )
}
