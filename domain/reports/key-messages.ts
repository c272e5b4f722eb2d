import type { Inline } from '../publication/tree.ts'
import { changesOf, changeWords, isClear, strongest } from './chapters/changed.ts'
import { trendCount } from './chapters/gaps.ts'
import { adoptedStudies } from './chapters/studies.ts'
import { heldCount, standingCount } from './chapters/workshops.ts'
import type { Evidence } from './evidence.ts'
import type { FigureBook } from './figures.ts'
import { wholePlace } from './places.ts'
import { statusFigures } from './status-figures.ts'
import { type YearFigures, yearFigures } from './year-figures.ts'

/**
 * What a report says first: a few messages, each with how well it is known, and what went badly. They
 * are drawn from the evidence by rule; what they mean, people write beside them.
 */

export interface Message {
  grade: Grade
  text: Inline[]
}

export const GRADES = ['measured', 'written-down', 'said'] as const
type Grade = (typeof GRADES)[number]

export const GRADE_WORDS: Record<Grade, string> = {
  measured: 'Strong evidence',
  'written-down': 'Fair evidence',
  said: 'Limited evidence',
}

export const GRADE_MEANINGS: Record<Grade, string> = {
  measured: 'measured by others, and a statistical rule allows it to be said.',
  'written-down': 'written down at the time, by several people together.',
  said: 'what systems say of themselves. Nobody from outside has checked it.',
}

const MESSAGES = 5
const WENT_BADLY = 2

/** The first five that the evidence holds, in the order of what matters most to people. */
export function keyMessages(evidence: Evidence, figures: FigureBook): Message[] {
  const { metrics, gaps, studies, sessions, outcomes, about } = evidence
  const whole = wholePlace(about)
  const status = statusFigures(evidence, figures)
  const year = yearFigures(evidence, figures)
  const best = changeOf(evidence, 'better')
  const made: (Message | false)[] = [
    metrics.length > 0 && {
      grade: 'measured',
      text: [
        'Of the measures with a value of the year, each system by itself, ',
        year.claims(whole, 'improved'),
        ' got better and ',
        year.claims(whole, 'worsened'),
        ' got worse. The others did not clearly move, or it cannot be said.',
      ],
    },
    best !== undefined && { grade: 'measured', text: changeSentence(best, year) },
    gaps.length > 0 && {
      grade: 'measured',
      text: [
        'Gaps between groups of people: ',
        trendCount(evidence, figures, 'narrowing'),
        ' are closing and ',
        trendCount(evidence, figures, 'widening'),
        ' are getting wider.',
      ],
    },
    {
      grade: 'said',
      text: [
        'Of the actions that apply, ',
        status.done(whole),
        ' are complete or embedded. ',
        status.completed(whole),
        ' were completed in the period.',
      ],
    },
    studies.length > 0 && {
      grade: 'said',
      text: [
        'Systems learn from each other: ',
        adoptedStudies(evidence, figures),
        ' case studies were taken over by at least one other system.',
      ],
    },
    sessions.length > 0 && {
      grade: 'written-down',
      text: [
        'Workshops held: ',
        heldCount(evidence, figures),
        ...(outcomes.length > 0
          ? ['. Of what was agreed there, done: ', standingCount(evidence, figures, 'done')]
          : []),
        '.',
      ],
    },
  ]
  return made.filter((message) => message !== false).slice(0, MESSAGES)
}

/** The two that weigh most on people; fewer only where the evidence holds no more. */
export function wentBadly(evidence: Evidence, figures: FigureBook): Message[] {
  const { gaps, outcomes, about } = evidence
  const whole = wholePlace(about)
  const status = statusFigures(evidence, figures)
  const year = yearFigures(evidence, figures)
  const worst = changeOf(evidence, 'worse')
  const [wider, closer] = (['widening', 'narrowing'] as const).map(
    (direction) => gaps.filter(({ trend }) => trend?.direction === direction).length,
  )
  const late = outcomes.filter(({ standing }) => standing === 'late').length
  const made: (Message | false)[] = [
    worst !== undefined && { grade: 'measured', text: changeSentence(worst, year) },
    wider! > closer! && {
      grade: 'measured',
      text: [
        'More gaps between groups of people got wider, ',
        trendCount(evidence, figures, 'widening'),
        ', than closed, ',
        trendCount(evidence, figures, 'narrowing'),
        '.',
      ],
    },
    late > 0 && {
      grade: 'written-down',
      text: [
        'Promises made in workshops are late: ',
        standingCount(evidence, figures, 'late'),
        '.',
      ],
    },
    {
      grade: 'said',
      text: [
        'Work is stuck: of the actions that apply, ',
        status.status(whole, 'blocked'),
        ' are blocked, and of those under way ',
        status.stalled(whole),
        ' have not moved for a long time.',
      ],
    },
    {
      grade: 'said',
      text: ['Much is not known: nothing was ever said of ', status.untouched(whole), ' actions.'],
    },
  ]
  return made.filter((message) => message !== false).slice(0, WENT_BADLY)
}

type Change = ReturnType<typeof changesOf>[number]

/** The change of the whole area that says most in this direction, where one says anything. */
function changeOf(evidence: Evidence, standing: 'better' | 'worse'): Change | undefined {
  const clear = changesOf(evidence).filter(({ year: { comparison, beyond } }) => {
    if (comparison.standing !== standing) return false
    // What got better more slowly than in England is no good news, nor the other way round.
    return (
      !beyond || !isClear(beyond.comparison.standing) || beyond.comparison.standing === standing
    )
  })
  return strongest(clear)[0]
}

function changeSentence({ metric, place, year: fact }: Change, year: YearFigures): Inline[] {
  return [
    `${metric.name} in ${place.name}: `,
    year.change(metric, place, fact),
    ' from ',
    `${fact.before.period} to ${fact.after.period}`,
    ...(fact.people === null
      ? []
      : [
          ', which is ',
          year.people(metric, place, fact),
          ...(metric.denominator ? [` among ${metric.denominator.toLowerCase()}`] : []),
        ]),
    ...(fact.beyond ? ['; beyond England’s own change ', year.beyond(metric, place, fact)] : []),
    `. ${changeWords(fact)}.`,
  ]
}
