import { type ReactNode, useState } from 'react'
import { OUTCOME_KIND_WORDS } from '../../../../domain/record/workshop-words.ts'
import type { SessionDetail } from '../../../../preload/workshops-types.ts'
import { useApp } from '../../../app/state.tsx'
import { Button } from '../../../ui/Button.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Tag } from '../../../ui/Tag.tsx'
import { useKeptFocus } from '../../shared/useKeptFocus.ts'
import { OutcomeDialog, type SessionOutcome } from './OutcomeDialog.tsx'
import { StandingWords } from './StandingWords.tsx'

interface Props {
  session: SessionDetail
  outcomes: readonly SessionOutcome[]
  /** Stands there while nothing is written down. */
  children: ReactNode
}

/** What was agreed, with whom it falls to and what became of it. */
export function OutcomeList({ session, outcomes, children }: Props) {
  const { systemName } = useApp()
  const [changing, setChanging] = useState<SessionOutcome | null>(null)
  const list = useKeptFocus<HTMLDivElement>(outcomes.map(({ id }) => id).join())
  return (
    <div ref={list} tabIndex={-1}>
      {outcomes.length === 0 ? (
        <p className="quiet">{children}</p>
      ) : (
        <ul className="outcomes">
          {outcomes.map((outcome) => {
            const { id, kind, text, owner, system, due, item, action } = outcome
            const about = session.items.find((each) => each.id === item)
            const facts = [
              owner,
              system && systemName(system),
              due && `by ${formatDate(due)}`,
              action && `about ${action}`,
              about && `under “${about.title}”`,
            ].filter(Boolean)
            return (
              <li key={id}>
                <Tag>{OUTCOME_KIND_WORDS[kind]}</Tag>
                <div>
                  <p>{text}</p>
                  {facts.length > 0 && <p className="quiet">{facts.join(' · ')}</p>}
                  <StandingWords outcome={outcome} />
                </div>
                {session.mayEdit && (
                  <Button
                    kind="quiet"
                    aria-label={`Change: ${text}`}
                    onPress={() => setChanging(outcome)}
                  >
                    Change
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      )}
      <OutcomeDialog session={session.id} outcome={changing} onClose={() => setChanging(null)} />
    </div>
  )
}
