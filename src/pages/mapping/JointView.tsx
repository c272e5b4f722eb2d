import { useState } from 'react'
import type { PriorityMatrix } from '../../../preload/strategies-types.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { plural } from '../../ui/format.ts'
import { useChairWhyNot } from '../shared/useChairWhyNot.ts'
import { JointCard } from './JointCard.tsx'
import { JointDialog, type JointDraft, newJoint } from './JointDialog.tsx'
import { rowKey, rowName, systemNames } from './mapping-words.ts'
import { Rests } from './Rests.tsx'

/** Proposals shown at first. */
const FIRST = 5

/** What systems do together, and what they could, because their strategies put it first. */
export function JointView({ matrix }: { matrix: PriorityMatrix }) {
  const { systemName } = useApp()
  const whyNot = useChairWhyNot()
  const [editing, setEditing] = useState<JointDraft | null>(null)
  const [showsAll, setShowsAll] = useState(false)
  const { joint, proposed } = matrix
  const shown = showsAll ? proposed : proposed.slice(0, FIRST)
  return (
    <div className="joint">
      {whyNot !== null && <p className="why-not">{whyNot} You can read everything here.</p>}
      <section aria-labelledby="joint-actions">
        <h2 id="joint-actions">Joint actions</h2>
        {joint.length === 0 && (
          <p className="quiet">
            None yet. Put one forward from what systems share, below or in the matrix.
          </p>
        )}
        <ul className="joint-list">
          {joint.map((each) => (
            <JointCard
              key={each.id}
              joint={each}
              matrix={matrix}
              whyNot={whyNot}
              onChange={() => setEditing(each)}
            />
          ))}
        </ul>
      </section>
      <section aria-labelledby="proposed">
        <h2 id="proposed">What systems could do together</h2>
        <p className="quiet">
          Two or more systems have a priority of their own for each of these, and no joint action is
          about it yet.
        </p>
        {proposed.length === 0 && <p>Nothing more is shared.</p>}
        <ul className="joint-list">
          {shown.map((proposal) => (
            <li key={rowKey(proposal)}>
              <div className="section-head">
                <h3>
                  {rowName(proposal)} {proposal.title}
                </h3>
                <Button
                  kind="quiet"
                  whyNot={whyNot}
                  aria-label={`Put forward: ${rowName(proposal)} ${proposal.title}`}
                  onPress={() => setEditing(newJoint(proposal))}
                >
                  Put forward
                </Button>
              </div>
              <p>
                {plural(proposal.systems.length, 'system')} share it:{' '}
                {systemNames(proposal.systems.map(systemName))}
              </p>
              <Rests matrix={matrix} rests={proposal.rests} />
            </li>
          ))}
        </ul>
        {proposed.length > shown.length && (
          <Button onPress={() => setShowsAll(true)}>Show all {proposed.length}</Button>
        )}
      </section>
      <JointDialog joint={editing} matrix={matrix} onClose={() => setEditing(null)} />
    </div>
  )
}
