import { firstSentences, plural } from '../../domain/words.ts'
import type { Study } from '../../preload/strategies-types.ts'
import { listStudies } from '../practice/studies.ts'
import type { RecordContext } from '../record/context.ts'
import type { Answered, QueryOf } from './content.ts'
import { entriesBehind, NOTHING, wordColumn } from './content.ts'

/** Characters of what was done: enough to choose whom to ask. The study itself has the rest. */
const MOST_WORDS = 400

const studyCount = (count: number) => plural(count, 'case study', 'case studies')

/** Case studies of the report and of the systems: those named, or those with all the words. */
export function liveCaseStudies(
  context: RecordContext,
  { keys, search }: QueryOf<'case-studies'>,
): Answered {
  const about = search.trim()
  const isNamed = keys.length > 0
  const studies = listStudies(context, isNamed ? {} : { search })
  const found = isNamed
    ? keys.flatMap((key) => studies.filter((study) => study.key === key))
    : studies
  const missing = isNamed ? keys.length - found.length : 0
  return {
    title: !isNamed && about ? `Case studies about “${about}”` : 'Case studies',
    meaning: `${studyCount(found.length)}.`,
    columns: ['Case study', 'Whose', 'What was done', 'Taken over by'].map(wordColumn),
    rows: found.map(cellsOf),
    notes:
      missing > 0
        ? [`${studyCount(missing)} asked for ${missing === 1 ? 'is' : 'are'} not in this record.`]
        : [],
    gone: found.length > 0 ? null : whyNone(isNamed),
    entries: found.flatMap(({ id, ics, adoptions }) => [
      ...(id === null || ics === null
        ? []
        : entriesBehind(context, [ics], [`practice:${id}`], ['title', 'what'])),
      ...adoptions.flatMap((adoption) =>
        entriesBehind(context, [adoption.ics], [`adoption:${adoption.id}`], ['study']),
      ),
    ]),
  }
}

function cellsOf({ title, system, what, adoptions }: Study): string[] {
  const takers = [...new Set(adoptions.map((adoption) => adoption.system))]
  return [
    title,
    system ?? 'The commission’s report',
    firstSentences(what, MOST_WORDS) || NOTHING,
    takers.length > 0 ? takers.join(', ') : NOTHING,
  ]
}

function whyNone(isNamed: boolean): string {
  return isNamed
    ? 'The case studies asked for are not in this record. Those of the commission come with its report, once that is imported.'
    : 'No case study here has these words. Those of the commission come with its report, once that is imported.'
}
