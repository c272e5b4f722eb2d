import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { TracedFigure } from '../../../preload/reports-types.ts'
import { useAsk } from '../../app/api.ts'
import { toast } from '../../app/toast.tsx'
import { Button } from '../../ui/Button.tsx'
import { formatMoment, plural } from '../../ui/format.ts'
import { ErrorState, Loading } from '../../ui/states.tsx'

interface Props {
  /** Id of the freeze. */
  freeze: string
  /** Key of the figure. */
  figure: string
}

/** Where one figure comes from: how it is counted, what was asked, and who wrote what it rests on. */
export function FigurePanel({ freeze, figure }: Props) {
  const navigate = useNavigate({ from: '/reports/$id' })
  const traced = useAsk('reports.figure', { freeze, key: figure })
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.focus(), [])
  const close = () => void navigate({ search: ({ figure: _, ...rest }) => rest, replace: true })
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      className="figure-panel"
      aria-label="Where this figure comes from"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
      }}
    >
      <div className="section-head">
        <h2>Where this figure comes from</h2>
        <Button kind="quiet" onPress={close}>
          Close
        </Button>
      </div>
      {traced.isPending && <Loading label="Looking up the entries" />}
      {traced.isError && <ErrorState error={traced.error} retry={traced.refetch} />}
      {traced.data && <Traced figure={traced.data} />}
    </aside>
  )
}

function Traced({ figure }: { figure: TracedFigure }) {
  const { key, label, text, withheld, definition, query, entries, traced } = figure
  return (
    <>
      <p>
        <strong>{label}</strong>
      </p>
      <p className="figure-value">{text}</p>
      {withheld && <p className="why-not">{withheld}</p>}
      <dl>
        <dt>How it is counted</dt>
        <dd>{definition}</dd>
        <dt>What was asked</dt>
        <dd>
          <code>{query}</code>
        </dd>
        <dt>Its name in the evidence annex</dt>
        <dd>
          <code>{key}</code>{' '}
          <Button
            kind="quiet"
            onPress={() =>
              void navigator.clipboard.writeText(key).then(() => toast({ text: 'Copied.' }))
            }
          >
            Copy
          </Button>
        </dd>
      </dl>
      <h3>
        {entries.length === 0
          ? 'No entry stands behind it'
          : `${plural(entries.length, 'entry', 'entries')} behind it`}
      </h3>
      {entries.length === 0 && (
        <p>It counts what nobody has said yet, or comes from what ships with Accord.</p>
      )}
      {entries.length > traced.length && traced.length > 0 && (
        <p className="quiet">
          The latest {traced.length} are shown. The evidence annex lists them all.
        </p>
      )}
      <ol className="traced-entries">
        {traced.map((entry) => (
          <li key={entry.id}>
            {entry.said}
            <p className="quiet">
              {formatMoment(entry.at)} · {entry.by} · {entry.where}
            </p>
          </li>
        ))}
      </ol>
    </>
  )
}
