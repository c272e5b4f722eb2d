/** Tables of the store, in SQL that SQLite and PostgreSQL both read once the types are named. */

const TABLES = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE rooms (name TEXT PRIMARY KEY, seq INT NOT NULL, bytes INT NOT NULL);

-- A merged update carries the number of the last it was made of.
CREATE TABLE updates (
  room TEXT NOT NULL,
  seq INT NOT NULL,
  at INT NOT NULL,
  bytes BLOB NOT NULL,
  ends BLOB NOT NULL,
  deletes INT NOT NULL,
  checksum BLOB NOT NULL,
  PRIMARY KEY (room, seq)
);

CREATE TABLE clients (
  room TEXT NOT NULL,
  client INT NOT NULL,
  clock INT NOT NULL,
  member TEXT NOT NULL,
  PRIMARY KEY (room, client)
);

CREATE TABLE entries (
  room TEXT NOT NULL,
  client INT NOT NULL,
  clock INT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  receipt TEXT NOT NULL,
  PRIMARY KEY (room, client, clock)
);

CREATE TABLE members (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  grants TEXT NOT NULL,
  created_at INT NOT NULL,
  revoked_at INT
);

-- Credentials only as hashes. The second is of a replacement that was handed out and not yet used.
CREATE TABLE devices (
  id TEXT PRIMARY KEY,
  member TEXT NOT NULL REFERENCES members (id),
  hash TEXT NOT NULL,
  next_hash TEXT,
  created_at INT NOT NULL,
  expires_at INT NOT NULL,
  revoked_at INT
);

CREATE TABLE invitations (
  hash TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  grants TEXT NOT NULL,
  member TEXT,
  newcomer INT NOT NULL,
  created_at INT NOT NULL,
  expires_at INT NOT NULL,
  used_at INT
);

-- People of a single sign-on provider.
CREATE TABLE identities (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  member TEXT NOT NULL REFERENCES members (id),
  PRIMARY KEY (issuer, subject)
);

INSERT INTO meta (key, value) VALUES ('schema', '1'), ('members', '0');
`

/** Steps from one version of the tables to the next. One that has shipped is never edited. */
const STEPS = [
  // 2: what entries say, who deleted what, and what the record knows of
  `
-- 'contentHash' of the entry; null until the first start of the version that knows of it.
ALTER TABLE entries ADD COLUMN hash TEXT;
-- What all of the client's entries come to.
ALTER TABLE clients ADD COLUMN link TEXT NOT NULL DEFAULT '';

-- Who sent a deletion: Yjs does not say. 'ranges' is JSON: [client, clock, length].
CREATE TABLE deletions (
  room TEXT NOT NULL,
  seq INT NOT NULL,
  at INT NOT NULL,
  member TEXT NOT NULL,
  ranges TEXT NOT NULL,
  PRIMARY KEY (room, seq)
);

-- Entries with a good receipt whose name or place another had when they came back.
CREATE TABLE clashes (room TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (room, id));

-- What entries brought into being that rooms belong to, such as 'session' and its id.
CREATE TABLE subjects (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (kind, id)
);
`,
  // 3: how far what each device signs has come (`Chain` in domain/sync/signatures.ts)
  `
CREATE TABLE chains (
  room TEXT NOT NULL,
  member TEXT NOT NULL,
  key TEXT NOT NULL,
  public_key TEXT NOT NULL,
  since TEXT NOT NULL,
  head TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (room, member, key)
);
`,
]

export const SCHEMA_VERSION = 1 + STEPS.length

/** What brings tables of a version to this one. */
export function stepsFrom(version: number, database: 'sqlite' | 'postgres'): string {
  const sql = STEPS.slice(version - 1).join('')
  return `${database === 'postgres' ? typesOfPostgres(sql) : sql}
UPDATE meta SET value = '${SCHEMA_VERSION}' WHERE key = 'schema';`
}

function typesOfPostgres(sql: string): string {
  return sql.replaceAll(/\bINT\b/g, 'BIGINT').replaceAll(/\bBLOB\b/g, 'BYTEA')
}

/** The tables of version 1. */
export function schemaFor(database: 'sqlite' | 'postgres'): string {
  if (database === 'postgres') return typesOfPostgres(TABLES)
  // Tables of short rows are their own index.
  return TABLES.replaceAll(/(CREATE TABLE (?:clients|entries) \([^;]*\));/g, '$1 WITHOUT ROWID;')
}
