import type { Random } from '../random.ts'
import { isoDate, workingMoment } from './calendar.ts'
import type { Deed } from './journal.ts'
import { CHALLENGES } from './wording/challenges.ts'

/** What the region's staff noted of answers to the commission's challenges, in its stream. */
export function challengeYear(by: string, today: string, chance: Random): Deed[] {
  return CHALLENGES.map(({ reference, state, daysAgo, by: answering, answer }): Deed => {
    const at = workingMoment(today, daysAgo, chance)
    const source = `https://files.example.org/challenges/${reference.toLowerCase()}`
    return {
      at,
      by,
      subject: `challenge-answer:${reference}`,
      set: {
        state,
        on: isoDate(at),
        ...(answer && answering ? { answer, by: answering, source } : {}),
      },
    }
  })
}
