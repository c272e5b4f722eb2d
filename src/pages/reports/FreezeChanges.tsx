import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { formatNumber, plural } from '../../ui/format.ts'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'

/** Figures drawn at once; the field above narrows them down. */
const SHOWN = 200

/** The figures that differ between two freezes, each with the reason. @param a, b ids of freezes */
export function FreezeChanges({ a, b }: { a: string; b: string }) {
  const { ics } = useApp()
  const { id = '' } = useParams({ strict: false })
  const compared = useAsk('reports.compare', { a, b })
  const [words, setWords] = useState('')
  if (compared.isPending) return <Loading label="Comparing the figures" />
  if (compared.isError) return <ErrorState error={compared.error} retry={compared.refetch} />
  const { same, added, gone, changes } = compared.data
  const found = changes.filter(({ label }) => label.toLowerCase().includes(words.toLowerCase()))
  return (
    <>
      <p>
        {plural(changes.length, 'figure')} moved, {formatNumber(same)} stayed.{' '}
        {plural(added, 'entry', 'entries')} came in between the two
        {gone > 0 ? `, ${formatNumber(gone)} are no longer there` : ''}.
      </p>
      {changes.length > 0 && (
        <>
          <TextField label="Find a figure" value={words} onChange={setWords} maxLength={100} />
          <div className="report-table">
            <table>
              <thead>
                <tr>
                  <th scope="col">Figure</th>
                  <th scope="col">Before</th>
                  <th scope="col">After</th>
                  <th scope="col">Why</th>
                </tr>
              </thead>
              <tbody>
                {found.slice(0, SHOWN).map(({ key, label, before, after, why }) => (
                  <tr key={key}>
                    <th scope="row">
                      <Link
                        to="/reports/$id"
                        params={{ id }}
                        search={{ ics, view: 'freezes', figure: key }}
                      >
                        {label}
                      </Link>
                    </th>
                    <td className="numbers">{before ?? 'Not there'}</td>
                    <td className="numbers">{after ?? 'Not there'}</td>
                    <td>{why}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {found.length > SHOWN && (
            <p className="quiet">
              The first {SHOWN} of {formatNumber(found.length)} are shown. Type above to find
              others.
            </p>
          )}
        </>
      )}
    </>
  )
}
