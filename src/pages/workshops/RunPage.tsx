import { useRef } from 'react'
import type { SessionDetail } from '../../../preload/workshops-types.ts'
import { useShortcuts } from '../../app/shortcuts.tsx'
import { OutcomeList } from './outcomes/OutcomeList.tsx'
import { CaptureLine } from './run/CaptureLine.tsx'
import { RunClock } from './run/RunClock.tsx'
import { SharedMinutes } from './run/SharedMinutes.tsx'
import { useRun } from './run/useRun.ts'
import { SessionFrame } from './SessionFrame.tsx'
import './run/run.css'

/** While the session runs: the clock, the minutes, and what is agreed. */
export function RunPage() {
  return <SessionFrame>{(session) => <Running session={session} />}</SessionFrame>
}

function Running({ session }: { session: SessionDetail }) {
  const run = useRun(session)
  const panel = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLInputElement>(null)
  const minutes = useRef<HTMLTextAreaElement>(null)
  const leave = () => panel.current?.focus()

  useShortcuts({
    ArrowRight: { label: 'Next item', run: () => run.step(1) },
    ArrowLeft: { label: 'Item before', run: () => run.step(-1) },
    p: { label: 'Start or stop the clock', run: () => run.toggle() },
    c: { label: 'Write down a decision or an action', run: () => line.current?.focus() },
    m: { label: 'Type minutes', run: () => minutes.current?.focus() },
  })

  return (
    <div className="run" ref={panel} tabIndex={-1}>
      <div className="run-side">
        <RunClock session={session} run={run} />
        <RunAgenda session={session} current={run.current?.id ?? null} onJump={run.jump} />
      </div>
      <div className="run-main">
        <CaptureLine session={session} item={run.current} field={line} onLeave={leave} />
        <SharedMinutes document={session.minutesDocument} field={minutes} onLeave={leave} />
        <section aria-labelledby="captured">
          <h2 id="captured">Written down so far</h2>
          <OutcomeList session={session} outcomes={session.outcomes.toReversed()}>
            Type “Decision: …”, or “Action: Asha, Black Country, by 30 Jan: …” in the line above. An
            action that falls to a system goes to its lead, who accepts, changes or declines it.
          </OutcomeList>
        </section>
      </div>
    </div>
  )
}

function RunAgenda({
  session,
  current,
  onJump,
}: {
  session: SessionDetail
  current: string | null
  onJump: (item: string) => void
}) {
  return (
    <nav className="run-agenda" aria-label="Items">
      <ol>
        {session.items.map(({ id, clock, title, minutes }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === current ? 'step' : undefined}
              onClick={() => onJump(id)}
            >
              <span className="agenda-clock">{clock}</span>
              <span>{title}</span>
              <span className="agenda-minutes">{minutes} min</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
