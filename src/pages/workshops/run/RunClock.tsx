import { clockIn } from '../../../../domain/workshops/zone.ts'
import type { SessionDetail } from '../../../../preload/workshops-types.ts'
import { Button } from '../../../ui/Button.tsx'
import { plural } from '../../../ui/format.ts'
import { Menu } from '../../../ui/Menu.tsx'
import { countdown, expectedEnd, timeLeft } from './run-clock.ts'
import type { Run } from './useRun.ts'

/** The time, what is on, what is left of its time, and what comes next. */
export function RunClock({ session, run }: { session: SessionDetail; run: Run }) {
  const { current, next, now } = run
  const isPaused = run.run?.since === null
  const left = run.run && current ? timeLeft(run.run, current, now) : 0
  return (
    <section className="run-clock" aria-label="Clock">
      <p className="run-time">
        <span className="visually-hidden">Time now: </span>
        {clockIn(now, session.zone)}
      </p>
      {current ? (
        <>
          <h2>{current.title}</h2>
          <p className="run-left" data-over={left < 0 || undefined}>
            <span className="run-left-number">{countdown(left)}</span> {left < 0 ? 'over' : 'left'}{' '}
            of {plural(current.minutes, 'minute')}
            {isPaused && ', clock stopped'}
          </p>
          <p className="run-who">
            {[current.presenter, current.wanted].filter(Boolean).join('. ')}
          </p>
        </>
      ) : run.run ? (
        <>
          <h2>Between items</h2>
          <p className="run-left">
            The item that was on is not on the agenda any more. The time spent on the others is
            kept.
          </p>
        </>
      ) : (
        <>
          <h2>Not started</h2>
          <p className="run-left">The clock starts with the first item.</p>
        </>
      )}
      <p className="run-next">
        {next
          ? `Next: ${next.title}, ${plural(next.minutes, 'minute')}${next.presenter ? `, ${next.presenter}` : ''}`
          : current && 'This is the last item.'}
      </p>
      <Outlook session={session} run={run} />
      <Controls run={run} hasItems={session.items.length > 0} isPaused={isPaused} />
    </section>
  )
}

function Outlook({ session, run }: { session: SessionDetail; run: Run }) {
  if (!run.run) return null
  const end = expectedEnd(run.run, session.items, run.now)
  const late = Math.round((end - Date.parse(session.endsAt)) / 60_000)
  const words =
    late > 0
      ? `${plural(late, 'minute')} after the end you set`
      : late < 0
        ? `${plural(-late, 'minute')} to spare`
        : 'on time'
  // A run far from its hours is a rehearsal: how late it is says nothing.
  const isNear = Math.abs(late) < 12 * 60
  return (
    <p className={late > 0 && isNear ? 'agenda-warning' : 'quiet'}>
      At this pace you end at {clockIn(end, session.zone)}
      {isNear && `: ${words}`}.
    </p>
  )
}

function Controls({ run, hasItems, isPaused }: { run: Run; hasItems: boolean; isPaused: boolean }) {
  if (!run.run) {
    return (
      <div className="form-buttons">
        <Button
          kind="primary"
          whyNot={hasItems ? null : 'The agenda is empty. Add items to it first.'}
          onPress={() => run.step(1)}
        >
          Start
        </Button>
      </div>
    )
  }
  return (
    <div className="form-buttons">
      <Button onPress={() => run.step(-1)}>
        Previous <kbd>←</kbd>
      </Button>
      <Button kind="primary" isDisabled={run.next === null} onPress={() => run.step(1)}>
        Next item <kbd>→</kbd>
      </Button>
      <Button onPress={() => run.toggle()}>
        {isPaused ? 'Go on' : 'Stop the clock'} <kbd>P</kbd>
      </Button>
      <Menu
        kind="quiet"
        label="More"
        choices={[{ id: 'reset', text: 'Start the clock over', run: () => run.reset() }]}
      />
    </div>
  )
}
