import { useEffect, useState } from 'react'
import type { SessionDetail } from '../../../../preload/workshops-types.ts'
import { useSetting } from '../../../app/settings.ts'
import { goTo, pauseRun, type RunState, resumeRun, startRun } from './run-clock.ts'

/** The co-chair's clock. It is kept, so that it goes on after leaving the page or closing Accord. */
export function useRun({ id, items }: SessionDetail) {
  const [kept, keep] = useSetting<RunState | null>(`run.${id}`, null)
  const now = useNow()
  const at = items.findIndex((item) => item.id === kept?.item)
  // The item may have been taken out of the agenda since.
  const run = at < 0 ? null : kept

  return {
    ...{ run, now },
    current: items[at] ?? null,
    next: run ? (items[at + 1] ?? null) : (items[0] ?? null),
    /** Goes to the next item (1) or the one before (-1); starts with the first one. */
    step(by: 1 | -1): void {
      const item = run ? items[at + by] : items[0]
      if (item) keep(run ? goTo(run, item.id, Date.now()) : startRun(item.id, Date.now()))
    },
    jump(item: string): void {
      keep(run ? goTo(run, item, Date.now()) : startRun(item, Date.now()))
    },
    toggle(): void {
      if (!run) this.step(1)
      else keep(run.since === null ? resumeRun(run, Date.now()) : pauseRun(run, Date.now()))
    },
    reset(): void {
      keep(null)
    },
  }
}

export type Run = ReturnType<typeof useRun>

/** The moment, in ms since 1970; a new one every second. */
function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
