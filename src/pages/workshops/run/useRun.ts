import { useEffect, useState } from 'react'
import type { SessionDetail } from '../../../../preload/workshops-types.ts'
import { useSetting } from '../../../app/settings.ts'
import { goTo, pauseRun, placeIn, type RunState, resumeRun, startRun } from './run-clock.ts'

/** The co-chair's clock. It is kept, so that it goes on after leaving the page or closing Accord. */
export function useRun({ id, items }: SessionDetail) {
  const [run, keep] = useSetting<RunState | null>(`run.${id}`, null)
  const now = useNow()
  const { at, next } = run ? placeIn(run, items) : { at: null, next: 0 }

  return {
    run,
    now,
    /** `null` before the start, and where the item that was on was taken out of the agenda. */
    current: at === null ? null : (items[at] ?? null),
    next: items[next] ?? null,
    /** Goes to the next item (1) or the one before (-1); starts with the first one. */
    step(by: 1 | -1): void {
      const item = run && by === -1 ? items[(at ?? next) - 1] : items[next]
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
