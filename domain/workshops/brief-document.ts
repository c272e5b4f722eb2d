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
import {
  CONFIDENCE_WORDS,
  type Confidence,
  FIRST_STATUS,
  isOpen,
  STATUS_WORDS,
  type Status,
} from '../record/statuses.ts'
import { ITEM_KIND_WORDS, type LinkKind } from '../record/workshop-words.ts'
import { plural } from '../words.ts'
import { personWords, type SessionBook } from './book.ts'
import { outcomeTable } from './minutes-document.ts'
import type { AgendaItem, LinkedState } from './model.ts'
import { systemList } from './suggest-actions.ts'

const LINK_WORDS: Record<LinkKind, string> = {
  action: 'Action',
  metric: 'Metric',
  'case-study': 'Case study',
  strategy: 'Strategy',
}

/** A page for each item that the record knows something about; the others share one. */
export function briefBlocks(book: SessionBook): Block[] {
  const items = book.items.filter(({ kind }) => kind !== 'break')
  if (items.length === 0) return [heading(1, 'Briefs'), paragraph('The agenda is empty.')]
  let pageIsShared = true
  const asking = itemOfPromises(book)
  return items.flatMap((item, index): Block[] => {
    const known = [
      ...(item.id === asking ? outcomeTable(book.promises, book) : []),
      ...item.linked.flatMap(linkedBlocks),
      ...decided(item.links, book),
    ]
    const joinsPage = pageIsShared && known.length === 0
    pageIsShared = known.length === 0
    return [
      ...(index > 0 && !joinsPage ? [{ kind: 'pageBreak' } as const] : []),
      heading(1, item.title),
      definitions(factsOf(item, book)),
      ...known,
    ]
  })
}

/** The first item in which people say what became of what was promised: it has them all in a table. */
export function itemOfPromises({ items, promises }: SessionBook): string | undefined {
  if (promises.length === 0) return undefined
  const asked = ({ kind, links, suggestion }: AgendaItem) =>
    // Suggested, it links to the actions that the promises are about.
    (kind === 'update' && links.length === 0) || suggestion?.startsWith('promises:') === true
  return items.find(asked)?.id
}

function factsOf(item: SessionBook['items'][number], book: SessionBook): [Text, Text][] {
  const clock = book.timing.slots.find((slot) => slot.item === item.id)?.clock
  const who = personWords(item.presenter, item.presenterSystem, book.systemName)
  return [
    ['When', `${clock}, for ${plural(item.minutes, 'minute')}`],
    ['Kind', ITEM_KIND_WORDS[item.kind]],
    ['Presented by', who || 'Not named yet'],
    ...(item.wanted ? [['What we ask of you', item.wanted] satisfies [Text, Text]] : []),
  ]
}

function linkedBlocks(linked: LinkedState): Block[] {
  const spoken = linked.systems.filter(
    ({ status, nextStep, due }) => status !== FIRST_STATUS || nextStep || due,
  )
  return [
    heading(
      2,
      `${LINK_WORDS[linked.kind]}${linked.kind === 'action' ? ` ${linked.id}` : ''}: ${linked.title}`,
    ),
    ...(linked.summary ? [paragraph(linked.summary)] : []),
    ...(linked.state ? [paragraph(linked.state)] : []),
    ...signatures(linked),
    ...(linked.pictures ?? []),
    ...(spoken.length > 0
      ? [
          table(
            [
              column('System', { width: 3 }),
              column('Status', { width: 2 }),
              column('Due', { width: 1.5 }),
              column('Next step', { width: 5 }),
            ],
            spoken.map(({ name, status, confidence, due, nextStep }) => [
              name,
              statusWords(status, confidence),
              due ? formatDate(due) : '',
              nextStep ?? '',
            ]),
            { caption: `${linked.id} in the systems that have begun or plan it`, rowHeaders: true },
          ),
        ]
      : []),
  ]
}

/** Who has signed a strategy, by name. */
function signatures({ signatures: found }: LinkedState): Block[] {
  if (!found) return []
  const { signed, unsigned } = found
  return [
    definitions([
      ['Signed', signed.length > 0 ? systemList(signed) : 'Nobody yet'],
      ...(unsigned.length > 0
        ? [['Not signed yet', systemList(unsigned)] satisfies [Text, Text]]
        : []),
    ]),
  ]
}

/** What earlier sessions decided about the same actions. */
function decided(links: SessionBook['items'][number]['links'], book: SessionBook): Block[] {
  const { log, session } = book
  // What the table of promises tells is not told again.
  const told = new Set(itemOfPromises(book) ? book.promises.map(({ id }) => id) : [])
  const references = new Set(links.flatMap(({ kind, id }) => (kind === 'action' ? [id] : [])))
  const earlier = log.filter(
    (outcome) =>
      !told.has(outcome.id) &&
      outcome.session !== session.id &&
      outcome.action !== null &&
      references.has(outcome.action),
  )
  if (earlier.length === 0) return []
  return [
    heading(2, 'Agreed before'),
    list(
      earlier.map(
        ({ text, sessionDate, words }) => `${formatDate(sessionDate)}: ${text} (${words})`,
      ),
    ),
  ]
}

/** Whether the work will be delivered is told only while it is open. */
function statusWords(status: Status, confidence: Confidence | null): string {
  return confidence && isOpen(status)
    ? `${STATUS_WORDS[status]}, ${CONFIDENCE_WORDS[confidence].toLowerCase()}`
    : STATUS_WORDS[status]
}
