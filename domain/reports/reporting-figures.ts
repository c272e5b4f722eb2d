import { formatDate } from '../dates.ts'
import { column, table } from '../publication/build.ts'
import type { Inline, Table } from '../publication/tree.ts'
import type { Evidence, SystemFact } from './evidence.ts'
import type { FigureBook } from './figures.ts'
import { systemPlace, wholePlace } from './places.ts'

/** Figures of how fully systems report. */

export function reportingCount({ about, participation }: Evidence, figures: FigureBook): Inline {
  const spoke = participation.filter(({ reported }) => reported.length > 0)
  const whole = wholePlace(about)
  return figures.quote({
    key: `reporting@${whole.key}`,
    label: `Systems that reported on an action in the period, ${whole.words}`,
    numerator: spoke.length,
    denominator: participation.length,
    unit: 'systems',
    definition:
      'Systems with at least one entry about an action in scope, stamped within the period.',
    query: `Frozen record: entries of each system’s stream from ${about.from} to ${about.day} with a reference in scope; count the systems that have any.`,
    entries: spoke.flatMap(({ reported }) => reported),
  })
}

export function reportingTable(evidence: Evidence, figures: FigureBook): Table {
  const { about, participation } = evidence
  const rows = about.systems.flatMap((system) => {
    const fact = participation.find(({ ics }) => ics === system.ods)
    return fact ? [{ system, fact }] : []
  })
  return table(
    [
      column('System', { width: 3 }),
      column('Actions reported on', { align: 'end', width: 2 }),
      column('Last word', { align: 'end' }),
    ],
    rows.map(({ system, fact }) => [
      system.name,
      reportedCount(evidence, figures, system, fact.reported),
      fact.last ? lastWord(evidence, figures, system, fact.last) : 'never',
    ]),
    { caption: 'How fully each system reported in the period', rowHeaders: true },
  )
}

function reportedCount(
  { about }: Evidence,
  figures: FigureBook,
  system: SystemFact,
  reported: readonly string[],
): Inline {
  return figures.quote({
    key: `reported@${systemPlace(about, system).key}`,
    label: `Actions reported on in the period, ${systemPlace(about, system).words}`,
    numerator: reported.length,
    denominator: about.catalogue.length,
    unit: 'actions',
    definition:
      'Actions with at least one entry of the system in the period, out of the commission’s actions in scope.',
    query: `Frozen record: entries of ${system.ods} from ${about.from} to ${about.day}; count the references in scope. The last entry of each stands behind it.`,
    entries: reported,
  })
}

function lastWord(
  { about }: Evidence,
  figures: FigureBook,
  { ods, name }: SystemFact,
  { day, entry }: { day: string; entry: string },
): Inline {
  return figures.quote({
    key: `last-word@${ods}`,
    label: `Day of the last entry, ${name}`,
    text: formatDate(day),
    definition: 'The day, in UK time, of the stamp of the system’s latest entry of any kind.',
    query: `Frozen record at the end of ${about.day}: latest entry in the stream of ${ods}.`,
    entries: [entry],
  })
}
