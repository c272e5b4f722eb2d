import { formatDate } from '../../dates.ts'
import { heading, list, paragraph } from '../../publication/build.ts'
import type { Block, Inline } from '../../publication/tree.ts'
import { isDone } from '../../record/statuses.ts'
import { listOf } from '../../words.ts'
import { type Chapters, chapter, narrated, type WritingTools } from '../chapter.ts'
import type { Evidence, SystemFact } from '../evidence.ts'
import { type Line, linesOf, systemPlace } from '../places.ts'
import { statusFigures } from '../status-figures.ts'
import { yearClaim, yearFigures } from '../year-figures.ts'
import { changeWords } from './changed.ts'
import { statusTable } from './progress.ts'

/** Actions named in a list at most: a system has about two pages. */
const NAMED = 6

/** A page or two for each system. */
export const systemChapters: Chapters = (about) => [
  chapter('systems', 'System by system', writeSystems),
  ...about.systems.map((system) => ({
    ...narrated(
      `system-${system.ods}`,
      system.name,
      'What is this system proud of? What holds it back, and what would help? What should others take from it?',
      (evidence, tools) => writeSystem(evidence, tools, system),
      2,
    ),
    ...(about.kind === 'impact' && { startsPage: true }),
  })),
]

function writeSystems(evidence: Evidence, { figures }: WritingTools): Block[] {
  const { about } = evidence
  return [
    paragraph(
      'Systems differ in size, in need and in how fully they report, so these counts describe each of them and rank none.',
    ),
    statusTable(
      'Actions by system',
      'System',
      about.systems.map((system) => systemPlace(about, system)),
      statusFigures(evidence, figures),
    ),
  ]
}

function writeSystem(evidence: Evidence, { figures }: WritingTools, system: SystemFact): Block[] {
  const { about } = evidence
  const count = statusFigures(evidence, figures)
  const place = systemPlace(about, system)
  const own = linesOf(evidence).filter(({ ics }) => ics === system.ods)
  const finished = own.filter(({ start, end }) => isDone(end.status) && !isDone(start.status))
  const blocked = own.filter(({ end }) => end.status === 'blocked')
  return [
    paragraph([
      'Complete or embedded: ',
      count.done(place),
      '. Completed in the period: ',
      count.completed(place),
      '. In progress: ',
      count.status(place, 'in-progress'),
      '. Not applicable: ',
      count.status(place, 'not-applicable'),
      '.',
    ]),
    paragraph([
      'Of the actions under way, the system says that ',
      count.confidence(place, 'on-track'),
      ' are on track, ',
      count.confidence(place, 'at-risk'),
      ' at risk and ',
      count.confidence(place, 'off-track'),
      ' off track.',
    ]),
    heading(3, 'Strengths'),
    ...(about.kind === 'impact'
      ? strengths(evidence, figures, system)
      : named(
          finished,
          'Completed in the period, the latest first:',
          'No action was completed in the period.',
        )),
    heading(3, 'What stands in the way'),
    paragraph([
      'Blocked: ',
      count.status(place, 'blocked'),
      '. Stalled, of those under way: ',
      count.stalled(place),
      '. Overdue, of those still open: ',
      count.overdue(place),
      '. Without an owner: ',
      count.unowned(place),
      '.',
    ]),
    ...named(
      blocked,
      'Blocked, the latest first, with what the system says would free it:',
      'No action is blocked.',
      ({ nextStep }) => nextStep.value ?? 'Nothing is said of what would free it.',
    ),
    heading(3, 'Taken from others, and passed on'),
    paragraph(adoptedWords(evidence, figures, system)),
    ...localWords(evidence, figures, system),
  ]
}

