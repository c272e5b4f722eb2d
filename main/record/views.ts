import type { Db } from './database.ts'

/** Tables with rows of one view each, and the column that names it. */
const OF_ONE_VIEW = {
  head: 'view',
  replaced_early: 'view',
  action_state: 'ics',
  owner: 'ics',
  evidence: 'ics',
  target: 'scope',
  workshop_part: 'view',
  strategy_part: 'view',
  impact_part: 'view',
}

/** Empties a view, to be folded anew: whose records it carries is no longer what it was. */
export function viewEmptier(db: Db): (view: string) => void {
  const statements = [
    'DELETE FROM note_fts WHERE rowid IN (SELECT id FROM action_state WHERE ics = ?)',
    ...Object.entries(OF_ONE_VIEW).map(
      ([table, column]) => `DELETE FROM ${table} WHERE ${column} = ?`,
    ),
  ].map((sql) => db.prepare(sql))
  return (view) => {
    for (const statement of statements) statement.run(view)
  }
}
