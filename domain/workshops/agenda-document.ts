import {
  callout,
  column,
  definitions,
  heading,
  link,
  list,
  paragraph,
  paragraphs,
  strong,
  type Text,
  table,
} from '../publication/build.ts'
import type { Block } from '../publication/tree.ts'
import { ITEM_KIND_WORDS } from '../record/workshop-words.ts'
import { plural } from '../words.ts'
import { personWords, type SessionBook, whenWords } from './book.ts'
import { PRESENTED } from './timing.ts'

/** When, where and with whom; then the items with their times. */
export function agendaBlocks(book: SessionBook): Block[] {
  const { session } = book
  return [
    heading(1, 'Agenda'),
    facts(book),
    ...(session.purpose ? paragraphs(session.purpose) : []),
    itemTable(book),
    ...materials(book),
  ]
}

function itemTable({ session, items, timing, systemName }: SessionBook): Block {
  if (items.length === 0) return paragraph('The agenda is empty.')
  const slots = new Map(timing.slots.map((slot) => [slot.item, slot]))
  return table(
    [
      column('Time', { width: 1 }),
      column('Item', { width: 4 }),
      column('Minutes', { align: 'end', width: 1 }),
      column('Who', { width: 2.5 }),
      column('What we ask of you', { width: 4 }),
    ],
    items.map((item): Text[] => [
      slots.get(item.id)?.clock ?? '',
      item.kind === 'break'
        ? item.title
        : [strong(item.title), ` (${ITEM_KIND_WORDS[item.kind].toLowerCase()})`],
      String(item.minutes),
      personWords(item.presenter, item.presenterSystem, systemName),
      item.wanted ?? '',
    ]),
    {
      caption: `Items from ${session.start.slice(11)} to ${timing.endClock}, ${plural(timing.planned, 'minute')} in all`,
    },
  )
}

function facts(book: SessionBook): Block {
  const { session, systemName } = book
  const rows: [Text, Text][] = [['When', whenWords(book)]]
  if (session.place) rows.push(['Where', session.place])
  if (session.link) rows.push(['Join', link(session.link)])
  if (session.chairs.length > 0)
    rows.push([
      'Co-chairs',
      session.chairs.map(({ name, system }) => personWords(name, system, systemName)).join('; '),
    ])
  if (session.priorities.length > 0)
    rows.push(['Priorities for change', session.priorities.join(', ')])
  return definitions(rows)
}

function materials({ session }: SessionBook): Block[] {
  const all = [...session.slides, ...session.recordings]
  if (all.length === 0) return []
  return [
    heading(2, 'Slides and recordings'),
    list(
      all.map(({ title, location }) =>
        /^https?:/.test(location) ? [link(location, title)] : `${title}: ${location}`,
      ),
    ),
  ]
}

/** Who presents what and when, and which items still want somebody. */
export function presentersBlocks(book: SessionBook): Block[] {
  const { items, timing, systemName } = book
  const slots = new Map(timing.slots.map((slot) => [slot.item, slot]))
  const presented = items.filter(({ kind }) => PRESENTED.includes(kind))
  const missing = presented.filter(({ presenter }) => !presenter)
  const head = [heading(1, 'Presenters'), paragraph(whenWords(book))]
  if (presented.length === 0) return [...head, paragraph('The agenda has nothing to present yet.')]
  return [
    ...head,
    ...(missing.length > 0
      ? [callout('warning', 'Nobody presents these yet', [list(missing.map(({ title }) => title))])]
      : []),
    table(
      [
        column('Time', { width: 1 }),
        column('Presenter', { width: 3 }),
        column('Item', { width: 4 }),
        column('Minutes', { align: 'end', width: 1 }),
      ],
      presented.map((item) => [
        slots.get(item.id)?.clock ?? '',
        personWords(item.presenter, item.presenterSystem, systemName) || 'Not named yet',
        item.title,
        String(item.minutes),
      ]),
      { caption: 'Presenters in the order of the agenda' },
    ),
  ]
}
