import { formatDate } from '../dates.ts'
import { own } from '../own.ts'
import { CONFIDENCE_WORDS, STATUS_WORDS } from './statuses.ts'

/** What people call the fields of the record. */
export const FIELD_LABELS = {
  status: 'Status',
  confidence: 'Confidence',
  owner: 'Owner',
  due: 'Due',
  note: 'Progress note',
  nextStep: 'Next step',
  adoptedFrom: 'Adopted from',
  title: 'Title',
  summary: 'Description',
  recommendation: 'Recommendation',
  location: 'Where it is',
  name: 'Name',
  type: 'Kind',
  role: 'Role',
  organisation: 'Organisation',
  email: 'E-mail',
  phone: 'Telephone',
  removed: 'Removed',
  explanation: 'Explanation',
  unit: 'Unit',
  valueType: 'Kind of value',
  multiplier: 'Multiplier',
  better: 'Better when',
  source: 'Source',
  denominator: 'Denominator',
  rhythm: 'How often',
  quadrant: 'Part of the scorecard',
  priorities: 'Priorities',
  focusAreas: 'Focus areas',
  actions: 'Actions',
  tags: 'Tags',
  value: 'Value',
  period: 'Period',
  trajectory: 'Steps on the way',
  purpose: 'Purpose',
  start: 'Start',
  zone: 'Time zone',
  minutes: 'Minutes',
  place: 'Place',
  link: 'Joining link',
  chairs: 'Co-chairs',
  organiser: 'Organiser',
  state: 'State',
  recordings: 'Recordings',
  slides: 'Slides',
  kind: 'Kind',
  presenter: 'Presenter',
  presenterSystem: 'Presenter’s system',
  wanted: 'What is asked',
  links: 'Links',
  position: 'Place in the agenda',
  finished: 'Finished',
  system: 'System',
  invited: 'Invited',
  present: 'Present',
  text: 'Wording',
  action: 'Action',
  fate: 'What became of it',
  fateNote: 'Remark',
  answer: 'Answer',
  reason: 'Reason',
  opens: 'Opens',
  closes: 'Closes',
  by: 'Answered by',
  on: 'Answered on',
  template: 'Template',
  offered: 'Version on offer',
  published: 'Published version',
  publishedOn: 'Day of publication',
  supersededBy: 'Superseded by',
  strategy: 'Strategy',
  version: 'Version',
  reservations: 'Reservations',
  withdrawn: 'Taken back',
  made: 'How it was kept',
  words: 'Words',
  hash: 'Check sum',
  restores: 'Brings back',
  what: 'What was done',
  where: 'Where',
  who: 'Whom it was for',
  evidence: 'Evidence',
  cost: 'Cost',
  contact: 'Whom to ask',
  study: 'Case study',
  since: 'Since',
  changed: 'What was changed',
  outcome: 'What came of it',
  worked: 'Whether it worked',
  passage: 'Passage',
  systems: 'Systems',
  priority: 'Priority',
  focusArea: 'Focus area',
  rests: 'Rests on',
  from: 'From',
  to: 'To',
  scope: 'What it covers',
  freeze: 'Frozen record',
  studies: 'Case studies',
  signOff: 'Sign-off',
  asked: 'Asked about',
  replyBy: 'Reply by',
  request: 'Question',
  says: 'What the owner says',
  decision: 'Decision',
  written: 'Written',
} as const

export function fieldLabel(field: string): string {
  return own<string>(FIELD_LABELS, field) ?? field
}

/** Names that a value alone does not give. */
export interface NameLookup {
  owner(id: string): string
  system(ods: string): string
}

const DATES: ReadonlySet<string> = new Set([
  'due',
  'opens',
  'closes',
  'on',
  'publishedOn',
  'since',
  'from',
  'to',
])

/** A field's value in words; null when it is empty. */
export function valueWords(field: string, value: unknown, names: NameLookup): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  const text = String(value)
  if (field === 'status') return own(STATUS_WORDS, text) ?? text
  if (field === 'confidence') return own(CONFIDENCE_WORDS, text) ?? text
  if (field === 'owner') return names.owner(text)
  if (field === 'adoptedFrom') return names.system(text)
  if (DATES.has(field)) return formatDate(text)
  if (Array.isArray(value)) return value.map(String).join(', ') || null
  return text
}
