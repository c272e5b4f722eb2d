import { formatDate } from '../../dates.ts'
import { definitions, emphasis, heading, list, paragraph } from '../../publication/build.ts'
import type { Block, Inline } from '../../publication/tree.ts'
import { type Chapters, narrated, type WritingTools } from '../chapter.ts'
import type { Evidence } from '../evidence.ts'
import {
  GRADE_MEANINGS,
  GRADE_WORDS,
  GRADES,
  keyMessages,
  type Message,
  wentBadly,
} from '../key-messages.ts'
import { metricFigures } from '../metric-figures.ts'
import { wholePlace } from '../places.ts'
import { reportingCount } from '../reporting-figures.ts'
import { inSentence } from '../scope.ts'
import { statusFigures } from '../status-figures.ts'
import { heldCount, standingCount } from './workshops.ts'

/** The report in a few sentences, for those who read no further. */
export const summaryChapters: Chapters = ({ kind }) => [
  ...(kind === 'impact'
    ? [
        narrated(
          'foreword',
          'Foreword',
          'Whoever answers for this report: why it matters, what moved you, and what you ask of others. Half a page.',
          () => [],
        ),
      ]
    : []),
  narrated(
    'summary',
    'Summary',
    kind === 'impact'
      ? 'What has changed in the year, for whom, and what must happen next? One page, in plain words.'
      : 'What needs a decision this quarter? Half a page, in plain words.',
    kind === 'impact' ? writeImpact : writeQuarter,
  ),
]

/** What a director reads first: five messages, each with how well it is known, and what went badly. */
function writeImpact(evidence: Evidence, { figures }: WritingTools): Block[] {
  const messages = keyMessages(evidence, figures)
  return [
    ...opening(evidence),
    // A record with little in it holds fewer.
    heading(3, messages.length === 5 ? 'Five key messages' : 'Key messages'),
    list(messages.map(messageLine), true),
    heading(3, 'What went badly'),
    list(wentBadly(evidence, figures).map(messageLine), true),
    heading(3, 'How well it is known'),
    definitions(GRADES.map((grade) => [GRADE_WORDS[grade], GRADE_MEANINGS[grade]])),
  ]
}

function messageLine({ grade, text }: Message): Inline[] {
  return [...text, ' ', emphasis(GRADE_WORDS[grade]), '.']
}

function writeQuarter(evidence: Evidence, { figures }: WritingTools): Block[] {
  const { about, metrics, outcomes, sessions } = evidence
  const status = statusFigures(evidence, figures)
  const metric = metricFigures(evidence, figures)
  const whole = wholePlace(about)
  const points: Inline[][] = [
    [
      'Actions complete or embedded, of those that apply: ',
      status.done(whole),
      '. Completed in the period: ',
      status.completed(whole),
      '.',
    ],
    [
      'Work under way that has stalled: ',
      status.stalled(whole),
      '. Blocked: ',
      status.status(whole, 'blocked'),
      '. Not started: ',
      status.status(whole, 'not-started'),
      '.',
    ],
    [
      'Metrics, each system counted by itself, the latest value against the earlier ones, however old: by the rules ',
      metric.claims(whole, 'improved'),
      ' improved, ',
      metric.claims(whole, 'worsened'),
      ' got worse, and the rest did not clearly get better or worse, or nothing can be said of them.',
    ],
    [
      'Systems that reported on an action in the period: ',
      reportingCount(evidence, figures),
      '. Actions of which nothing was ever said: ',
      status.untouched(whole),
      '.',
    ],
  ]
  if (metrics.length === 0) points.splice(2, 1)
  if (sessions.length > 0)
    points.push([
      'Workshops held: ',
      heldCount(evidence, figures),
      ...(outcomes.length > 0
        ? [
            '. Of what was agreed, done: ',
            standingCount(evidence, figures, 'done'),
            '; late: ',
            standingCount(evidence, figures, 'late'),
          ]
        : []),
      '.',
    ])
  return [...opening(evidence), list(points)]
}

function opening({ about }: Evidence): Block[] {
  return [
    paragraph(
      `This report covers ${inSentence(about.scopeWords)}, from ${formatDate(about.from)} to ${formatDate(about.to)}. Every figure comes from the shared record as it stood at one moment, and can be traced to what people wrote.`,
    ),
    ...(about.day < about.to
      ? [
          paragraph(
            `The period was not over when the record was frozen: the figures are those of ${formatDate(about.day)}.`,
          ),
        ]
      : []),
  ]
}
