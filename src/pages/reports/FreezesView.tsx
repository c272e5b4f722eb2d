import { useState } from 'react'
import type { FreezeLine, ReportDetail } from '../../../preload/reports-types.ts'
import { Select } from '../../ui/Select.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { FreezeChanges } from './FreezeChanges.tsx'
import { FreezeTable } from './FreezeTable.tsx'
import { FreezeVerdict } from './FreezeVerdict.tsx'
import { freezeWords } from './report-words.ts'

/** The moments the record was held at: which one the report speaks from, and what moved between two. */
export function FreezesView({ report }: { report: ReportDetail }) {
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
    <div className="freezes-view">
      <FreezeTable report={report} onCheck={setChecking} />
      {checking !== null && <FreezeVerdict key={checking} freeze={checking} />}
      {all.length === 1 ? (
        <p className="quiet">
          Freeze again later, and what moved between the two stands here, with the reason.
        </p>
      ) : (
        // A new freeze is compared with the one before it.
        <Compared key={all[0]?.id} freezes={all} />
      )}
    </div>
  )
}

function Compared({ freezes }: { freezes: readonly FreezeLine[] }) {
  const options = freezes.map((freeze) => ({ id: freeze.id, text: freezeWords(freeze) }))
  const [a, setA] = useState(freezes[1]?.id ?? '')
  const [b, setB] = useState(freezes[0]?.id ?? '')
  return (
    <section className="freeze-compared" aria-labelledby="what-moved">
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
