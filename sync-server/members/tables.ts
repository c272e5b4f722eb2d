import type { Statement, Store } from '../store/store.ts'

/** Tables of what members and administrators do, beside those of the first version. */

const MADE = 'members.tables'

const TABLES = [
  // Devices that ask to come in for a member who is there already. Their credential opens nothing.
  `CREATE TABLE IF NOT EXISTS waiting_devices (
    id TEXT PRIMARY KEY,
    member TEXT NOT NULL,
    hash TEXT NOT NULL,
    -- The administrator who made the code.
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
  )`,
  // Codes that an administrator made; all others are the operator's.
  'CREATE TABLE IF NOT EXISTS invitation_makers (hash TEXT PRIMARY KEY, member TEXT NOT NULL)',
  // Sign-on tokens that were used, on whichever node.
  'CREATE TABLE IF NOT EXISTS used_tokens (hash TEXT PRIMARY KEY, at BIGINT NOT NULL)',
  // 'chain' is a hash of the line and of the chain before it: see administration-log.ts.
  `CREATE TABLE IF NOT EXISTS administration (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    by_whom TEXT NOT NULL,
    deed TEXT NOT NULL,
    member TEXT,
    detail TEXT NOT NULL,
    chain TEXT NOT NULL
  )`,
]

/** Lines of the log are added, never changed or taken away. */
const STAYS = {
  sqlite: ['UPDATE', 'DELETE'].map(
    (deed) =>
      `CREATE TRIGGER IF NOT EXISTS administration_no_${deed.toLowerCase()}
       BEFORE ${deed} ON administration BEGIN SELECT RAISE(ABORT, 'only ever added to'); END`,
  ),
  postgres: ['UPDATE', 'DELETE'].map(
    (deed) =>
      `CREATE OR REPLACE RULE administration_no_${deed.toLowerCase()} AS
       ON ${deed} TO administration DO INSTEAD NOTHING`,
  ),
}

export async function makeMemberTables(store: Store): Promise<void> {
  if ((await store.all('SELECT 1 FROM meta WHERE key = ?', [MADE])).length > 0) return
  const statements: Statement[] = [...TABLES, ...STAYS[store.kind]].map((sql) => ({ sql }))
  const mark = {
    sql: "INSERT INTO meta (key, value) VALUES (?, '1') ON CONFLICT (key) DO NOTHING",
    params: [MADE],
  }
  const make = () => store.atomically([...statements, mark])
  // Another node may have made them in the same moment.
  await make().catch(make)
}
