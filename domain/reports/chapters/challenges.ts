import { formatDate } from '../../dates.ts'
import { column, heading, paragraph, table } from '../../publication/build.ts'
import type { Block, Inline } from '../../publication/tree.ts'
import { ANSWER_STATE_WORDS, ANSWER_STATES, type AnswerState } from '../../record/report-words.ts'
import { type Chapters, narrated, type WritingTools } from '../chapter.ts'
import type { ChallengeFact, Evidence } from '../evidence.ts'
import type { FigureBook } from '../figures.ts'
import { wholePlace } from '../places.ts'

/** What the commission asked of national policymakers, and what they answered. */
export const challengeChapters: Chapters = () => [
  narrated(
    'challenges',
    'Challenges to national policymakers',
    'Which answers open something up? Which challenge should be raised again, with whom?',
    writeChallenges,
  ),
]

function writeChallenges(evidence: Evidence, { figures }: WritingTools): Block[] {
  const { about, challenges } = evidence
  if (challenges.length === 0)
    return [paragraph('No challenge belongs to what this report covers.')]
  const counts = ANSWER_STATES.flatMap((state, index): Inline[] => [
    index === 0 ? '' : '. ',
    `${ANSWER_STATE_WORDS[state]}: `,
    stateCount(evidence, figures, state),
  ])
  return [
    paragraph([...counts, '.']),
    ...about.priorities.flatMap(({ number, title }) => {
      const of = challenges.filter(({ priority }) => priority === number)
      return of.length > 0
        ? [heading(3, `Priority ${number}: ${title}`), challengeTable(of, number)]
        : []
    }),
  ]
}

function stateCount(
  { about, challenges }: Evidence,
  figures: FigureBook,
  state: AnswerState,
): Inline {
  const found = challenges.filter((challenge) => challenge.state === state)
  return figures.quote({
    key: `challenges.${state}@${wholePlace(about).key}`,
    label: `Challenges to national policymakers: ${ANSWER_STATE_WORDS[state].toLowerCase()}, ${formatDate(about.day)}`,
    numerator: found.length,
    denominator: challenges.length,
    unit: 'challenges',
    definition:
      'Each challenge counts once, as it stands at the end. One of which nothing was written counts as not raised.',
    query: `Frozen record at the end of ${about.day}: the commission’s challenges; count those where state = ${state}.`,
    entries: found.flatMap(({ entries }) => entries),
  })
}

function challengeTable(challenges: readonly ChallengeFact[], priority: number): Block {
  return table(
    [
      column('Challenge', { width: 4 }),
      column('Stands as', { width: 1.5 }),
      column('Answer', { width: 4 }),
    ],
    challenges.map(({ title, state, answer, by, on }) => [
      title,
      ANSWER_STATE_WORDS[state],
      [answer, [by, on && formatDate(on)].filter(Boolean).join(', ')].filter(Boolean).join(' – '),
    ]),
    { caption: `Challenges under priority ${priority}`, rowHeaders: true },
  )
}