/** What got better for people this year: outcomes, not actions that were finished. */
function strengths(
  evidence: Evidence,
  figures: WritingTools['figures'],
  { ods, area, name }: SystemFact,
): Block[] {
  const year = yearFigures(evidence, figures)
  const better = evidence.metrics.flatMap((metric) => {
    const standing = metric.standings.find(({ ics }) => ics === ods)
    return standing && yearClaim(standing) === 'improved' ? [{ metric, standing }] : []
  })
  if (better.length === 0)
    return [
      paragraph(
        'No measure of this system got clearly better this year by the rules. Most are published too late to tell of this year.',
      ),
    ]
  return [
    paragraph('Measures that got better this year by the rules:'),
    list(
      better.map(({ metric, standing: { year: fact } }): Inline[] =>
        fact
          ? [
              `${metric.name}: `,
              year.change(metric, { area, name }, fact),
              `, ${fact.before.period} to ${fact.after.period}. ${changeWords(fact)}.`,
            ]
          : [`${metric.name}: process control says so at its latest value.`],
      ),
    ),
  ]
}

/** The latest of some actions by name; all of them stand in the annex. */
function named(
  lines: readonly Line[],
  intro: string,
  none: string,
  more?: (line: Line) => string,
): Block[] {
  if (lines.length === 0) return [paragraph(none)]
  const latest = [...lines].sort((a, b) => ((a.last?.at ?? '') < (b.last?.at ?? '') ? 1 : -1))
  const others = lines.length - NAMED
  return [
    paragraph(intro),
    list([
      ...latest
        .slice(0, NAMED)
        .map((line) =>
          [`${line.reference}: ${line.action.title}`, ...(more ? [more(line)] : [])].join('. '),
        ),
      ...(others > 0 ? [`and ${others} more, which the register in the annex names`] : []),
    ]),
  ]
}

function adoptedWords(
  evidence: Evidence,
  figures: WritingTools['figures'],
  system: SystemFact,
): Inline[] {
  const { about } = evidence
  const { ods, name } = system
  const lines = linesOf(evidence)
  const took = lines.filter(({ ics, adoptedFrom }) => ics === ods && adoptedFrom.value !== null)
  const gave = lines.filter(({ adoptedFrom }) => adoptedFrom.value === ods)
  const quoted = (key: string, what: string, counted: readonly Line[], condition: string) =>
    figures.quote({
      key: `${key}@${systemPlace(about, system).key}`,
      label: `${what}, ${name}, ${formatDate(about.day)}`,
      numerator: counted.length,
      unit: 'approaches',
      definition:
        'One action in one system, for which the approach of another system was taken over.',
      query: `Frozen record at the end of ${about.day}: the commission’s actions in each system where ${condition}.`,
      entries: counted.flatMap(({ adoptedFrom: { entry } }) => entry ?? []),
    })
  const names = (codes: (string | null)[]) =>
    listOf([...new Set(codes)].map((code) => about.systemNames[code ?? ''] ?? '').sort())
  return [
    'Approaches taken over from other systems: ',
    quoted('took', 'Approaches taken over', took, `ics = ${ods} and adoptedFrom is set`),
    took.length > 0 ? `, from ${names(took.map(({ adoptedFrom }) => adoptedFrom.value))}` : '',
    '. Approaches that others in this report took over from it: ',
    quoted('gave', 'Approaches passed on', gave, `adoptedFrom = ${ods}`),
    gave.length > 0 ? `, by ${names(gave.map(({ ics }) => ics))}` : '',
    '.',
  ]
}

function localWords(
  { about, local }: Evidence,
  figures: WritingTools['figures'],
  { ods, name }: SystemFact,
): Block[] {
  const own = local.filter(({ ics }) => ics === ods)
  if (own.length === 0) return []
  const quoted = figures.quote({
    key: `local.done@${ods}`,
    label: `Actions of its own that are complete or embedded, ${name}, ${formatDate(about.day)}`,
    numerator: own.filter(({ status }) => isDone(status)).length,
    denominator: own.length,
    unit: 'actions',
    definition:
      'Actions that the system added to the commission’s. They are in no other figure of this report.',
    query: `Frozen record at the end of ${about.day}: actions that ${ods} added, count those where status is complete or embedded.`,
    entries: own.flatMap(({ entries }) => entries),
  })
  return [
    paragraph(['Actions that the system added for itself, complete or embedded: ', quoted, '.']),
  ]
}
