import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { MetricDetail } from '../../../preload/metrics-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { bridge } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { seenFor } from '../shared/seen.ts'
import { DefinitionForm } from './DefinitionForm.tsx'
import { changedFields } from './definition-draft.ts'
import { BETTER_WORDS, QUADRANT_WORDS, RHYTHM_WORDS, VALUE_TYPE_WORDS } from './words.ts'

/** What the metric is and where it comes from; regional staff can change it. */
export function DefinitionSection({ detail }: { detail: MetricDetail }) {
  const { ics } = useApp()
  const save = useTell('metrics.define')
  const [isEditing, setIsEditing] = useState(false)
  const { definition } = detail
  const { source } = definition
  const facts: [string, ReactNode][] = [
    ['Unit', definition.unit],
    ['Which way is better', BETTER_WORDS[definition.better]],
    ['What the number is', VALUE_TYPE_WORDS[definition.valueType]],
    ['Out of', definition.denominator ?? 'Not said'],
    ['Comes out', RHYTHM_WORDS[definition.rhythm]],
    ['Scorecard', QUADRANT_WORDS[definition.quadrant]],
    [
      'Source',
      <>
        {source.name}
        {source.indicator && `, number ${source.indicator}`}
        {source.url && (
          <>
            {' '}
            <Button kind="quiet" onPress={() => bridge.openOutside(source.url ?? '')}>
              Open the source
            </Button>
          </>
        )}
      </>,
    ],
    ['Priorities', definition.priorities.join(', ') || 'None'],
    [
      'Focus areas',
      definition.focusAreas.length === 0
        ? 'None'
        : definition.focusAreas.map((reference) => (
            <Link
              key={reference}
              className="metric-focus-area"
              to="/register"
              search={{ ics, focusArea: [reference] }}
            >
              {reference}
            </Link>
          )),
    ],
    [
      'Also in',
      definition.tags.length === 0
        ? 'Nothing else'
        : definition.tags.map((tag) => <Tag key={tag}>{tag.replaceAll('-', ' ')}</Tag>),
    ],
  ]
  return (
    <section aria-labelledby="definition" className="metric-section">
      <div className="metric-section-head">
        <h2 id="definition">What this metric is</h2>
        <Button whyNot={detail.whyNot} onPress={() => setIsEditing(true)}>
          Change the definition
        </Button>
      </div>
      <dl className="metric-facts">
        {facts.map(([term, fact]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      <Dialog
        title={`Change ${definition.name}`}
        open={isEditing}
        onClose={() => setIsEditing(false)}
        width="wide"
      >
        {isEditing && (
          <DefinitionForm
            definition={definition}
            saveLabel="Save"
            isSaving={save.isPending}
            onCancel={() => setIsEditing(false)}
            draft={definition.id}
            onSave={async (changed) => {
              const fields = changedFields(definition, changed)
              if (Object.keys(fields).length === 0) return
              const seen = seenFor(detail.fields, fields)
              await save.mutateAsync({ metric: definition.id, fields, seen })
            }}
          />
        )}
      </Dialog>
    </section>
  )
}
