import { constants, setPriority } from 'node:os'
import Database from 'better-sqlite3'
import { findDamage, isDamage } from './database.ts'
import { LOOK_ENDS } from './look-through.ts'
import { damagedUpdates } from './update-digests.ts'

/**
 * A process that looks through the whole of a record for damage while others use it, and says by how
 * it ends what it found. The first argument is the path of the database: see `look-through.ts`.
 */

function isDamaged(path: string): boolean {
  const db = new Database(path, { readonly: true })
  try {
    // Both looks see the record as it stands now, whatever is written meanwhile.
    db.exec('BEGIN')
    return findDamage(db) !== undefined || damagedUpdates(db).length > 0
  } catch (error) {
    if (isDamage(error)) return true
    throw error
  } finally {
    db.close()
  }
}

try {
  // Whoever works has the computer first.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
} catch {
  // It is as well done at the same time.
}
// Electron's utility processes do not end by themselves when nothing is left to do.
process.exit(isDamaged(process.argv[2] ?? '') ? LOOK_ENDS.damaged : LOOK_ENDS.sound)
