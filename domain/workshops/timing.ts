import type { ItemKind } from '../record/workshop-words.ts'
import { plural } from '../words.ts'
import type { AgendaItem, Session } from './model.ts'
import { clockIn, momentOf } from './zone.ts'

/** An item's place on the clock. */
export interface Slot {
  item: string
  /** Moments, ISO in UTC. */
  startsAt: string
  endsAt: string
  /** Time of day at which it starts, in the session's zone: `10:15`. */
  clock: string
}

export interface TimingWarning {
  kind: 'empty' | 'over-run' | 'no-presenter' | 'no-break'
  /** The item it is about; `null` for the whole agenda. */
  item: string | null
  words: string
}

export interface Timing {
  /** In the agenda's order. */
  slots: Slot[]
  /** Minutes that the items take together, and that the session lasts. */
  planned: number
  length: number
  /** Minutes too many; negative: minutes to spare. */
  overrun: number
  /** When the items end: moment, and time of day. */
  endsAt: string
  endClock: string
  /** Time of day at which the session itself ends. */
  closes: string
  warnings: TimingWarning[]
}

/** Kinds of item that somebody presents. */
export const PRESENTED: readonly ItemKind[] = ['opening', 'discussion', 'decision', 'update']
/** Minutes after which people in a call need a break. */
const LONGEST_SITTING = 100

/** The session's first moment, in ms since 1970. A time that clocks skip counts as the one after. */
export function startOf({ start, zone }: Pick<Session, 'start' | 'zone'>): number {
  return momentOf(start, zone) ?? momentOf(later(start), zone) ?? Date.parse(`${start}Z`)
}

/** An hour later on the same face of the clock: clocks skip an hour at most. */
function later(local: string): string {
  return new Date(Date.parse(`${local}Z`) + 3_600_000).toISOString().slice(0, 16)
}

/**
 * When each item of an agenda starts and ends, and what is wrong with the whole.
 * @param items in the agenda's order
 */
export function agendaTiming(
  session: Pick<Session, 'start' | 'zone' | 'minutes'>,
  items: readonly Pick<AgendaItem, 'id' | 'kind' | 'title' | 'minutes' | 'presenter'>[],
): Timing {
  let at = startOf(session)
  const slots = items.map(({ id, minutes }): Slot => {
    const startsAt = at
    at += minutes * 60_000
    return {
      item: id,
      startsAt: iso(startsAt),
      endsAt: iso(at),
      clock: clockIn(startsAt, session.zone),
    }
  })
  const planned = items.reduce((sum, { minutes }) => sum + minutes, 0)
  const overrun = planned - session.minutes
  return {
    slots,
    planned,
    length: session.minutes,
    overrun,
    endsAt: iso(at),
    endClock: clockIn(at, session.zone),
    closes: clockIn(startOf(session) + session.minutes * 60_000, session.zone),
    warnings: [
      ...(items.length === 0
        ? [warning('empty', null, 'The agenda is empty. Add an item or take a suggestion.')]
        : []),
      ...(overrun > 0
        ? [
            warning(
              'over-run',
              null,
              `The items take ${plural(overrun, 'minute')} more than the session has. Shorten one or take one out.`,
            ),
          ]
        : []),
      ...items
        .filter(({ kind, presenter }) => PRESENTED.includes(kind) && !presenter)
        .map(({ id, title }) => warning('no-presenter', id, `Nobody presents “${title}” yet.`)),
      ...sittings(items),
    ],
  }
}

/** A warning for the first stretch without a break that is too long. */
function sittings(items: readonly Pick<AgendaItem, 'id' | 'kind' | 'minutes'>[]): TimingWarning[] {
  let minutes = 0
  for (const { id, kind, minutes: more } of items) {
    minutes = kind === 'break' ? 0 : minutes + more
    if (minutes > LONGEST_SITTING)
      return [
        warning(
          'no-break',
          id,
          `People sit for more than ${LONGEST_SITTING} minutes here. Put a break before it.`,
        ),
      ]
  }
  return []
}

function warning(kind: TimingWarning['kind'], item: string | null, words: string): TimingWarning {
  return { kind, item, words }
}

function iso(moment: number): string {
  return new Date(moment).toISOString()
}
