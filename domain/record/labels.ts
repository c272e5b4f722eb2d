import { CONFIDENCE_WORDS, type Confidence, STATUS_WORDS, type Status } from './words.ts'

/** What people call the fields of the record. */
export const FIELD_LABELS: Record<string, string> = {
  status: 'Status',
  confidence: 'Confidence',
  owner: 'Owner',
  due: 'Due',
  note: 'Note',
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
}

export function fieldLabel(field: string): string {
  return FIELD_LABELS[field] ?? field
}

/** Names that a value alone does not give. */
export interface NameLookup {
  owner(id: string): string
  system(ods: string): string
}

/** A field's value in words; null when it is empty. */
export function valueWords(field: string, value: unknown, names: NameLookup): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  const text = String(value)
  if (field === 'status') return STATUS_WORDS[text as Status] ?? text
  if (field === 'confidence') return CONFIDENCE_WORDS[text as Confidence] ?? text
  if (field === 'owner') return names.owner(text)
  if (field === 'adoptedFrom') return names.system(text)
  if (field === 'due') return formatDate(text)
  return text
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `2026-11-21` as `21 Nov 2026`; anything else as it is. */
export function formatDate(date: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(date)
  const month = match && MONTHS[Number(match[2]) - 1]
  return match && month ? `${Number(match[3])} ${month} ${match[1]}` : date
}
