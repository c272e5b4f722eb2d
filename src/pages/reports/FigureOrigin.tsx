import { Link } from '@tanstack/react-router'
import type { TracedEntry, TracedFigure } from '../../../preload/reports-types.ts'
import { CopyButton } from '../../app/CopyButton.tsx'
import { useApp } from '../../app/state.tsx'
import { formatMoment, formatNumber, plural } from '../../ui/format.ts'

/** How a figure is counted, what was asked, and who wrote what it rests on. */
export function FigureOrigin({ figure }: { figure: TracedFigure }) {
  const { key, label, text, withheld, definition, query, entries, traced } = figure
  return (
    <>
      <h3>{label}</h3>
      <p className="figure-value">{text}</p>
      {withheld && <p className="why-not">{withheld}</p>}
      <dl className="figure-facts">
        <dt>How it is counted</dt>
        <dd>{definition}</dd>
        <dt>What was asked</dt>
        <dd>{query}</dd>
        <dt>Its name in the evidence annex</dt>
        <dd>
          <code>{key}</code>{' '}
          <CopyButton kind="quiet" aria-label="Copy its name" text={key}>
            Copy
          </CopyButton>
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
      {entries.length > traced.length && (
        <p className="quiet">
          The latest {formatNumber(traced.length)} are shown. The evidence annex lists them all.
        </p>
      )}
      <ol className="traced-entries">
        {traced.map((entry) => (
          <li key={entry.id}>
            <p className="quiet">
              {formatMoment(entry.at)} · {entry.by} · {entry.where}
            </p>
            <p>{entry.said}</p>
            <PageLink about={entry.about} />
          </li>
        ))}
      </ol>
    </>
  )
}

/** The way to what an entry speaks of, as it is today. */
function PageLink({ about }: Pick<TracedEntry, 'about'>) {
  const { ics } = useApp()
  if (about === null) return null
  return 'action' in about ? (
    <Link
      to="/action/$reference"
      params={{ reference: about.action }}
      search={{ ics: about.ics }}
    >{`${about.action} today`}</Link>
  ) : (
    <Link to="/metrics/$metric" params={{ metric: about.metric }} search={{ ics }}>
      The metric today
    </Link>
  )
}
