import type { DocumentNode } from '../../documents/tree.ts'
import { heading, live } from './write.ts'

/** The bare frame: headings to fill, and the table of commitments. */
export function blank(strategy: string): DocumentNode[] {
  const empty: DocumentNode = { type: 'paragraph' }
  return [
    empty,
    heading(1, 'Why we act together'),
    empty,
    heading(1, 'What we want to achieve'),
    empty,
    heading(1, 'What we will do'),
    empty,
    heading(1, 'Equality and health inequalities assessment'),
    empty,
    heading(1, 'What each system commits to'),
    live('commitments', 'Commitments by system', { kind: 'commitments', strategy, ics: null }),
    heading(1, 'How we will know'),
    empty,
    heading(1, 'Governance'),
    empty,
  ]
}
