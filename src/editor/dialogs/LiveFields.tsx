import { useState } from 'react'
import type { LiveFilter, LiveQuery } from '../../../domain/documents/live.ts'
import { STATUS_WORDS, STATUSES } from '../../../domain/record/statuses.ts'
import { useAsk } from '../../app/api.ts'
import { SystemSelect } from '../../app/SystemSelect.tsx'
import { useApp } from '../../app/state.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { ComboBox } from '../../ui/ComboBox.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'

type Of<K extends LiveQuery['kind']> = Extract<LiveQuery, { kind: K }>
interface Props<Q> {
  query: Q
  onChange: (query: LiveQuery) => void
}

/** The choices that belong to one kind of live block. */
export function LiveFields({ query, onChange }: Props<LiveQuery>) {
  switch (query.kind) {
    case 'actions':
      return (
        <>
          <SystemSelect
            label="System"
            none="All systems, counted"
            value={query.ics}
            onChange={(ics) => onChange({ ...query, ics })}
          />
          <FilterFields
            filter={query.filter}
            onChange={(filter) => onChange({ ...query, filter })}
          />
        </>
      )
    case 'systems':
      return (
        <FilterFields filter={query.filter} onChange={(filter) => onChange({ ...query, filter })} />
      )
    case 'metric':
      return <MetricFields query={query} onChange={onChange} />
    case 'commitments':
      return (
        <SystemSelect
          label="System"
          none="All systems"
          value={query.ics}
          onChange={(ics) => onChange({ ...query, ics })}
        />
      )
    case 'decisions':
    case 'case-studies':
      return (
        <TextField
          label="Words they have in them"
          value={query.search}
          onChange={(search) => onChange({ ...query, search })}
        />
      )
  }
}

function FilterFields({
  filter,
  onChange,
}: {
  filter: LiveFilter
  onChange: (filter: LiveFilter) => void
}) {
  const { data: catalogue } = useAsk('catalogue.get', {})
  const recommendation = filter.recommendation?.[0] ?? null
  const statuses = filter.status ?? []
  /** As it was typed: a comma that was only just begun must not go again. */
  const [references, setReferences] = useState((filter.references ?? []).join(', '))
  const change = <K extends keyof LiveFilter>(key: K, value: LiveFilter[K] | undefined) => {
    const { [key]: _, ...rest } = filter
    onChange(value === undefined ? rest : { ...rest, [key]: value })
  }
  return (
    <>
      <TextField
        label="Words in the actions (optional)"
        value={filter.search ?? ''}
        onChange={(search) => change('search', search === '' ? undefined : search)}
      />
      <TextField
        label="Actions by reference (optional)"
        hint="Such as HS1.e2, HS4.e3"
        value={references}
        onChange={(text) => {
          setReferences(text)
          const named = text.split(/[\s,;]+/).filter(Boolean)
          change('references', named.length === 0 ? undefined : named)
        }}
      />
      <ComboBox
        label="Recommendation (optional)"
        options={(catalogue?.focusAreas ?? []).flatMap(({ recommendations }) =>
          recommendations.map(({ reference, title }) => ({
            id: reference,
            text: `${reference} ${title}`,
          })),
        )}
        value={recommendation}
        onChange={(id) => change('recommendation', id === null ? undefined : [id])}
      />
      <fieldset className="editor-choices">
        <legend className="field-label">Status (none chosen: any)</legend>
        {STATUSES.map((status) => (
          <Checkbox
            key={status}
            isSelected={statuses.includes(status)}
            onChange={(isOn) => {
              const chosen = isOn ? [...statuses, status] : statuses.filter((one) => one !== status)
              change('status', chosen.length === 0 ? undefined : chosen)
            }}
          >
            {STATUS_WORDS[status]}
          </Checkbox>
        ))}
      </fieldset>
    </>
  )
}

function MetricFields({ query, onChange }: Props<Of<'metric'>>) {
  const { systems } = useApp()
  const metrics = useAsk('metrics.list', {})
  return (
    <>
      <ComboBox
        label="Metric"
        options={(metrics.data ?? []).map(({ definition }) => ({
          id: definition.id,
          text: definition.name,
        }))}
        value={query.metric || null}
        onChange={(metric) => onChange({ ...query, metric: metric ?? '' })}
      />
      <Select
        label="Picture"
        options={[
          { id: 'trend', text: 'Over time' },
          { id: 'systems', text: 'Systems, latest period' },
          { id: 'map', text: 'Map, latest period' },
        ]}
        value={query.picture}
        onChange={(picture) => onChange({ ...query, picture })}
      />
      {query.picture === 'trend' && (
        <Select
          label="Area"
          options={[
            { id: 'region', text: 'The whole region' },
            ...systems.map(({ ons, name }) => ({ id: ons, text: name })),
          ]}
          value={query.area ?? 'region'}
          onChange={(area) => onChange({ ...query, area: area === 'region' ? null : area })}
        />
      )}
    </>
  )
}
