import { formatDate } from '../../dates.ts'
import { column, heading, paragraph, table } from '../../publication/build.ts'
import type { Block, Table } from '../../publication/tree.ts'
import { STATUS, STATUS_WORDS, STATUSES } from '../../record/statuses.ts'
import { type Chapters, chapter } from '../chapter.ts'
import type { About, CatalogueFact, Evidence, SystemFact } from '../evidence.ts'
import { type Line, linesOf } from '../places.ts'

/** Every action in every system, at both ends of the period. */
export const registerAnnex: Chapters = () => [
  chapter('register', 'The register in full', writeRegister),
]

function writeRegister(evidence: Evidence): Block[] {
  const { about } = evidence
  const [only] = about.systems
  return only && about.systems.length === 1
    ? ofOneSystem(evidence, only)
    : sideBySide(about, linesOf(evidence))
}

/** A row for each action and a column for each system: 246 rows say what thousands would. */
function sideBySide(about: About, lines: readonly Line[]): Block[] {
  const byPlace = new Map(lines.map((line) => [`${line.ics} ${line.reference}`, line]))
  const key = STATUSES.map(
    (status) => `${STATUS[status].letter} ${STATUS_WORDS[status].toLowerCase()}`,
  )
  return [
    paragraph(
      `Each action in each system, before ${formatDate(about.from)} and at the end of ${formatDate(about.day)}: “N→C” went from not started to complete. One letter means that the status was the same at both. The workbook has due dates and the entries behind each status.`,
    ),
    paragraph(`The letters: ${key.join(', ')}.`),
    paragraph(
      `The systems by their codes: ${about.systems.map(({ ods, name }) => `${ods} ${name}`).join(', ')}.`,
    ),
    ...about.sections.map(({ id, title }) =>
      matrix(
        `The register: ${title}`,
        about,
        about.catalogue.filter(({ section }) => section === id),
        (ods, reference) => statusLetters(byPlace.get(`${ods} ${reference}`)),
      ),
    ),
  ]
}

function statusLetters(line: Line | undefined): string {
  if (!line) return ''
  const [before, after] = [STATUS[line.start.status].letter, STATUS[line.end.status].letter]
  return before === after ? after : `${before}→${after}`
}

function matrix(
  caption: string,
  { systems }: About,
  actions: readonly CatalogueFact[],
  cell: (ods: string, reference: string) => string,
): Table {
  return table(
    [
      column('Action', { width: 7 }),
      ...systems.map(({ ods }) => column(ods, { align: 'centre', width: 1.1 })),
    ],
    actions.map(({ reference, title }) => [
      `${reference} ${title}`,
      ...systems.map(({ ods }) => cell(ods, reference)),
    ]),
    { caption, rowHeaders: true },
  )
}

function ofOneSystem(evidence: Evidence, { ods, name }: SystemFact): Block[] {
  const { about } = evidence
  return [
    paragraph(
      'Each action by its reference, in the order of the commission’s report. Owners and notes are left out, since they name people.',
    ),
    heading(3, name),
    table(
      [
        column('Reference'),
        column('Action', { width: 4 }),
        column(`Before ${formatDate(about.from)}`, { width: 2 }),
        column(`On ${formatDate(about.day)}`, { width: 2 }),
        column('Due'),
        column('Last word'),
      ],
      linesOf(evidence)
        .filter(({ ics }) => ics === ods)
        .map(({ reference, action, start, end, due, last }) => [
          reference,
          action.title,
          STATUS_WORDS[start.status],
          STATUS_WORDS[end.status],
          due === null ? '' : formatDate(due),
          last === null ? 'never' : formatDate(last.day),
        ]),
      { caption: `The register: ${name}`, rowHeaders: true },
    ),
  ]
}
