import { formatDate } from '../../dates.ts'
import { column, heading, paragraph, table } from '../../publication/build.ts'
import type { Block } from '../../publication/tree.ts'
import { STATUS_WORDS } from '../../record/words.ts'
import { type Chapters, chapter } from '../chapter.ts'
import type { Evidence } from '../evidence.ts'
import { linesOf } from '../places.ts'

/** Every action in every system, at both ends of the period. */
export const registerAnnex: Chapters = () => [
  chapter('register', 'The register in full', writeRegister),
]

function writeRegister(evidence: Evidence): Block[] {
  const { about } = evidence
  const bySystem = Map.groupBy(linesOf(evidence), ({ ics }) => ics)
  return [
    paragraph(
      'Each action by its reference, in the order of the commission’s report. Owners and notes are left out, since they name people.',
    ),
    ...about.systems.flatMap(({ ods, name }) => [
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
        (bySystem.get(ods) ?? []).map(({ reference, action, start, end, due, last }) => [
          reference,
          action.title,
          STATUS_WORDS[start.status],
          STATUS_WORDS[end.status],
          due === null ? '' : formatDate(due),
          last === null ? 'never' : formatDate(last.at),
        ]),
        { caption: `The register: ${name}`, rowHeaders: true },
      ),
    ]),
  ]
}
