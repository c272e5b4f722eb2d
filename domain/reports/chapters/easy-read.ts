import { formatDate } from '../../dates.ts'
import { heading, list, paragraph } from '../../publication/build.ts'
import type { Block, Inline } from '../../publication/tree.ts'
import { type Chapter, chapter, type WritingTools } from '../chapter.ts'
import type { Evidence } from '../evidence.ts'
import { metricFigures } from '../metric-figures.ts'
import { wholePlace } from '../places.ts'
import { inSentence } from '../scope.ts'
import { statusFigures } from '../status-figures.ts'
import { heldCount } from './workshops.ts'

/** The report in short sentences, first in the public version. */
export const easyReadChapter: Chapter = chapter('easy-read', 'The report in short', writeEasyRead)

function writeEasyRead(evidence: Evidence, { figures }: WritingTools): Block[] {
  const { about, metrics, sessions } = evidence
  const status = statusFigures(evidence, figures)
  const metric = metricFigures(evidence, figures)
  const whole = wholePlace(about)
  const points = (...sentences: Inline[][]): Block => list(sentences)
  return [
    heading(3, 'What this is about'),
    points(
      ['Some people are ill more often than others, and die younger.'],
      ['Often this is not fair. It can be changed.'],
      ['A group of experts said what must be done. Each thing to do is called an action.'],
      [`This report is about ${inSentence(about.scopeWords)}.`],
      [`It tells what was done up to ${formatDate(about.day)}.`],
    ),
    heading(3, 'What was done'),
    points(
      ['Done: ', status.done(whole), ' actions.'],
      [`Finished since ${formatDate(about.from)}: `, status.completed(whole), '.'],
      ['Being worked on: ', status.status(whole, 'in-progress'), '.'],
      ['Stuck: ', status.status(whole, 'blocked'), '.'],
      ['Not begun: ', status.status(whole, 'not-started'), '.'],
      ...(sessions.length > 0
        ? [['People met to learn from each other: ', heldCount(evidence, figures), ' meetings.']]
        : []),
    ),
    ...(metrics.length > 0
      ? [
          heading(3, 'Did health get better?'),
          points(
            ['We look at many numbers about health, in each place.'],
            ['Better than before: ', metric.claims(whole, 'improved'), ' of these numbers.'],
            ['Worse than before: ', metric.claims(whole, 'worsened'), '.'],
            ['For the others we cannot tell yet.'],
            ['A number can get better for many reasons.'],
          ),
        ]
      : []),
    heading(3, 'What we do not know'),
    points(
      ['Nobody told us anything about ', status.untouched(whole), ' actions.'],
      ['The places say themselves how far they are. Nobody checked it.'],
    ),
    paragraph('The other pages tell more.'),
  ]
}
