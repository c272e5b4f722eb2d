import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { FigureChange, FreezeComparison, MoveCause } from '../../../preload/reports-types.ts'
import { LongWait } from '../../app/LongWait.tsx'
import { useApp } from '../../app/state.tsx'
import { useLongAsk } from '../../app/useLongAsk.ts'
import { Button } from '../../ui/Button.tsx'
import { formatNumber, plural } from '../../ui/format.ts'
import { TextField } from '../../ui/TextField.tsx'

/** Figures drawn at once; the field above narrows them down. */
const SHOWN = 200

/** The figures that differ between two freezes, each with the reason. @param a, b ids of freezes */
export function FreezeChanges({ a, b }: { a: string; b: string }) {
  const asked = useLongAsk('reports.compare', { a, b })
  const compared = asked.query.data
  if (compared === undefined) return <LongWait label="Comparing the figures" asked={asked} />
  const { same, added, gone, changes } = compared
  return (
    <>
      <p>
        {plural(changes.length, 'figure')} moved, {formatNumber(same)} stayed.{' '}
        {plural(added, 'entry', 'entries')} came in between the two
        {gone > 0 ? `, ${formatNumber(gone)} are no longer there` : ''}.
      </p>
      {changes.length > 0 && <Changes compared={compared} />}
    </>
  )
}

function Changes({ compared: { a, b, changes, causes } }: { compared: FreezeComparison }) {
  const [words, setWords] = useState('')
  const [cause, setCause] = useState<MoveCause | null>(null)
  const wanted = words.toLowerCase()
  const ofCause = cause && new Set(cause.figures)
  const found = changes.filter(
    ({ key, label, why }) =>
      (!ofCause || ofCause.has(key)) && `${label} ${why}`.toLowerCase().includes(wanted),
  )
  return (
    <>
      <Causes causes={causes} chosen={cause} choose={setCause} />
      <TextField label="Find a figure" value={words} onChange={setWords} longest={100} />
      <div className="report-table">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, SHOWN).map((change) => (
              <Change
                key={change.key}
                change={change}
                freeze={change.after === null ? a.id : b.id}
              />
            ))}
          </tbody>
        </table>
      </div>
      {found.length > SHOWN && (
        <p className="quiet">
          The first {SHOWN} of {formatNumber(found.length)} are shown. Type above to find others.
        </p>
      )}
      {found.length === 0 && <p className="quiet">No figure that moved says that.</p>}
    </>
  )
}

/** Causes on show: the first move most. */
const CAUSES = 12

/** What moved the figures, each with how many it moved; one can be chosen to see only those. */
function Causes({
  causes,
  chosen,
  choose,
}: {
  causes: readonly MoveCause[]
  chosen: MoveCause | null
  choose: (cause: MoveCause | null) => void
}) {
  const others = causes.length - CAUSES
  return (
    <section aria-label="What moved them">
      <ul className="move-causes">
        {causes.slice(0, CAUSES).map((cause) => (
          <li key={cause.figures[0]}>
            <Button
              kind={cause === chosen ? 'standard' : 'quiet'}
              onPress={() => choose(cause === chosen ? null : cause)}
            >
              {cause === chosen ? 'Show all again' : plural(cause.figures.length, 'figure')}
            </Button>{' '}
            <span>
              {cause.said.join('; ')}
              {cause.more > 0 && `; and ${plural(cause.more, 'more entry', 'more entries')}`}
            </span>
          </li>
        ))}
      </ul>
      {others > 0 && (
        <p className="quiet">
          {plural(others, 'other cause')} moved fewer figures each: the table names them all.
        </p>
      )}
    </section>
  )
}

/** @param freeze the one to look the figure up in */
function Change({ change, freeze }: { change: FigureChange; freeze: string }) {
  const { ics } = useApp()
  const { id = '' } = useParams({ strict: false })
  const { key, label, before, after, why } = change
  return (
    <tr>
      <th scope="row">
        <Link
          to="/reports/$id"
          params={{ id }}
          search={{ ics, view: 'freezes', freeze, figure: key }}
        >
          {label}
        </Link>
      </th>
      <td className="numbers">{before ?? 'Not there'}</td>
      <td className="numbers">{after ?? 'Not there'}</td>
      <td>{why}</td>
    </tr>
  )
}
