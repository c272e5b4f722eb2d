import { useState } from 'react'
import type { FreezeLine, ReportDetail } from '../../../preload/reports-types.ts'
import { useTell } from '../../app/api.ts'
import { toast } from '../../app/toast.tsx'
import { Button } from '../../ui/Button.tsx'
import { formatMoment, formatNumber } from '../../ui/format.ts'
import { Select } from '../../ui/Select.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { FreezeChanges } from './FreezeChanges.tsx'
import { FreezeVerdict } from './FreezeVerdict.tsx'

/** The moments the record was held at: which one the report speaks from, and what moved between two. */
export function FreezesView({ report }: { report: ReportDetail }) {
  const save = useTell('reports.save')
  const all = report.allFreezes
  const [checking, setChecking] = useState<string | null>(null)
  if (all.length === 0)
    return (
      <EmptyState title="Nothing is frozen yet">
        A freeze holds the record as it stands at one moment. The figures of a freeze stay the same
        for ever, on every computer, whatever is added or put right later.
      </EmptyState>
    )
  return (
    <>
      <div className="report-table">
        <table>
          <thead>
            <tr>
              <th scope="col">Frozen</th>
              <th scope="col">By</th>
              <th scope="col">Entries</th>
              <th scope="col">Fingerprint</th>
              <th scope="col">
                <span className="visually-hidden">What can be done</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {all.map((freeze) => (
              <tr key={freeze.id}>
                <th scope="row">
                  {formatMoment(freeze.moment)}
                  {freeze.id === report.freeze?.id && ' (the report speaks from this one)'}
                </th>
                <td>{freeze.by}</td>
                <td className="numbers">{formatNumber(freeze.entries)}</td>
                <td>
                  <Fingerprint freeze={freeze} />
                </td>
                <td>
                  <div className="form-buttons">
                    <Button
                      kind="quiet"
                      aria-label={`Check the freeze of ${formatMoment(freeze.moment)}`}
                      onPress={() => setChecking(freeze.id)}
                    >
                      Check
                    </Button>
                    {freeze.id !== report.freeze?.id && (
                      <Button
                        kind="quiet"
                        whyNot={report.whyNot}
                        aria-label={`Speak from the freeze of ${formatMoment(freeze.moment)}`}
                        onPress={() =>
                          save.mutate({ id: report.id, fields: { freeze: freeze.id } })
                        }
                      >
                        Speak from this one
                      </Button>
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {checking !== null && <FreezeVerdict key={checking} freeze={checking} />}
      {all.length > 1 && <Compared freezes={all} />}
    </>
  )
}

function Fingerprint({ freeze }: { freeze: FreezeLine }) {
  return (
    <>
      <code title={freeze.hash}>{freeze.hash.slice(0, 10)}</code>{' '}
      <Button
        kind="quiet"
        aria-label={`Copy the whole fingerprint of ${formatMoment(freeze.moment)}`}
        onPress={() =>
          void navigator.clipboard.writeText(freeze.hash).then(() => toast({ text: 'Copied.' }))
        }
      >
        Copy
      </Button>
    </>
  )
}

function Compared({ freezes }: { freezes: readonly FreezeLine[] }) {
  const options = freezes.map(({ id, moment }) => ({ id, text: formatMoment(moment) }))
  const [a, setA] = useState(freezes[1]?.id ?? '')
  const [b, setB] = useState(freezes[0]?.id ?? '')
  return (
    <section aria-labelledby="what-moved">
      <h2 id="what-moved">What moved, and why</h2>
      <div className="freeze-choice">
        <Select label="From" options={options} value={a} onChange={setA} />
        <Select label="To" options={options} value={b} onChange={setB} />
      </div>
      {a === b ? (
        <p className="quiet">Choose two different freezes.</p>
      ) : (
        <FreezeChanges key={`${a} ${b}`} a={a} b={b} />
      )}
    </section>
  )
}
