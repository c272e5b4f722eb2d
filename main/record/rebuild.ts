import type { Db } from './database.ts'
import { replayLog } from './log.ts'
import { PROJECTIONS } from './migrations.ts'
import type { Projection } from './projection.ts'

/** Empties every table that follows from the log and folds the whole log anew, or changes nothing. */
export function rebuildTables(db: Db, fold: Projection): void {
  db.transaction(() => {
    for (const table of Object.keys(PROJECTIONS)) db.exec(`DELETE FROM "${table}"`)
    for (const index of ['action_fts', 'note_fts'])
      db.exec(`INSERT INTO ${index} (${index}) VALUES ('delete-all')`)
    fold.seed()
    for (const { stream, values } of replayLog(db)) fold.apply(stream, values)
  })()
}
