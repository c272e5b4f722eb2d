import { deck, type Random } from '../random.ts'
import { workingMoment } from './calendar.ts'
import type { Deed } from './journal.ts'
import { moment, type PracticeCast } from './practice.ts'
import {
  JOINT_ACTIONS,
  type JointScript,
  PRIORITY_THEMES,
  type PriorityTheme,
  STRATEGY_TITLES,
} from './wording/priorities.ts'

/** What the example's systems put first in their own strategies, and what they do together. */

export interface ExampleMapping {
  /** Deeds by ODS code, each system's in its own stream. */
  systems: Map<string, Deed[]>
  /** Deeds in the region's stream. */
  region: Deed[]
}

const LEAST_EACH = 3
const MOST_EACH = 5
/** Days before the end in which strategies were read and mapped. */
const MAPPED_AGO = [150, 300] as const

interface Mapped {
  id: string
  ods: string
  theme: PriorityTheme
}

/** @param chair id of the member who puts joint actions forward */
export function mappingYear(
  cast: readonly PracticeCast[],
  chair: string,
  today: string,
  chance: Random,
): ExampleMapping {
  const wordings = new Map(PRIORITY_THEMES.map((theme) => [theme, deck(theme.wordings, chance)]))
  const mapped: Mapped[] = []
  const systems = new Map(
    cast.map((system) => {
      const { ods, name, leads } = system
      const at = moment(today, MAPPED_AGO, system, chance)
      const strategy = chance.pick(STRATEGY_TITLES).replace('{place}', name)
      const deeds = themesOf(chance).map((theme, index): Deed => {
        const id = chance.uuid(at)
        const [title = '', passage = ''] = wordings.get(theme)?.() ?? []
        mapped.push({ id, ods, theme })
        return {
          at: at + index * 240_000,
          by: chance.pick(leads),
          subject: `own-priority:${id}`,
          set: {
            title,
            passage,
            source: `${strategy}, page ${chance.int(4, 38)}`,
            priorities: [...theme.priorities],
            focusAreas: [...theme.focusAreas],
          },
        }
      })
      return [ods, deeds] as const
    }),
  )
  return {
    systems,
    region: JOINT_ACTIONS.flatMap((script) => jointDeeds(script, mapped, chair, today, chance)),
  }
}

/** Common themes come up in most systems, rare ones in few. */
function themesOf(chance: Random): PriorityTheme[] {
  const wanted = chance.int(LEAST_EACH, MOST_EACH)
  const draws = chance.shuffle(
    PRIORITY_THEMES.flatMap((theme) => Array<PriorityTheme>(theme.weight).fill(theme)),
  )
  return [...new Set(draws)].slice(0, wanted)
}

function jointDeeds(
  { daysAgo, agreedAgo, state, reason, ...script }: JointScript,
  mapped: readonly Mapped[],
  by: string,
  today: string,
  chance: Random,
): Deed[] {
  const resting = mapped.filter(({ theme }) => theme.focusAreas.includes(script.focusArea ?? ''))
  const at = workingMoment(today, daysAgo, chance)
  const subject = `joint-action:${chance.uuid(at)}`
  const systems = [...new Set(resting.map(({ ods }) => ods))]
  const rests = resting.map(({ id }) => id)
  const proposed: Deed = { at, by, subject, set: { ...script, systems, rests, state: 'proposed' } }
  if (agreedAgo === null) return [proposed]
  const agreed = workingMoment(today, agreedAgo, chance)
  return [proposed, { at: agreed, by, subject, set: { state, reason } }]
}
