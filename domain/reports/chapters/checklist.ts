import { agreementWords } from '../../checklist/agreement.ts'
import { formatDate } from '../../dates.ts'
import { column, heading, paragraph, table } from '../../publication/build.ts'
import type { Block, Inline } from '../../publication/tree.ts'
import { type Chapters, narrated, type WritingTools } from '../chapter.ts'
import type { ChecklistFact, Evidence } from '../evidence.ts'
import type { FigureBook } from '../figures.ts'
import { wholePlace } from '../places.ts'

/** How organisations see themselves: the first round of the checklist beside the latest. */
export const checklistChapters: Chapters = () => [
  narrated(
    'checklist',
    'How organisations see themselves',
    'What do boards and front lines see differently? What did the organisations do about it?',
    writeChecklists,
  ),
]

function writeChecklists(evidence: Evidence, { figures }: WritingTools): Block[] {
  const { checklists } = evidence
  if (checklists.length === 0)
    return [paragraph('No organisation in scope has answered the organisational checklist yet.')]
  return [
    paragraph([
      'Organisations that have answered the checklist: ',
      organisationCount(evidence, figures),
      '. Of them more than once: ',
      againCount(evidence, figures),
      '.',
    ]),
    paragraph(
      'People answered without their names. Each figure is how many said yes, out of all who answered; where fewer than five did, it is withheld. Different people may have answered in the two rounds, so a change is a pointer and no proof.',
    ),
    ...checklists.flatMap((checklist) => checklistPart(evidence, figures, checklist)),
  ]
}

function organisationCount({ about, checklists }: Evidence, figures: FigureBook): Inline {
  return figures.quote({
    key: `checklist.organisations@${wholePlace(about).key}`,
    label: `Organisations with a round of the checklist, ${wholePlace(about).words}`,
    numerator: checklists.length,
    unit: 'organisations',
    definition: 'Organisations in which a round of the organisational checklist was opened.',
    query: `Frozen record at the end of ${about.day}: rounds of the checklist in scope; count the organisations.`,
    entries: checklists.flatMap(({ latest }) => latest.entries),
  })
}

function againCount({ about, checklists }: Evidence, figures: FigureBook): Inline {
  const again = checklists.filter(({ first }) => first !== null)
  return figures.quote({
    key: `checklist.again@${wholePlace(about).key}`,
    label: `Organisations with two rounds of the checklist or more, ${wholePlace(about).words}`,
    numerator: again.length,
    denominator: checklists.length,
    unit: 'organisations',
    definition: 'Organisations with a second round of the checklist, out of those with any.',
    query: `Frozen record at the end of ${about.day}: rounds of the checklist in scope; count the organisations with two or more.`,
    entries: again.flatMap(({ latest, first }) => [...latest.entries, ...(first?.entries ?? [])]),
  })
}

function checklistPart(evidence: Evidence, figures: FigureBook, checklist: ChecklistFact): Block[] {
  const { organisation, ics, questions, first } = checklist
  const place = evidence.about.systemNames[ics] ?? ics
  const name = organisation === place ? organisation : `${organisation}, ${place}`
  return [
    heading(3, name),
    table(
      [
        column('Question', { width: 5 }),
        ...(first ? [column('Yes, first round', { align: 'end', width: 2 })] : []),
        column(first ? 'Yes, latest round' : 'Yes', { align: 'end', width: 2 }),
        column('Do levels agree?', { width: 3 }),
      ],
      questions.map((question) => [
        question.text,
        ...(first ? [yesCount(evidence, figures, checklist, question, 'first')] : []),
        yesCount(evidence, figures, checklist, question, 'latest'),
        agreementWords(question.agreement),
      ]),
      { caption: `The checklist: ${name}`, rowHeaders: true, notes: [roundsNote(checklist)] },
    ),
  ]
}

function roundsNote({ latest, first }: ChecklistFact): string {
  return first
    ? `First round: ${formatDate(first.opens)}. Latest: ${formatDate(latest.opens)}.`
    : `The only round so far: ${formatDate(latest.opens)}.`
}

function yesCount(
  { about }: Evidence,
  figures: FigureBook,
  { organisation, ...checklist }: ChecklistFact,
  question: ChecklistFact['questions'][number],
  which: 'first' | 'latest',
): Inline {
  const round = checklist[which] ?? checklist.latest
  const answers = question[which]
  return figures.quote({
    key: `checklist.${question.id}@${round.id}`,
    label: `Question ${question.id} of the checklist: yes, ${organisation}, round of ${formatDate(round.opens)}`,
    numerator: answers?.yes ?? null,
    denominator: answers?.people ?? null,
    unit: 'people',
    definition:
      'People who answered yes, out of all who answered. “I do not know” and a question left out count as answers. Withheld where fewer than five people answered.',
    query: `Frozen record at the end of ${about.day}: answers to round ${round.id}; count those where question ${question.id} = yes.`,
    withheld: answers ? null : 'So few people answered that they could be recognised.',
    entries: round.entries,
  })
}
