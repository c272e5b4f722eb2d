import { practiceKey } from '../practice/study-key.ts'
import { deck, type Random } from '../random.ts'
import { isoDate, workingMoment } from './calendar.ts'
import type { Deed } from './journal.ts'
import { CASE_STUDIES, type CaseStudyScript, CHANGED, OUTCOMES } from './wording/case-studies.ts'

/** Case studies that the example's systems wrote down, and what they took over from each other. */

export interface PracticeCast {
  ods: string
  name: string
  subRegion: 'East' | 'West'
  /** Ids of the members who keep its record. */
  leads: readonly string[]
  /** Days before the end since which nothing has been reported. */
  silentFor: number
}

/** A working moment between so many days before the end, while the system still reported. */
export function moment(
  today: string,
  [least, most]: readonly [number, number],
  { silentFor }: Pick<PracticeCast, 'silentFor'>,
  chance: Random,
): number {
  const latest = Math.max(least, silentFor)
  return workingMoment(today, chance.int(latest, Math.max(latest, most)), chance)
}

interface Told {
  id: string
  ods: string
  subRegion: string
  script: CaseStudyScript
  /** In ms. */
  at: number
}

const STUDIES_EACH = 2
/** Days before the end between which case studies are written down, and adopted at the earliest. */
const TOLD_AGO = [260, 330] as const
const ADOPTED_AGO = [20, 230] as const
const MOST_ADOPTED = 4
/** Those of the report are known to the example by their number alone: its wording is not ours. */
const REPORT_STUDIES = 57
const FROM_REPORT_SHARE = 0.25

/** @returns deeds by ODS code, each system's in its own stream */
export function practiceYear(
  cast: readonly PracticeCast[],
  today: string,
  chance: Random,
): Map<string, Deed[]> {
  const nextScript = deck(CASE_STUDIES, chance)
  const told = cast.flatMap((system) =>
    Array.from({ length: STUDIES_EACH }, (): Told => {
      const at = moment(today, TOLD_AGO, system, chance)
      const { ods, subRegion } = system
      return { id: chance.uuid(at), ods, subRegion, script: nextScript(), at }
    }),
  )
  return new Map(
    cast.map((system) => [
      system.ods,
      [
        ...told
          .filter(({ ods }) => ods === system.ods)
          .map((study) => toldBy(system, study, chance)),
        ...adoptedBy(system, told, today, chance),
      ],
    ]),
  )
}

function toldBy({ name, leads }: PracticeCast, { id, script, at }: Told, chance: Random): Deed {
  const { actions, ...texts } = script
  return {
    at,
    by: chance.pick(leads),
    subject: `practice:${id}`,
    set: {
      ...texts,
      actions: [...actions],
      contact: `Inequalities team, ${name}`,
    },
  }
}

/** Neighbours in the same part of the region are heard of first. */
function adoptedBy(
  system: PracticeCast,
  told: readonly Told[],
  today: string,
  chance: Random,
): Deed[] {
  const { ods, subRegion, leads } = system
  const others = chance.shuffle(told.filter((study) => study.ods !== ods))
  const near = others.filter((study) => study.subRegion === subRegion)
  const wanted = [...near.slice(0, MOST_ADOPTED - 1), ...others].slice(
    0,
    chance.int(1, MOST_ADOPTED),
  )
  const keys = new Map<string, readonly string[]>()
  for (const { id, script } of wanted)
    if (chance.chance(FROM_REPORT_SHARE)) keys.set(`report:${chance.int(1, REPORT_STUDIES)}`, [])
    else keys.set(practiceKey(id), script.actions)
  return [...keys].map(([study, actions]) => {
    const at = moment(today, ADOPTED_AGO, system, chance)
    const worked = chance.pick(['yes', 'yes', 'partly', 'too-early', 'no'] as const)
    return {
      at,
      by: chance.pick(leads),
      subject: `adoption:${chance.uuid(at)}`,
      set: {
        study,
        since: isoDate(at),
        changed: chance.pick(CHANGED),
        worked,
        outcome: worked === 'too-early' ? null : chance.pick(OUTCOMES[worked]),
        actions: actions.slice(0, 1),
      },
    }
  })
}
