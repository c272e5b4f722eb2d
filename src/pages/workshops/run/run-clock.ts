/** How a running session stands with its time. Moments and lengths are in ms. */

export interface RunState {
  /** The item that is on. */
  item: string
  /** When the clock last went on; `null` while it is stopped. */
  since: number | null
  /** Time spent on each item before that. */
  spent: Record<string, number>
}

interface Timed {
  id: string
  minutes: number
}

const MINUTE_MS = 60_000

export function startRun(item: string, now: number): RunState {
  return { item, since: now, spent: {} }
}

/** Goes to another item; what was spent on it before counts. */
export function goTo(run: RunState, item: string, now: number): RunState {
  return { item, since: run.since === null ? null : now, spent: settled(run, now) }
}

export function pauseRun(run: RunState, now: number): RunState {
  return { item: run.item, since: null, spent: settled(run, now) }
}

export function resumeRun(run: RunState, now: number): RunState {
  return { ...run, since: run.since ?? now }
}

export function spentOn(run: RunState, item: string, now: number): number {
  const before = run.spent[item] ?? 0
  return item === run.item && run.since !== null ? before + Math.max(0, now - run.since) : before
}

/** What is left of an item's time; below zero when it has run over. */
export function timeLeft(run: RunState, { id, minutes }: Timed, now: number): number {
  return minutes * MINUTE_MS - spentOn(run, id, now)
}

/**
 * Where a run stands in the agenda: the index of the item that is on, `null` where it was taken out
 * of the agenda, and of the one to come; then that is the one after the last that had any time.
 */
export function placeIn(
  run: RunState,
  items: readonly Pick<Timed, 'id'>[],
): { at: number | null; next: number } {
  const at = items.findIndex(({ id }) => id === run.item)
  if (at >= 0) return { at, next: at + 1 }
  return { at: null, next: items.findLastIndex(({ id }) => (run.spent[id] ?? 0) > 0) + 1 }
}

/**
 * When the session ends if every item from here on takes its time.
 * @param items in the agenda's order
 */
export function expectedEnd(run: RunState, items: readonly Timed[], now: number): number {
  const { at, next } = placeIn(run, items)
  return items
    .slice(at ?? next)
    .reduce((end, item) => end + Math.max(0, timeLeft(run, item, now)), now)
}

/** "12:05", and "1:02:05" from an hour on; seconds are rounded up, so that 0:00 is the end. */
export function countdown(ms: number): string {
  const seconds = ms >= 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000)
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ] as const
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

function settled(run: RunState, now: number): Record<string, number> {
  return { ...run.spent, [run.item]: spentOn(run, run.item, now) }
}
