import type { TemplateName } from '../record/workshop-words.ts'
import type { AgendaItem } from './model.ts'

type TemplateItem = Pick<AgendaItem, 'kind' | 'title' | 'minutes'> & { wanted: string | null }

export interface Template {
  title: string
  /** Length of the session: what its items take together. */
  minutes: number
  items: readonly TemplateItem[]
}

const PROMISES: TemplateItem = {
  kind: 'update',
  title: 'What we promised last time',
  minutes: 10,
  wanted: 'Say what is done, what is not, and what stands in the way.',
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

/** Ready agendas: the workshop as it usually is, a long one, and the talk about performance. */
export const AGENDA_TEMPLATES: Record<TemplateName, Template> = {
  'session-90': template('90-minute session', [
    opening(15),
    PROMISES,
    discussion('First topic', 25, 'Say what works in your system and what you need from others.'),
    discussion('Second topic', 25, 'Say what works in your system and what you need from others.'),
    DECISIONS,
    ANY_OTHER_BUSINESS,
  ]),
  'half-day': template('Half day', [
    opening(25),
    PROMISES,
    discussion('First topic', 40, 'Say what works in your system and what you need from others.'),
    BREAK,
    discussion('Second topic', 40, 'Say what works in your system and what you need from others.'),
    discussion('Third topic', 40, 'Say what works in your system and what you need from others.'),
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
    discussion('Where figures have got worse', 20, 'Explain what changed, and what help you need.'),
    DECISIONS,
    ANY_OTHER_BUSINESS,
  ]),
}

function template(title: string, items: readonly TemplateItem[]): Template {
  return { title, minutes: items.reduce((sum, { minutes }) => sum + minutes, 0), items }
}
