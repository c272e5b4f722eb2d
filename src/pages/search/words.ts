import type { HitKind } from '../../../domain/finding/kinds.ts'

/** What each kind of find is called, several of them. */
export const GROUP_WORDS: Record<HitKind, string> = {
  action: 'Actions',
  note: 'Notes and next steps',
  outcome: 'Outcomes of workshops',
  item: 'Agenda items',
  session: 'Workshops',
  commitment: 'Commitments of strategies',
  strategy: 'Strategies',
  'case-study': 'Case studies',
  report: 'Reports',
  owner: 'People and owners',
}
