import { useState } from 'react'
import type { StrategyDetail } from '../../../preload/strategies-types.ts'
import { useApp } from '../../app/state.tsx'
import { DocumentEditor } from '../../editor/DocumentEditor.tsx'
import { Button } from '../../ui/Button.tsx'
import { CommitmentDialog } from './CommitmentDialog.tsx'
import { whyNotSign } from './strategy-words.ts'

/** The text, written together; a commitment can be made without leaving it. */
export function StrategyText({ strategy }: { strategy: StrategyDetail }) {
  const { state } = useApp()
  const [isCommitting, setCommitting] = useState(false)
  const isPast = strategy.state === 'superseded'
  return (
    <>
      <DocumentEditor
        document={strategy.document}
        label={`Text of ${strategy.title}`}
        me={{ id: state.member?.id ?? '', name: state.member?.name ?? '' }}
        readOnly={!strategy.mayWrite || isPast}
        whyReadOnly={isPast ? 'Another strategy has taken the place of this one.' : strategy.whyNot}
        live={{ strategy: strategy.id }}
        sideLabel="Commitments"
        side={
          <div className="side-commitments">
            <Button whyNot={whyNotSign(strategy)} onPress={() => setCommitting(true)}>
              Add a commitment
            </Button>
            {strategy.commitmentsMade.length === 0 ? (
              <p className="quiet">No system has committed yet.</p>
            ) : (
              <ul>
                {strategy.commitmentsMade.map(({ id, system, text }) => (
                  <li key={id}>
                    <strong>{system}</strong>
                    <p>{text}</p>
                  </li>
                ))}
              </ul>
            )}
          </div>
        }
      />
      <CommitmentDialog
        strategy={strategy}
        open={isCommitting}
        onClose={() => setCommitting(false)}
      />
    </>
  )
}
