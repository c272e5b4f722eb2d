import { formatDate } from '../../dates.ts'
import { column, heading, list, paragraph, table } from '../../publication/build.ts'
import type { Block, Inline, Table } from '../../publication/tree.ts'
import { isDone, STATUS_WORDS } from '../../record/statuses.ts'
import { STRATEGY_STATE_WORDS } from '../../record/strategy-words.ts'
import { listOf } from '../../words.ts'
import { type Chapters, narrated, type WritingTools } from '../chapter.ts'
import type { CommitmentFact, Evidence, StrategyFact } from '../evidence.ts'
import type { FigureBook } from '../figures.ts'
import { wholePlace } from '../places.ts'

/** What systems wrote, signed and promised together. */
export const strategyChapters: Chapters = () => [
  narrated(
    'strategies',
    'Joint strategies',
    'What can systems do now that none could do alone? Who has not signed, and why?',
    writeStrategies,
  ),
]

function writeStrategies(evidence: Evidence, { figures }: WritingTools): Block[] {
  const { strategies, joint } = evidence
  const commitments = strategies.flatMap((strategy) => strategy.commitments)
  if (strategies.length === 0 && joint.length === 0)
    return [paragraph('The record holds no joint strategy and no joint action yet.')]
  return [
    ...(strategies.length > 0
      ? [
          paragraph([
            'Joint strategies that are published: ',
            publishedCount(evidence, figures),
            '. Commitments of systems to them whose action is complete or embedded: ',
            keptCount(evidence, figures, commitments, 'all', 'all strategies'),
            '.',
          ]),
          strategyTable(evidence, figures),
          ...strategies.flatMap((strategy) => strategyPart(evidence, strategy)),
        ]
      : []),
    ...jointPart(evidence, figures),
  ]
}

function publishedCount({ about, strategies }: Evidence, figures: FigureBook): Inline {
  const found = strategies.filter(({ state }) => state === 'published')
  return figures.quote({
    key: `strategies.published@${wholePlace(about).key}`,
    label: `Joint strategies that are published, ${formatDate(about.day)}`,
    numerator: found.length,
    denominator: strategies.length,
    unit: 'strategies',
    definition: 'Joint strategies whose state is published, out of all that are not removed.',
    query: `Frozen record at the end of ${about.day}: strategies; count those where state = published.`,
    entries: found.flatMap(({ entries }) => entries),
  })
}

function signedCount({ about }: Evidence, figures: FigureBook, strategy: StrategyFact): Inline {
  const { id, title, signed } = strategy
  return figures.quote({
    key: `signed.${id}@${wholePlace(about).key}`,
    label: `${title}: systems that have signed, ${wholePlace(about).words}`,
    numerator: signed.length,
    denominator: about.systems.length,
    unit: 'systems',
    definition:
      'Systems whose signature stands under the exact text on offer. One that was taken back, or that is under an earlier text, does not count.',
    query: `Frozen record at the end of ${about.day}: signatures under the version on offer of strategy ${id}; count the systems in scope.`,
    entries: signed.flatMap(({ entries }) => entries),
  })
}

/** @param of part of the figure's key; @param words of what */
function keptCount(
  { about }: Evidence,
  figures: FigureBook,
  commitments: readonly CommitmentFact[],
  of: string,
  words: string,
): Inline {
  const kept = commitments.filter(({ status }) => isDone(status))
  return figures.quote({
    key: `kept.${of}@${wholePlace(about).key}`,
    label: `Commitments kept, ${words}, ${wholePlace(about).words}`,
    numerator: kept.length,
    denominator: commitments.length,
    unit: 'commitments',
    definition:
      'Commitments of systems to a joint strategy. One is kept when the action that carries it is complete or embedded.',
    query: `Frozen record at the end of ${about.day}: commitments to ${words}; count those whose action is complete or embedded.`,
    entries: commitments.flatMap(({ entries }) => entries),
  })
}

function strategyTable(evidence: Evidence, figures: FigureBook): Table {
  return table(
    [
      column('Strategy', { width: 3 }),
      column('State'),
      column('Signed by', { align: 'end' }),
      column('Commitments kept', { align: 'end' }),
    ],
    evidence.strategies.map((strategy) => [
      strategy.title,
      stateWords(strategy),
      signedCount(evidence, figures, strategy),
      keptCount(evidence, figures, strategy.commitments, strategy.id, strategy.title),
    ]),
    { caption: 'Joint strategies: who signed, and what was kept', rowHeaders: true },
  )
}

function stateWords({ state, publishedOn }: StrategyFact): string {
  const words = STRATEGY_STATE_WORDS[state]
  return state === 'published' && publishedOn ? `${words}, ${formatDate(publishedOn)}` : words
}

function strategyPart({ about }: Evidence, { title, signed, commitments }: StrategyFact): Block[] {
  const nameOf = (ics: string) => about.systemNames[ics] ?? ics
  const missing = about.systems.filter(({ ods }) => !signed.some(({ ics }) => ics === ods))
  const reserved = signed.filter(({ hasReservations }) => hasReservations)
  const signers = signed.map(({ ics }) => nameOf(ics))
  return [
    heading(3, title),
    list([
      `Signed: ${signers.length > 0 ? listOf(signers) : 'nobody yet'}.`,
      ...(missing.length > 0 ? [`Not signed: ${listOf(missing.map(({ name }) => name))}.`] : []),
      ...(reserved.length > 0
        ? [`Signed with reservations: ${listOf(reserved.map(({ ics }) => nameOf(ics)))}.`]
        : []),
    ]),
    ...(commitments.length > 0
      ? [
          table(
            [
              column('System', { width: 2 }),
              column('Commits to', { width: 4 }),
              column('Action'),
              column('Its status'),
            ],
            commitments.map(({ ics, text, action, status }) => [
              nameOf(ics),
              text,
              action,
              STATUS_WORDS[status],
            ]),
            { caption: `${title}: what systems commit to`, rowHeaders: true },
          ),
        ]
      : []),
  ]
}

function jointPart({ about, joint }: Evidence, figures: FigureBook): Block[] {
  if (joint.length === 0) return []
  const agreed = joint.filter(({ state }) => state === 'agreed')
  const quoted = figures.quote({
    key: `joint.agreed@${wholePlace(about).key}`,
    label: `Joint actions that are agreed, ${formatDate(about.day)}`,
    numerator: agreed.length,
    denominator: joint.length,
    unit: 'joint actions',
    definition:
      'What several systems could do together because their own strategies put the same thing first, and what the co-chairs agreed of it. Out of all that were put forward.',
    query: `Frozen record at the end of ${about.day}: joint actions of systems in scope; count those where state = agreed.`,
    entries: joint.flatMap(({ entries }) => entries),
  })
  return [
    heading(3, 'Agreed to do together'),
    paragraph(['Joint actions agreed, of those put forward: ', quoted, '.']),
    list(
      agreed.map(
        ({ title, systems }) =>
          `${title} (${listOf(systems.map((ics) => about.systemNames[ics] ?? ics))})`,
      ),
    ),
  ]
}
