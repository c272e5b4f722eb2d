import type { AnswerState } from '../../record/report-words.ts'

/** What came of some of the commission's challenges in the invented year. Nobody said any of it. */
export interface ChallengeScript {
  reference: string
  state: AnswerState
  /** Days before the end when it was said. */
  daysAgo: number
  by?: string
  answer?: string
}

export const CHALLENGES: readonly ChallengeScript[] = [
  { reference: 'P1.n2', state: 'raised', daysAgo: 210 },
  {
    reference: 'P1.n4',
    state: 'answered',
    daysAgo: 160,
    by: 'Example Department, a director',
    answer: 'Pilots may use what is left at the end of a year. A fund of their own is not planned.',
  },
  {
    reference: 'P2.n3',
    state: 'acted-on',
    daysAgo: 120,
    by: 'Example Research Council',
    answer: 'A call for studies on pharmacies opened, and two Midlands teams applied.',
  },
  { reference: 'P3.n1', state: 'raised', daysAgo: 95 },
  {
    reference: 'P4.n1',
    state: 'answered',
    daysAgo: 88,
    by: 'Example Department, a minister of state',
    answer: 'Waiting lists will be reported by deprivation from next spring.',
  },
  {
    reference: 'P6.n2',
    state: 'acted-on',
    daysAgo: 140,
    by: 'Example Employers’ Body',
    answer: 'New guidance on adjustments is out, with a checklist for managers.',
  },
  { reference: 'P7.n3', state: 'raised', daysAgo: 60 },
  {
    reference: 'P8.n1',
    state: 'refused',
    daysAgo: 45,
    by: 'Example Treasury Team',
    answer: 'Budgets stay at one year until the next review of spending.',
  },
  {
    reference: 'P8.n2',
    state: 'answered',
    daysAgo: 44,
    by: 'Example Department, a director',
    answer: 'The fund goes on for one more year. What follows is not decided.',
  },
  { reference: 'P9.n3', state: 'raised', daysAgo: 30 },
  {
    reference: 'P9.n4',
    state: 'acted-on',
    daysAgo: 25,
    by: 'Example Data Office',
    answer: 'A template for sharing agreements is on trial in three systems.',
  },
  { reference: 'P10.n1', state: 'raised', daysAgo: 12 },
]
