/**
 * The record's schema, as numbered steps. Forward only: a step that has shipped is never edited.
 * `PRAGMA user_version` holds the number of the last step taken.
 */
export const MIGRATIONS: readonly string[] = [
  // 1: the log, and everything that can be rebuilt from it
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  -- The truth: Yjs updates as they were made or came in. All other tables follow from it.
  CREATE TABLE update_log (
    seq INTEGER PRIMARY KEY,
    doc TEXT NOT NULL,
    bytes BLOB NOT NULL,
    origin TEXT NOT NULL,
    received_at TEXT NOT NULL
  );
  CREATE INDEX update_log_doc ON update_log (doc, seq);

  CREATE TABLE entry (
    id TEXT NOT NULL PRIMARY KEY,
    stream TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT,
    reference TEXT,
    batch TEXT,
    body TEXT NOT NULL
  );
  CREATE INDEX entry_reference ON entry (reference, stream, at);
  CREATE INDEX entry_stream ON entry (stream, at);
  CREATE INDEX entry_batch ON entry (batch);

  -- Values that no other entry has seen and replaced, for each system as it is seen today.
  -- 'view' is the system's ODS code, or 'region'.
  CREATE TABLE head (
    view TEXT NOT NULL,
    subject TEXT NOT NULL,
    field TEXT NOT NULL,
    entry TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (view, subject, field, entry)
  ) WITHOUT ROWID;
  CREATE INDEX head_subject ON head (subject, field);
  -- Entries that were named as replaced before they themselves came in.
  CREATE TABLE replaced_early (
    entry TEXT NOT NULL,
    view TEXT NOT NULL,
    subject TEXT NOT NULL,
    field TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (entry, view, subject, field)
  ) WITHOUT ROWID;

  CREATE TABLE system (
    ods TEXT PRIMARY KEY,
    ons TEXT NOT NULL,
    name TEXT NOT NULL,
    sub_region TEXT NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT
  ) WITHOUT ROWID;
  CREATE TABLE lineage (
    successor TEXT NOT NULL,
    predecessor TEXT NOT NULL,
    PRIMARY KEY (successor, predecessor)
  ) WITHOUT ROWID;

  CREATE TABLE member (id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT) WITHOUT ROWID;

  -- The commission's actions (ics NULL) and those that systems added.
  CREATE TABLE action (
    id INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    sort TEXT NOT NULL,
    section TEXT NOT NULL,
    focus_area TEXT NOT NULL,
    recommendation TEXT NOT NULL,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT,
    ics TEXT,
    removed INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE action_tag (
    reference TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (kind, value, reference)
  ) WITHOUT ROWID;

  CREATE TABLE action_state (
    id INTEGER PRIMARY KEY,
    ics TEXT NOT NULL,
    reference TEXT NOT NULL,
    sort TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'not-started',
    confidence TEXT,
    owner TEXT,
    due TEXT,
    note TEXT,
    note_at TEXT,
    next_step TEXT,
    adopted_from TEXT,
    evidence INTEGER NOT NULL DEFAULT 0,
    conflicts INTEGER NOT NULL DEFAULT 0,
    updated_at TEXT,
    updated_by TEXT
  );
  CREATE UNIQUE INDEX action_state_key ON action_state (ics, reference);
  CREATE INDEX action_state_order ON action_state (ics, sort);
  CREATE INDEX action_state_reference ON action_state (reference);

  CREATE TABLE owner (
    ics TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    role TEXT,
    organisation TEXT,
    email TEXT,
    phone TEXT,
    removed INTEGER NOT NULL,
    PRIMARY KEY (ics, id)
  ) WITHOUT ROWID;

  CREATE TABLE evidence (
    ics TEXT NOT NULL,
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    title TEXT NOT NULL,
    location TEXT NOT NULL,
    removed INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL,
    PRIMARY KEY (ics, id)
  ) WITHOUT ROWID;
  CREATE INDEX evidence_reference ON evidence (reference, ics);

  CREATE VIRTUAL TABLE action_fts USING fts5(
    reference, title, summary, wording,
    content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
  );
  CREATE VIRTUAL TABLE note_fts USING fts5(
    note, next_step,
    content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
  );

  -- The commission's own wording, from the report a person imported. Never shared, never in the log.
  CREATE TABLE report_part (
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, reference)
  ) WITHOUT ROWID;

  -- What this person likes to see. Never shared.
  CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE saved_view (id TEXT PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE notice (
    id TEXT PRIMARY KEY, level TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL
  ) WITHOUT ROWID;
  `,

  // 2: what synchronisation knows. None of it follows from the log, and none of it is shared.
  `
  -- Clocks by Yjs client, as JSON: those of our own log when it stood at update 'own_at', and those
  -- that the server last said were on its disk.
  CREATE TABLE sync_room (
    room TEXT PRIMARY KEY,
    own TEXT NOT NULL,
    own_at INTEGER NOT NULL,
    stored TEXT NOT NULL
  ) WITHOUT ROWID;

  -- The server's proofs that it once took an entry: with them its content can be given back to it.
  CREATE TABLE receipt (
    room TEXT NOT NULL,
    client INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    proof TEXT NOT NULL,
    PRIMARY KEY (room, client, clock)
  ) WITHOUT ROWID;

  -- Entries that the server would not take: out of the log and the tables, kept for the person.
  CREATE TABLE refused (
    id TEXT PRIMARY KEY,
    room TEXT NOT NULL,
    body TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    at TEXT NOT NULL
  ) WITHOUT ROWID;
  `,

  // 3: metrics, their targets and their values
  `
  -- Definitions as they stand: those that ship with Accord, and what was said of them since.
  CREATE TABLE metric (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    own INTEGER NOT NULL
  ) WITHOUT ROWID;

  -- 'scope' is a system's ODS code, or 'region'.
  CREATE TABLE target (
    metric TEXT NOT NULL,
    scope TEXT NOT NULL,
    value REAL NOT NULL,
    period TEXT NOT NULL,
    trajectory TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (metric, scope)
  ) WITHOUT ROWID;

  -- One row for each place that ever had a value; 'removed' ones stay, so that a value which comes
  -- in late does not bring them back. What ships with Accord has an empty stream, entry and stamp.
  CREATE TABLE observation (
    metric TEXT NOT NULL,
    area TEXT NOT NULL,
    period_sort TEXT NOT NULL,
    sex TEXT NOT NULL,
    age TEXT NOT NULL,
    category_type TEXT NOT NULL,
    category TEXT NOT NULL,
    period TEXT NOT NULL,
    value REAL,
    lower95 REAL,
    upper95 REAL,
    lower998 REAL,
    upper998 REAL,
    count REAL,
    denominator REAL,
    note TEXT,
    source_kind TEXT NOT NULL,
    source TEXT NOT NULL,
    source_row INTEGER,
    stream TEXT NOT NULL,
    entry TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    removed INTEGER NOT NULL,
    PRIMARY KEY (metric, area, sex, age, category_type, category, period_sort)
  ) WITHOUT ROWID;
  CREATE INDEX entry_observations ON entry (subject) WHERE kind = 'observations';
  `,

  // 4: workshops. 'fields' holds the values to show, as one JSON object.
  `
  CREATE TABLE workshop_part (
    view TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    -- The session it belongs to; of a session its series.
    parent TEXT,
    removed INTEGER NOT NULL,
    fields TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (view, kind, id)
  ) WITHOUT ROWID;
  CREATE INDEX workshop_part_parent ON workshop_part (kind, parent);
  `,

  // 5: strategies and what was learnt; impact reports and the checklist. As 'workshop_part'.
  `
  CREATE TABLE strategy_part (
    view TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    parent TEXT,
    removed INTEGER NOT NULL,
    fields TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (kind, view, id)
  ) WITHOUT ROWID;
  CREATE TABLE impact_part (
    view TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    parent TEXT,
    removed INTEGER NOT NULL,
    fields TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (kind, view, id)
  ) WITHOUT ROWID;
  `,

  // 6: what the log holds and this version could not fold, with its bytes
  `
  CREATE TABLE set_aside (
    stream TEXT NOT NULL,
    -- SHA-256 of the bytes.
    digest TEXT NOT NULL,
    -- The entry's id, where it has one.
    id TEXT,
    reason TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (stream, digest)
  ) WITHOUT ROWID;
  `,

  // 7: a checksum of each update; see update-digests.ts
  'ALTER TABLE update_log ADD COLUMN digest BLOB',

  // 8: what a receipt is for, as the hash of the entry; null in those of older servers
  `
  ALTER TABLE receipt ADD COLUMN hash TEXT;
  `,

  // 9: what owners were asked, and what they answered
  `
  CREATE TABLE reply_part (
    view TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    parent TEXT,
    removed INTEGER NOT NULL,
    fields TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (kind, view, id)
  ) WITHOUT ROWID;
  CREATE INDEX reply_part_parent ON reply_part (kind, view, parent);
  `,
]

/** Tables that follow from the log and the shipped catalogue, with the columns that identify a row. */
export const PROJECTIONS: Readonly<Record<string, { columns: string; order: string }>> = {
  set_aside: { columns: 'stream, digest, id', order: 'stream, digest' },
  entry: { columns: 'id, stream, at, by, kind, subject, reference, batch, body', order: 'id' },
  head: { columns: '*', order: 'view, subject, field, entry' },
  replaced_early: { columns: '*', order: 'entry, view, subject, field' },
  system: { columns: '*', order: 'ods' },
  lineage: { columns: '*', order: 'successor, predecessor' },
  member: { columns: '*', order: 'id' },
  action: {
    columns:
      'reference, sort, section, focus_area, recommendation, source, title, summary, ics, removed',
    order: 'reference',
  },
  action_tag: { columns: '*', order: 'kind, value, reference' },
  action_state: {
    columns:
      'ics, reference, sort, status, confidence, owner, due, note, note_at, next_step, adopted_from, evidence, conflicts, updated_at, updated_by',
    order: 'ics, reference',
  },
  owner: { columns: '*', order: 'ics, id' },
  evidence: { columns: '*', order: 'ics, id' },
  workshop_part: { columns: '*', order: 'view, kind, id' },
  strategy_part: { columns: '*', order: 'kind, view, id' },
  impact_part: { columns: '*', order: 'kind, view, id' },
  reply_part: { columns: '*', order: 'kind, view, id' },
  metric: { columns: '*', order: 'id' },
  target: { columns: '*', order: 'metric, scope' },
  observation: {
    columns: '*',
    order: 'metric, area, sex, age, category_type, category, period_sort',
  },
}
