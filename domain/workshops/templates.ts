import type { TemplateName } from '../record/workshop-words.ts'
import type { AgendaItem } from './model.ts'
import { PROMISES_ITEM } from './suggest-others.ts'
import type { SuggestionKind } from './suggestions.ts'

type TemplateItem = Pick<AgendaItem, 'kind' | 'title' | 'minutes'> & { wanted: string | null }

export interface Template {
  title: string
  /** Length of the session: what its items take together. */
  minutes: number
  items: readonly TemplateItem[]
}

const PROMISES: TemplateItem = {
  kind: 'update',
  minutes: 10,
  ...PROMISES_ITEM,
}
const DECISIONS: TemplateItem = {
  kind: 'decision',
  title: 'Decisions, owners and dates',
  minutes: 10,
  wanted: 'Agree what was decided, who does what, and by when.',
}
const ANY_OTHER_BUSINESS: TemplateItem = {
  kind: 'aob',
  title: 'Any other business',
  minutes: 5,
  wanted: null,
}
const BREAK: TemplateItem = { kind: 'break', title: 'Break', minutes: 15, wanted: null }

const discussion = (title: string, minutes: number, wanted: string): TemplateItem => ({
  kind: 'discussion',
  title,
  minutes,
  wanted,
})
const opening = (minutes: number): TemplateItem => ({
  kind: 'opening',
  title: 'Welcome and opening presentation',
  minutes,
  wanted: 'Listen, and note one thing your system could use.',
})

const FIGURES = discussion(
  'Where figures have got worse',
  20,
  'Explain what changed, and what help you need.',
)
const TOPIC_WANTED = 'Say what works in your system and what you need from others.'
const topic = (title: string, minutes: number) => discussion(title, minutes, TOPIC_WANTED)

/** Ready agendas: the workshop as it usually is, a long one, and the talk about performance. */
export const AGENDA_TEMPLATES: Record<TemplateName, Template> = {
  'session-90': template('90-minute session', [
    opening(15),
    PROMISES,
    topic('First topic', 25),
    topic('Second topic', 25),
    DECISIONS,
    ANY_OTHER_BUSINESS,
  ]),
  'half-day': template('Half day', [
    opening(25),
    PROMISES,
    topic('First topic', 40),
    BREAK,
    topic('Second topic', 40),
    topic('Third topic', 40),
    BREAK,
    { ...DECISIONS, minutes: 20 },
    ANY_OTHER_BUSINESS,
  ]),
  // The commission wants health inequalities asked about every time, not when there is room for it.
  performance: template('Quarterly performance conversation', [
    { ...opening(10), title: 'Welcome and the quarter at a glance' },
    PROMISES,
    discussion(
      'Health inequalities: standing line of enquiry',
      30,
      'Say who is left behind in each of your figures, and what you do about it.',
    ),
    FIGURES,
    DECISIONS,
    ANY_OTHER_BUSINESS,
  ]),
}

/** Promises stood under this title when only those of the session before opened an agenda. */
const FORMER_PROMISES_TITLE = 'What we promised last time'
const TOPIC_TITLES = new Set(
  Object.values(AGENDA_TEMPLATES).flatMap(({ items }) =>
    items.flatMap(({ title, wanted }) => (wanted === TOPIC_WANTED ? [title] : [])),
  ),
)

/**
 * The place of a template that a suggestion fills: the first that still is as the template left it.
 * Promises go where promises stand, figures where figures do, any topic into a topic's place;
 * what is in nobody's hands yet and links to nothing is empty.
 * @param items in the agenda's order
 */
export function emptyPlaceFor<
  I extends Pick<
    AgendaItem,
    'kind' | 'title' | 'links' | 'suggestion' | 'presenter' | 'presenterSystem' | 'wanted'
  >,
>(kind: SuggestionKind, items: readonly I[]): I | undefined {
  const empty = items.filter(
    ({ links, suggestion, presenter, presenterSystem }) =>
      links.length === 0 && suggestion === null && !presenter && !presenterSystem,
  )
  if (kind === 'promises')
    return empty.find(
      ({ title, wanted }) =>
        (title === PROMISES_ITEM.title || title === FORMER_PROMISES_TITLE) &&
        wanted === PROMISES_ITEM.wanted,
    )
  const figures = empty.find(
    ({ title, wanted }) => title === FIGURES.title && wanted === FIGURES.wanted,
  )
  return (
    (kind === 'metric' ? figures : undefined) ??
    empty.find(({ title, wanted }) => TOPIC_TITLES.has(title) && wanted === TOPIC_WANTED)
  )
}

function template(title: string, items: readonly TemplateItem[]): Template {
  return { title, minutes: items.reduce((sum, { minutes }) => sum + minutes, 0), items }
}
