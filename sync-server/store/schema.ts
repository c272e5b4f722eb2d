/** Tables of the store, in SQL that SQLite and PostgreSQL both read once the types are named. */

export const SCHEMA_VERSION = 1

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

INSERT INTO meta (key, value) VALUES ('schema', '${SCHEMA_VERSION}'), ('members', '0');
`

export function schemaFor(database: 'sqlite' | 'postgres'): string {
  if (database === 'postgres') {
    return TABLES.replaceAll(/\bINT\b/g, 'BIGINT').replaceAll(/\bBLOB\b/g, 'BYTEA')
  }
  // Tables of short rows are their own index.
  return TABLES.replaceAll(/(CREATE TABLE (?:clients|entries) \([^;]*\));/g, '$1 WITHOUT ROWID;')
}
