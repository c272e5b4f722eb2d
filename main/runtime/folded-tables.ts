import type { Table } from '../../preload/types.ts'

/** Everything on show that follows from the record's log. */
export const FOLDED_TABLES: Table[] = [
  'record',
  'register',
  'metrics',
  'workshops',
  'strategies',
  'reports',
  'owners',
  'systems',
]
