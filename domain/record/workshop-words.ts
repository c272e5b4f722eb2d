/** The words of workshops: what fields may hold, and what people read. */

export const SESSION_STATES = ['planned', 'held', 'cancelled'] as const
export type SessionState = (typeof SESSION_STATES)[number]
export const SESSION_STATE_WORDS: Record<SessionState, string> = {
  planned: 'Planned',
  held: 'Held',
  cancelled: 'Cancelled',
}

export const ITEM_KINDS = ['opening', 'discussion', 'decision', 'update', 'break', 'aob'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]
export const ITEM_KIND_WORDS: Record<ItemKind, string> = {
  opening: 'Opening presentation',
  discussion: 'Discussion',
  decision: 'Decision',
  update: 'Update',
  break: 'Break',
  aob: 'Any other business',
}

export const LINK_KINDS = ['action', 'metric', 'case-study', 'strategy'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

export const OUTCOME_KINDS = ['decision', 'action', 'commitment'] as const
export type OutcomeKind = (typeof OUTCOME_KINDS)[number]
export const OUTCOME_KIND_WORDS: Record<OutcomeKind, string> = {
  decision: 'Decision',
  action: 'Action',
  commitment: 'Commitment',
}

/** What co-chairs may say became of an outcome. */
export const FATES = ['done', 'carried', 'dropped'] as const
export type Fate = (typeof FATES)[number]

/** What a system's lead may answer to a proposal. */
export const ANSWERS = ['accepted', 'changed', 'declined'] as const
export type Answer = (typeof ANSWERS)[number]
export const ANSWER_WORDS: Record<Answer, string> = {
  accepted: 'Accepted',
  changed: 'Accepted with changes',
  declined: 'Declined',
}

/** Where an outcome stands: see `fate.ts`. */
export const STANDINGS = [
  'done',
  'open',
  'late',
  'proposed',
  'declined',
  'carried',
  'dropped',
] as const
export type Standing = (typeof STANDINGS)[number]
export const STANDING_WORDS: Record<Standing, string> = {
  done: 'Done',
  open: 'Open',
  late: 'Late',
  proposed: 'Waits for an answer',
  declined: 'Declined',
  carried: 'Carried on',
  dropped: 'Dropped',
}

/** Ready agendas. */
export const TEMPLATES = ['session-90', 'half-day', 'performance'] as const
export type TemplateName = (typeof TEMPLATES)[number]

/** Documents that a session makes. */
export const SESSION_DOCUMENTS = [
  'pack',
  'agenda',
  'brief',
  'minutes',
  'actions',
  'presenters',
  'attendance',
] as const
export type SessionDocument = (typeof SESSION_DOCUMENTS)[number]
export const SESSION_DOCUMENT_WORDS: Record<SessionDocument, string> = {
  pack: 'Agenda pack',
  agenda: 'Agenda',
  brief: 'Briefs',
  minutes: 'Minutes',
  actions: 'Action log',
  presenters: 'Presenters',
  attendance: 'Attendance',
}

export const DEFAULT_ZONE = 'Europe/London'

/** " (Europe/Paris)" after a time of day; nothing where the zone is that of the UK. */
export function zoneNote(zone: string): string {
  return zone === DEFAULT_ZONE ? '' : ` (${zone})`
}
