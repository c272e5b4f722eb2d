import { formatDate } from '../../dates.ts'
import { isSmall } from '../../metrics/disclosure.ts'
import { column, heading, paragraph, table } from '../../publication/build.ts'
import type { Block, Inline, Table } from '../../publication/tree.ts'
import {
  OUTCOME_KIND_WORDS,
  OUTCOME_KINDS,
  type OutcomeKind,
  STANDING_WORDS,
  STANDINGS,
  type Standing,
} from '../../record/workshop-words.ts'
import { type Chapters, narrated, type WritingTools } from '../chapter.ts'
import type { Evidence, SessionFact } from '../evidence.ts'
import type { FigureBook } from '../figures.ts'
import { wholePlace } from '../places.ts'

/** Workshops of the period: who came, what was agreed and what became of it. */
export const workshopChapters: Chapters = () => [
  narrated(
    'workshops',
    'Workshops',
    'Which sessions changed something, and how does one know? Who was not in the room?',
    writeWorkshops,
  ),
]

function writeWorkshops(evidence: Evidence, { figures, isPublic }: WritingTools): Block[] {
  const { about, sessions, outcomes } = evidence
  const held = sessions.filter(({ state }) => state === 'held')
  if (sessions.length === 0) return [paragraph('No workshop falls into this period.')]
  const agreed = OUTCOME_KINDS.flatMap((kind, index): Inline[] => [
    index === 0 ? '. What was agreed: ' : index === OUTCOME_KINDS.length - 1 ? ' and ' : ', ',
    `${OUTCOME_KIND_WORDS[kind].toLowerCase()}s `,
    outcomeCount(evidence, figures, kind),
  ])
  return [
    paragraph([
      'Workshops held, of those planned in the period: ',
      heldCount(evidence, figures),
      ...(outcomes.length > 0 ? agreed : ['. No decision, action or commitment was written down']),
      '.',
    ]),
    ...(held.length > 0 ? [sessionTable(evidence, figures, held)] : []),
    ...(held.length > 0 && about.systems.length > 1 && !(isPublic && tellsOfFew(held))
      ? [systemTable(evidence, figures, held)]
      : []),
    ...(outcomes.length > 0
      ? [heading(3, 'What became of what was agreed'), fateTable(evidence, figures)]
      : []),
    ...(outcomes.length > 0 ? [outcomeTable(evidence)] : []),
  ]
}

export function heldCount({ about, sessions }: Evidence, figures: FigureBook): Inline {
  const held = sessions.filter(({ state }) => state === 'held')
  const whole = wholePlace(about)
  return figures.quote({
    key: `workshops.held@${whole.key}`,
    label: `Workshops held, ${formatDate(about.from)} to ${formatDate(about.day)}`,
    numerator: held.length,
    denominator: sessions.length,
    unit: 'workshops',
    definition:
      'Workshops with a date in the period that are marked as held, out of all with a date in it.',
    query: `Frozen record at the end of ${about.day}: sessions that start from ${about.from} to ${about.day}; count those where state = held.`,
    entries: held.flatMap(({ entries }) => entries),
  })
}

function outcomeCount({ about, outcomes }: Evidence, figures: FigureBook, kind: OutcomeKind) {
  const found = outcomes.filter((outcome) => outcome.kind === kind)
  return figures.quote({
    key: `outcomes.${kind}@${wholePlace(about).key}`,
    label: `${OUTCOME_KIND_WORDS[kind]}s of the period’s workshops`,
    numerator: found.length,
    denominator: outcomes.length,
    unit: 'outcomes',
    definition: `Outcomes that were written down as ${kind}s in workshops of the period, out of all outcomes.`,
    query: `Frozen record at the end of ${about.day}: outcomes of sessions from ${about.from} to ${about.day} where kind = ${kind}.`,
    entries: found.flatMap(({ entries }) => entries),
  })
}

