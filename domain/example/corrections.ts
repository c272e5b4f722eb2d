import { addDays } from '../dates.ts'
import { isoDate } from './calendar.ts'
import type { Telling } from './history.ts'
import type { Deed } from './journal.ts'
import type { Tale } from './tale.ts'

const MINUTE_MS = 60_000

/** Slips of the hand, taken back within minutes by whoever made them. */
export function correctionsOf(tales: readonly Tale[], count: number, telling: Telling): Deed[] {
  const { chance } = telling
  return chance
    .shuffle(tales.filter(({ history }) => history.length > 1))
    .slice(0, count)
    .flatMap(({ history }) => {
      // Not after the last deed: what came last says since when nothing was reported.
      const before = chance.pick(history.slice(0, -1))
      const slip: Deed = {
        at: before.at + chance.int(2, 9) * MINUTE_MS,
        by: before.by,
        subject: before.subject,
        set: slipIn(before, telling),
      }
      const undo: Deed = {
        at: slip.at + chance.int(1, 4) * MINUTE_MS,
        by: slip.by,
        subject: slip.subject,
        set: {},
        undoes: slip,
      }
      return [slip, undo]
    })
}

function slipIn({ at, set }: Deed, { chance }: Telling): Deed['set'] {
  if (set.status === 'planned') return { status: 'complete' }
  if (set.confidence) return { confidence: 'off-track' }
  return { due: addDays(isoDate(at), chance.int(5, 60)) }
}
