import type { SavedView } from '../../preload/types.ts'
import type { Db } from '../record/database.ts'

/** What this person likes to see: kept on this machine, shared with nobody. */
export function preferences(db: Db) {
  return {
    settings(): Record<string, unknown> {
      const rows = db.prepare('SELECT key, value FROM setting').all() as {
        key: string
        value: string
      }[]
      return Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value)]))
    },
    set(key: string, value: unknown): void {
      db.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)').run(key, JSON.stringify(value))
    },
    views(): SavedView[] {
      const rows = db
        .prepare('SELECT id, name, state FROM saved_view ORDER BY name COLLATE NOCASE')
        .all() as { id: string; name: string; state: string }[]
      return rows.map((row) => ({ ...row, state: JSON.parse(row.state) }))
    },
    saveView({ id, name, state }: SavedView): void {
      db.prepare('INSERT OR REPLACE INTO saved_view VALUES (?, ?, ?)').run(
        id,
        name,
        JSON.stringify(state),
      )
    },
    removeView(id: string): void {
      db.prepare('DELETE FROM saved_view WHERE id = ?').run(id)
    },
  }
}
