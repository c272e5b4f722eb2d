import { formatDate } from '../../dates.ts'
import { column, definitions, heading, paragraph, table } from '../../publication/build.ts'
import type { Block, Inline } from '../../publication/tree.ts'
import { WORKED_WORDS } from '../../record/practice-words.ts'
import { listOf } from '../../words.ts'
import { type Chapters, narrated, type WritingTools } from '../chapter.ts'
import type { Evidence, StudyFact } from '../evidence.ts'
import type { FigureBook } from '../figures.ts'
import { wholePlace } from '../places.ts'

/** Case studies told in full where nobody chose any. */
const TOLD = 4

/** Practice that went from one system to another. */
export const studyChapters: Chapters = () => [
  narrated(
    'studies',
    'Case studies and who took them over',
    'Why were these chosen? What did those who took them over have to change?',
    writeStudies,
  ),
]

function writeStudies(evidence: Evidence, { figures, studies: chosen }: WritingTools): Block[] {
  const { studies } = evidence
  if (studies.length === 0)
    return [paragraph('No system in scope has written a case study or taken one over yet.')]
  const adopted = studies.filter(({ adoptions }) => adoptions.length > 0)
  return [
    paragraph([
      'Case studies that at least one system took over: ',
      adoptedStudies(evidence, figures),
      '.',
    ]),
    ...(adopted.length > 0
      ? [
          table(
            [
              column('Case study', { width: 3 }),
              column('From', { width: 2 }),
              column('Taken over by, of the systems', { align: 'end' }),
              column('What came of it', { width: 3 }),
            ],
            byAdoptions(adopted).map((study) => [
              study.title,
              nameOf(evidence, study.ics),
              adoptedCount(evidence, figures, study),
              cameOfIt(study),
            ]),
            { caption: 'Case studies that were taken over', rowHeaders: true },
          ),
        ]
      : []),
    ...toldInFull(studies, chosen).flatMap((study) => studyPart(evidence, study)),
  ]
}

/** How many were taken over by at least one system. */
export function adoptedStudies({ about, studies }: Evidence, figures: FigureBook): Inline {
  const adopted = studies.filter(({ adoptions }) => adoptions.length > 0)
  const whole = wholePlace(about)
  return figures.quote({
    key: `studies.adopted@${whole.key}`,
    label: `Case studies that a system took over, ${whole.words}`,
    numerator: adopted.length,
    denominator: studies.length,
    unit: 'case studies',
    definition:
      'Case studies of the commission or of a system that another system in scope says it took over, out of these and those that systems in scope wrote.',
    query: `Frozen record at the end of ${about.day}: case studies in scope; count those with an adoption by a system in scope.`,
    entries: adopted.flatMap(({ adoptions }) => adoptions.flatMap(({ entries }) => entries)),
  })
}

/** The chosen ones in the order of choice, or else those taken over most that say something. */
function toldInFull(studies: readonly StudyFact[], chosen: readonly string[]): StudyFact[] {
  if (chosen.length > 0)
    return chosen.flatMap((key) => studies.find((study) => study.key === key) ?? [])
  return byAdoptions(studies.filter(({ told }) => told.length > 0)).slice(0, TOLD)
}

function byAdoptions(studies: readonly StudyFact[]): StudyFact[] {
  return [...studies].sort(
    (a, b) => b.adoptions.length - a.adoptions.length || (a.key < b.key ? -1 : 1),
  )
}

function nameOf({ about }: Evidence, ics: string | null): string {
  return ics === null ? 'The commission’s report' : (about.systemNames[ics] ?? ics)
}

function adoptedCount({ about }: Evidence, figures: FigureBook, study: StudyFact): Inline {
  const { key, title, adoptions } = study
  return figures.quote({
    key: `adopted.${key}@${wholePlace(about).key}`,
    label: `${title}: systems that took it over, ${wholePlace(about).words}`,
    numerator: new Set(adoptions.map(({ ics }) => ics)).size,
    denominator: about.systems.length,
    unit: 'systems',
    definition: 'Systems that say they took the case study over by the end of the period.',
    query: `Frozen record at the end of ${about.day}: adoptions of ${key}; count the systems in scope.`,
    entries: adoptions.flatMap(({ entries }) => entries),
  })
}

function cameOfIt({ adoptions }: StudyFact): string {
  const counted = Map.groupBy(adoptions, ({ worked }) => worked ?? 'too-early')
  return [...counted]
    .map(([worked, of]) => `${WORKED_WORDS[worked]}: ${of.length}`)
    .sort()
    .join('. ')
}

function studyPart(evidence: Evidence, { title, ics, told, adoptions }: StudyFact): Block[] {
  const names = [...new Set(adoptions.map((adoption) => nameOf(evidence, adoption.ics)))].sort()
  return [
    heading(3, title),
    paragraph(
      `From ${ics === null ? 'the commission’s report' : nameOf(evidence, ics)}. ${names.length > 0 ? `Taken over by ${listOf(names)}.` : 'Nobody has taken it over yet.'}`,
    ),
    definitions(told.map(({ what, text }) => [what, text])),
    ...adoptions.flatMap((adoption): Block[] => {
      const { since, worked, changed, outcome } = adoption
      const said = [
        changed ? `What was changed: ${changed}` : '',
        outcome ? `What came of it: ${outcome}` : '',
      ].filter((words) => words !== '')
      if (said.length === 0) return []
      const when = since ? `, since ${formatDate(since)}` : ''
      const how = worked ? ` ${WORKED_WORDS[worked]}.` : ''
      return [paragraph(`${nameOf(evidence, adoption.ics)}${when}.${how} ${said.join(' ')}`)]
    }),
  ]
}
