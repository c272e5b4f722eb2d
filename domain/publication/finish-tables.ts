import { formatDate } from '../dates.ts'
import type { FinishedColumn, FinishedTable, Run } from './finished.ts'
import { cleanText } from './text.ts'
import type { Signatory, Source } from './tree.ts'

/** Blocks that are drawn as a table. */

/** Where each traceable number and figure came from. */
export function sourcesTable(traced: readonly { what: string; source: Source }[]): FinishedTable[] {
  if (traced.length === 0) return []
  return [
    {
      kind: 'table',
      columns: [column('What', 2), column('Asked of the record', 4), column('Entries', 4)],
      rows: traced.map(({ what, source }) => [
        cell(what),
        cell(source.query),
        cell(source.entries.join(', ')),
      ]),
      rowHeaders: true,
      notes: [],
    },
  ]
}

/** Who signs: those who have, with the day; for the others, room to. */
export function signaturesTable(signatories: readonly Signatory[]): FinishedTable[] {
  if (signatories.length === 0) return []
  // What heads a row must be known: where a name is still to be written, it is whom it is signed for.
  const areNamed = signatories.every(({ name }) => name)
  const inOrder = <T>(name: T, of: T): T[] => (areNamed ? [name, of] : [of, name])
  return [
    {
      kind: 'table',
      columns: [
        ...inOrder(column('Name', 3), column('For', 4)),
        column('Signature', 3),
        column('Date', 2),
      ],
      rows: signatories.map(({ name, role, organisation, signedOn }) => [
        ...inOrder(cell(name ?? ''), cell([role, organisation].filter((part) => part).join(', '))),
        cell(signedOn ? 'Signed in Accord' : ''),
        cell(signedOn ? formatDate(signedOn) : ''),
      ]),
      rowHeaders: true,
      handwritten: true,
      notes: [],
    },
  ]
}

function cell(text: string): Run[] {
  const clean = cleanText(text)
  return clean === '' ? [] : [{ kind: 'text', text: clean }]
}

function column(header: string, width: number): FinishedColumn {
  return { header: cell(header), align: 'start', width }
}
