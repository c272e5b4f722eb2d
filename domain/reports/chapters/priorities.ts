import { heading, paragraph } from '../../publication/build.ts'
import type { Block } from '../../publication/tree.ts'
import { type Chapters, chapter, narrated, type WritingTools } from '../chapter.ts'
import type { Evidence } from '../evidence.ts'
import { priorityPlace } from '../places.ts'
import { statusFigures } from '../status-figures.ts'
import { yearFigures, yearWords } from '../year-figures.ts'
import { changesOf, changeTable } from './changed.ts'
import { trendCount } from './gaps.ts'
import { standingOf } from './progress.ts'

const PROMPT =
  'Who was reached, by deprivation, ethnicity, age and sex, and of whom is it not known? What did communities say? What did it cost? Was anybody harmed or left out? What did this work contribute, and what is the evidence?'

/** A page for each of the commission's priorities: what was done, and what changed for people. */
export const priorityChapters: Chapters = ({ kind, priorities }) =>
  kind === 'impact' && priorities.length > 0
    ? [
        chapter('priorities', 'Priority by priority', writeIntro),
        ...priorities.map(({ number, title }, place) => ({
          ...narrated(
            `priority-${number}`,
            `Priority ${number}: ${title}`,
            PROMPT,
            (evidence, tools) => writePage(evidence, tools, number),
            2,
          ),
          // The first follows the introduction.
          startsPage: place > 0,
        })),
      ]
    : []

function writeIntro(): Block[] {
  return [
    paragraph(
      'Each priority has a page: what was done, what changed for people this year, and what happened to the gaps between them. An action or a measure may belong to several priorities, so the pages do not add up to the whole.',
    ),
    paragraph(
      'Who was reached, what it cost, what communities said and what harm was looked for are not figures in the record yet. Where they are known, the people who did the work say so on the page.',
    ),
  ]
}

function writePage(evidence: Evidence, tools: WritingTools, number: number): Block[] {
  const { about, metrics, gaps } = evidence
  const { figures } = tools
  const year = yearFigures(evidence, figures)
  const place = priorityPlace(about, number)
  const own = new Set(
    metrics.filter(({ priorities }) => priorities.includes(number)).map(({ id }) => id),
  )
  const changes = changesOf(evidence).filter(({ metric }) => own.has(metric.id))
  const ownGaps = gaps.filter(({ metric }) => own.has(metric))
  return [
    heading(3, 'What was done'),
    ...standingOf(place, statusFigures(evidence, figures), about),
    heading(3, 'What changed for people'),
    changes.length > 0
      ? changeTable(changes, year, about.scope)
      : paragraph(
          own.size > 0
            ? `None of the ${own.size} measures of this priority has a value for the whole area both from ${yearWords(about)} and a year before.`
            : 'No measure in the record belongs to this priority, so the record cannot say what changed.',
        ),
    heading(3, 'Who is left behind'),
    ownGaps.length > 0
      ? paragraph([
          'Closing: ',
          trendCount(evidence, figures, 'narrowing', { place, metrics: own }),
          '. Getting wider: ',
          trendCount(evidence, figures, 'widening', { place, metrics: own }),
          '. No clear change: ',
          trendCount(evidence, figures, 'no-clear-change', { place, metrics: own }),
          '. Each is one measure in one system.',
        ])
      : paragraph('No measure of this priority has values by group.'),
  ]
}
