import { formatDate } from '../dates.ts'
import { column, heading, paragraph, table } from '../publication/build.ts'
import type { Block } from '../publication/tree.ts'
import { plural } from '../words.ts'
import type { SessionBook } from './book.ts'
import { isOpen } from './fate.ts'
import { outcomeTable } from './minutes-document.ts'

/** Every outcome of the series, session by session, the latest first. */
export function logBlocks(book: SessionBook): Block[] {
  const { log } = book
  if (log.length === 0) return [paragraph('Nothing has been agreed in this series yet.')]
  const open = log.filter(({ standing }) => isOpen(standing)).length
  const sessions = Map.groupBy(log, (outcome) => outcome.session)
  return [
    paragraph(
      `${plural(log.length, 'outcome')}, of which ${open} still ask something of somebody.`,
    ),
    ...[...sessions.values()].flatMap((outcomes) => {
      const first = outcomes[0]
      return first
        ? [
            heading(1, `${first.sessionTitle}, ${formatDate(first.sessionDate)}`),
            ...outcomeTable(outcomes, book),
          ]
        : []
    }),
  ]
}

/** Who came, system by system, over the series; numbers are present of invited. */
export function attendanceBlocks({ turnout }: SessionBook): Block[] {
  if (turnout.rows.length === 0)
    return [paragraph('No session has been held yet to which people were invited.')]
  return [
    heading(1, 'Attendance by system'),
    table(
      [
        column('System', { width: 3 }),
        ...turnout.sessions.map(({ start }) =>
          column(formatDate(start.slice(0, 10)), { align: 'end' }),
        ),
      ],
      turnout.rows.map(({ name, cells }) => [
        name,
        ...cells.map(({ invited, present }) =>
          invited + present === 0 ? '–' : `${present} of ${Math.max(invited, present)}`,
        ),
      ]),
      {
        caption: 'People present, of those invited',
        rowHeaders: true,
        notes: ['A dash: nobody was invited and nobody came.'],
      },
    ),
  ]
}
