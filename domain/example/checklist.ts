import { CHECKLIST_QUESTIONS } from '../checklist/questions.ts'
import { own } from '../own.ts'
import { deck, type Random } from '../random.ts'
import type { ChecklistAnswer, ChecklistLevel } from '../record/checklist-words.ts'
import { isoDate, monthName, workingMoment } from './calendar.ts'
import type { Deed } from './journal.ts'
import type { PracticeCast } from './practice.ts'
import { CHECKED_ORGANISATIONS, CHECKLIST_REMARKS } from './wording/checklist.ts'

/**
 * Two rounds of the organisational checklist in a few organisations. The answers come as files that
 * a lead takes in; at some levels too few people answer for them to be shown.
 */

/** Rounds by when they open and close, in days before the end. */
const ROUNDS = [
  { opens: 290, closes: 262, better: 0 },
  { opens: 75, closes: 47, better: 0.14 },
] as const
/** How many answer at each level of an organisation, least and most: 12 to 30 in all. */
const PEOPLE: Record<ChecklistLevel, readonly [number, number]> = {
  board: [2, 5],
  senior: [2, 7],
  middle: [3, 8],
  'front-line': [5, 10],
}
/** Share of the level that says yes to an average question, and of the others that does not know. */
const VIEWS: Record<ChecklistLevel, { yes: number; unknown: number }> = {
  board: { yes: 0.72, unknown: 0.15 },
  senior: { yes: 0.63, unknown: 0.25 },
  middle: { yes: 0.48, unknown: 0.4 },
  'front-line': { yes: 0.36, unknown: 0.55 },
}
const REMARK_SHARE = 0.3

/** @returns deeds of systems by ODS code */
export function checklistYear(
  cast: readonly PracticeCast[],
  home: string,
  today: string,
  chance: Random,
): Map<string, Deed[]> {
  const others = cast.filter(({ ods, silentFor }) => ods !== home && silentFor === 0)
  const atHome = cast.filter(({ ods }) => ods === home)
  // Two organisations of the reader's own system, and one of each of some others.
  const systems = [...atHome, ...atHome, ...chance.shuffle(others)]
  const told = new Map<string, Deed[]>()
  CHECKED_ORGANISATIONS.forEach((organisation, index) => {
    const system = systems[index]
    if (!system) return
    const deeds = organisationYear(organisation, system, today, chance.fork(organisation))
    told.set(system.ods, [...(told.get(system.ods) ?? []), ...deeds])
  })
  return told
}

function organisationYear(
  organisation: string,
  { leads }: PracticeCast,
  today: string,
  chance: Random,
): Deed[] {
  const by = chance.pick(leads)
  const remark = deck(CHECKLIST_REMARKS, chance)
  /** How far each question is from an average one, in this organisation. */
  const ease = new Map(CHECKLIST_QUESTIONS.map(({ id }) => [id, chance.next() * 0.5 - 0.25]))
  return ROUNDS.flatMap(({ opens, closes, better }) => {
    const opened = workingMoment(today, opens, chance)
    const takenIn = workingMoment(today, closes, chance)
    const round = chance.uuid(opened)
    const title = `${monthName(opened)} ${isoDate(opened).slice(0, 4)}`
    const together = {}
    const answers = Object.entries(PEOPLE).flatMap(([level, [least, most]]) =>
      Array.from({ length: chance.int(least, most) }, (): Deed => {
        const id = chance.uuid(takenIn)
        const view = own(VIEWS, level)!
        const says = (question: string): ChecklistAnswer => {
          if (chance.chance(view.yes + better + (ease.get(question) ?? 0))) return 'yes'
          return chance.chance(view.unknown) ? 'unknown' : 'no'
        }
        const given = CHECKLIST_QUESTIONS.map(({ id: question }) => [question, says(question)])
        return {
          at: takenIn,
          by,
          together,
          subject: `checklist-answer:${id}`,
          set: {
            round,
            level,
            answers: Object.fromEntries(given),
            remark: chance.chance(REMARK_SHARE) ? remark() : null,
          },
        }
      }),
    )
    const begun: Deed = {
      at: opened,
      by,
      subject: `checklist-round:${round}`,
      set: { title, organisation, opens: isoDate(opened), closes: isoDate(takenIn) },
    }
    return [begun, ...answers]
  })
}
