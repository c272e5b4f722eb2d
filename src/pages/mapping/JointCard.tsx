import { useState } from 'react'
import { JOINT_STATE_WORDS } from '../../../domain/record/practice-words.ts'
import type { Status } from '../../../domain/record/statuses.ts'
import type { JointState } from '../../../domain/record/strategy-words.ts'
import type { JointAction, PriorityMatrix } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { StatusShape } from '../../ui/StatusChip.tsx'
import { type Decision, DecisionDialog } from './DecisionDialog.tsx'
import { systemNames } from './mapping-words.ts'
import { Rests } from './Rests.tsx'

/** The same shapes as for statuses, which everybody knows already. */
const SHAPES: Record<JointState, Status> = {
  proposed: 'planned',
  agreed: 'complete',
  declined: 'not-applicable',
}

interface Props {
  joint: JointAction
  matrix: PriorityMatrix
  whyNot: string | null
  onChange: () => void
}

/** A joint action: who is in it, what it rests on, and whether it is agreed. */
export function JointCard({ joint, matrix, whyNot, onChange }: Props) {
  const { systemName } = useApp()
  const save = useTell('joint.save')
  const [deciding, setDeciding] = useState<Decision | null>(null)
  const { id, title, text, state, reason, systems, rests } = joint
  return (
    <li>
      <div className="section-head">
        <h3>{title}</h3>
        <span className="joint-state">
          <StatusShape status={SHAPES[state]} /> {JOINT_STATE_WORDS[state]}
        </span>
        {whyNot === null && (
          <>
            {state !== 'agreed' && <Button onPress={() => setDeciding('agreed')}>Agree</Button>}
            {state !== 'declined' && (
              <Button onPress={() => setDeciding('declined')}>Decline</Button>
            )}
            <Button kind="quiet" onPress={onChange}>
              Change
            </Button>
            <Button kind="quiet" onPress={() => save.mutate({ id, fields: { removed: true } })}>
              Remove
            </Button>
          </>
        )}
      </div>
      {text !== null && <p>{text}</p>}
      {reason !== null && state !== 'proposed' && (
        <p>
          <span className="quiet">Why {JOINT_STATE_WORDS[state].toLowerCase()}: </span>
          {reason}
        </p>
      )}
      <p className="quiet">{systemNames(systems.map(systemName))}</p>
      <Rests matrix={matrix} rests={rests} />
      <DecisionDialog joint={joint} decision={deciding} onClose={() => setDeciding(null)} />
    </li>
  )
}