/** Of what was agreed how much stands so. */
export function standingCount(
  { about, outcomes }: Evidence,
  figures: FigureBook,
  standing: Standing,
) {
  const found = outcomes.filter((outcome) => outcome.standing === standing)
  return figures.quote({
    key: `fate.${standing}@${wholePlace(about).key}`,
    label: `Outcomes of workshops: ${STANDING_WORDS[standing].toLowerCase()}, ${formatDate(about.day)}`,
    numerator: found.length,
    denominator: outcomes.length,
    unit: 'outcomes',
    definition:
      'What became of an outcome: what the co-chairs say first, then the system’s answer, then the status of the action that carries it, then its due date.',
    query: `Frozen record at the end of ${about.day}: outcomes of sessions from ${about.from} to ${about.day}; count those that stand as ${standing}.`,
    entries: found.flatMap(({ entries }) => entries),
  })
}

/**
 * Whether some system sent so few that they could be recognised. Its number could be worked out from
 * those of the others, so then the public sees none of them.
 */
function tellsOfFew(held: readonly SessionFact[]): boolean {
  const all = held.flatMap(({ attendance: each }) => each)
  return [...Map.groupBy(all, ({ ics }) => ics).values()].some((of) => {
    const [invited, present] = [total(of, 'invited'), total(of, 'present')]
    return isSmall(invited) || isSmall(present)
  })
}

function total(of: readonly Attendance[], which: 'invited' | 'present'): number {
  return of.reduce((sum, each) => sum + each[which], 0)
}

type Attendance = SessionFact['attendance'][number]

function attendance(
  { about }: Evidence,
  figures: FigureBook,
  of: readonly Attendance[],
  key: string,
  label: string,
): Inline {
  const [invited, present] = [total(of, 'invited'), total(of, 'present')]
  return figures.quote({
    key,
    label,
    numerator: present,
    denominator: Math.max(invited, present),
    unit: 'places',
    people: true,
    definition:
      'Places taken, out of places offered: a person invited to two sessions counts twice. Those who came without an invitation count in both where there are more of them than of invitations.',
    query: `Frozen record at the end of ${about.day}: attendance of sessions held from ${about.from} to ${about.day}; count present, out of invited.`,
    entries: of.flatMap(({ entries }) => entries),
  })
}

function sessionTable(
  evidence: Evidence,
  figures: FigureBook,
  held: readonly SessionFact[],
): Table {
  return table(
    [
      column('Workshop', { width: 3 }),
      column('Day'),
      column('Came, of those invited', { align: 'end' }),
    ],
    held.map((session) => [
      session.title,
      formatDate(session.day),
      attendance(
        evidence,
        figures,
        session.attendance,
        `attendance.${session.id}@${wholePlace(evidence.about).key}`,
        `Attendance, ${session.title}, ${formatDate(session.day)}`,
      ),
    ]),
    { caption: 'Workshops held', rowHeaders: true },
  )
}

function systemTable(evidence: Evidence, figures: FigureBook, held: readonly SessionFact[]): Table {
  const all = held.flatMap(({ attendance: each }) => each)
  const rows = [
    ...evidence.about.systems.map(({ ods, name }) => ({ ods, name })),
    { ods: null, name: 'No system' },
  ]
  return table(
    [column('System', { width: 3 }), column('Came, of those invited', { align: 'end' })],
    rows.map(({ ods, name }) => [
      name,
      attendance(
        evidence,
        figures,
        all.filter(({ ics }) => ics === ods),
        `attendance@${ods ?? 'none'}`,
        `Attendance of all workshops held, ${name}`,
      ),
    ]),
    { caption: 'Who came, by system, all workshops together', rowHeaders: true },
  )
}

function fateTable(evidence: Evidence, figures: FigureBook): Table {
  return table(
    [column('Stands as', { width: 3 }), column('Outcomes', { align: 'end' })],
    STANDINGS.map((standing) => [
      STANDING_WORDS[standing],
      standingCount(evidence, figures, standing),
    ]),
    { caption: 'What became of everything that was agreed', rowHeaders: true },
  )
}

function outcomeTable({ about, outcomes }: Evidence): Table {
  return table(
    [
      column('Agreed', { width: 4 }),
      column('On'),
      column('Falls to', { width: 2 }),
      column('What became of it', { width: 3 }),
    ],
    outcomes.map(({ text, day, ics, words }) => [
      text,
      formatDate(day),
      ics === null ? 'All' : (about.systemNames[ics] ?? ics),
      words,
    ]),
    { caption: 'Everything that was agreed' },
  )
}
