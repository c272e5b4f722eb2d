import type { SubjectName } from './subjects.ts'

/** What people call each kind of thing that can be removed and brought back. */
export const KIND_WORDS: Partial<Record<SubjectName, string>> = {
  evidence: 'Evidence',
  owner: 'Owner',
  'local-action': 'Local action',
  series: 'Series of workshops',
  session: 'Workshop session',
  item: 'Agenda item',
  attendance: 'Person at a session',
  outcome: 'Outcome of a session',
  strategy: 'Strategy',
  version: 'Version of a strategy',
  commitment: 'Commitment',
  practice: 'Case study',
  'own-priority': 'Priority of a system',
  'joint-action': 'Joint action',
  report: 'Report',
  freeze: 'Freeze of a report',
  'checklist-round': 'Round of the checklist',
}
