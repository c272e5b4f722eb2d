import { formatDate } from '../dates.ts'
import {
  column,
  definitions,
  heading,
  list,
  paragraph,
  type Text,
  table,
} from '../publication/build.ts'
import type { Block } from '../publication/tree.ts'
import { OUTCOME_KIND_WORDS } from '../record/workshop-words.ts'
import { listOf } from '../words.ts'
import { personWords, type SessionBook, whenWords } from './book.ts'
import type { OutcomeFate } from './model.ts'
import { noteBlocks } from './notes.ts'

/** What happened: who was there, what was said item by item, what came of it. */
export function minutesBlocks(book: SessionBook): Block[] {
  const notes = noteBlocks(book.notes, 2)
  return [
    definitions([
      ['When', whenWords(book)],
      [
        'Co-chairs',
        book.session.chairs
          .map(({ name, system }) => personWords(name, system, book.systemName))
          .join('; ') || 'Not named',
      ],
    ]),
    heading(1, 'Present'),
    ...presence(book),
    heading(1, 'Items'),
    ...itemBlocks(book),
    heading(1, 'Notes'),
    ...(notes.length > 0 ? notes : [paragraph('No minutes were typed.')]),
    heading(1, 'Decisions, actions and commitments'),
    ...outcomeTable(book.outcomes, book),
    ...fromLastTime(book),
  ]
}

function presence({ attendance, systemName }: SessionBook): Block[] {
  const present = attendance.filter((person) => person.present === true)
  const apologies = attendance.filter((person) => person.invited && person.present === false)
  if (present.length === 0) return [paragraph('Nobody is marked as present yet.')]
  const bySystem = Map.groupBy(present, ({ system, organisation }) =>
    system ? systemName(system) : (organisation ?? 'No system'),
  )
  return [
    list(
      [...bySystem]
        .sort(([a], [b]) => a.localeCompare(b, 'en-GB'))
        .map(([name, people]) => `${name}: ${listOf(people.map((person) => person.name))}`),
    ),
    ...(apologies.length > 0
      ? [paragraph(`Apologies: ${listOf(apologies.map(({ name }) => name))}.`)]
      : []),
  ]
}

function itemBlocks({ items, outcomes, timing }: SessionBook): Block[] {
  const slots = new Map(timing.slots.map((slot) => [slot.item, slot]))
  if (items.length === 0) return [paragraph('There was no agenda.')]
  return items
    .filter(({ kind }) => kind !== 'break')
    .flatMap((item): Block[] => {
      const came = outcomes.filter((outcome) => outcome.item === item.id)
      return [
        heading(2, `${slots.get(item.id)?.clock ?? ''} ${item.title}`.trim()),
        ...(item.finished === false ? [paragraph('Not finished; comes back next time.')] : []),
        ...(came.length > 0 ? [list(came.map((outcome) => outcomeLine(outcome)))] : []),
      ]
    })
}

function outcomeLine({ kind, text, owner, due }: OutcomeFate): string {
  const who = [owner, due && `by ${formatDate(due)}`].filter(Boolean).join(', ')
  return `${OUTCOME_KIND_WORDS[kind]}: ${text}${who ? ` (${who})` : ''}`
}

/** The outcomes as a table, or a sentence where there are none. */
export function outcomeTable(
  outcomes: readonly OutcomeFate[],
  { systemName }: Pick<SessionBook, 'systemName'>,
): Block[] {
  if (outcomes.length === 0) return [paragraph('Nothing was agreed.')]
  return [
    table(
      [
        column('Kind', { width: 2.2 }),
        column('What', { width: 5 }),
        column('Who', { width: 3 }),
        column('Due', { width: 1.8 }),
        column('Where it stands', { width: 4 }),
      ],
      outcomes.map((outcome): Text[] => [
        OUTCOME_KIND_WORDS[outcome.kind],
        outcome.action ? `${outcome.text} (${outcome.action})` : outcome.text,
        personWords(outcome.owner, outcome.system, systemName),
        outcome.due ? formatDate(outcome.due) : '',
        outcome.words,
      ]),
      { caption: 'Decisions, actions and commitments' },
    ),
  ]
}

function fromLastTime(book: SessionBook): Block[] {
  const { previous } = book
  if (!previous || previous.outcomes.length === 0) return []
  return [
    heading(1, `What became of ${formatDate(previous.start.slice(0, 10))}`),
    ...outcomeTable(previous.outcomes, book),
  ]
}
