import { join } from 'node:path'
import Database from 'better-sqlite3'
import { compareText } from '../../domain/record/fold.ts'
import { isMergerKind } from '../../domain/record/mergers.ts'
import { EVIDENCE_VERSION } from '../../domain/reports/evidence.ts'
import { type RecordContext, recordContext } from '../record/context.ts'
import { type Db, openDatabase } from '../record/database.ts'
import { headReader } from '../record/heads.ts'
import { MIGRATIONS } from '../record/migrations.ts'
import { type Projection, projection } from '../record/projection.ts'
import type { RecordReader } from '../record/record.ts'
import { readSystems } from '../record/resources.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { letOthersWork } from '../runtime/turns.ts'
import { countedEntries } from './counted.ts'
import type { PlacedEntry } from './cut.ts'
import { hashText } from './evidence-entries.ts'
import { frozenFolder } from './frozen-cache.ts'
import { startOfDay } from './moments.ts'

/** The part of a freeze that decides how its tables come out. */
export interface FrozenSpan {
  /** SHA-256 of the entries, and of what ships with Accord. */
  hash: string
  resources: string
  from: string
  /** Last day that counts. */
  day: string
}

/** A frozen record as it stood before the period and at its end: every query of Accord answers. */
export interface FrozenRecord {
  start: RecordContext
  end: RecordContext
}

const START = 'start.sqlite'
const END = 'end.sqlite'

/**
 * Folder of the tables that a freeze's entries come to, made once and kept for a while.
 * @param entries in the order of their ids; asked for only where the tables must be made
 */
export function frozenTables(
  dataDir: string,
  span: FrozenSpan,
  entries: () => Promise<readonly PlacedEntry[]>,
  tools: JobTools,
): Promise<string> {
  const { hash, resources, from, day } = span
  const made = [hash, resources, from, day, MIGRATIONS.length, EVIDENCE_VERSION]
  const key = hashText(JSON.stringify(made)).slice(0, 32)
  return frozenFolder(dataDir, key, async (folder) =>
    foldInto(folder, span, await entries(), tools),
  )
}

/** Opens the tables in a folder to read, for as long as they are used. */
export async function withFrozen<T>(
  folder: string,
  { from, day }: Pick<FrozenSpan, 'from' | 'day'>,
  use: (frozen: FrozenRecord) => T | Promise<T>,
): Promise<T> {
  const start = new Database(join(folder, START), { readonly: true })
  const end = new Database(join(folder, END), { readonly: true })
  try {
    return await use({
      start: recordContext(frozenRecord(folder, start), () => from),
      end: recordContext(frozenRecord(folder, end), () => day),
    })
  } finally {
    start.close()
    end.close()
  }
}

/**
 * Folds the entries in one order on every machine: those of before the period, a copy of which is
 * the record at its start, then the rest. Systems that merged are one from the start, so that like
 * is compared with like.
 */
export async function foldInto(
  folder: string,
  { from, day }: FrozenSpan,
  entries: readonly PlacedEntry[],
  tools: JobTools,
): Promise<void> {
  const first = startOfDay(from)
  const counted = countedEntries(entries, day)
  const db = openDatabase(join(folder, END))
  try {
    // A folder that is cut short is never used.
    db.pragma('synchronous = OFF')
    const fold = projection(db, readSystems())
    db.transaction(() => fold.seed())()
    const isBefore = (placed: PlacedEntry) => placed.entry.at < first || isOfSystems(placed)
    const apply = (placed: PlacedEntry[], done: number) =>
      applyAll(db, fold, placed, done, counted.length, tools)
    const before = counted.filter(isBefore)
    await apply(before, 0)
    db.prepare('VACUUM INTO ?').run(join(folder, START))
    await apply(
      counted.filter((placed) => !isBefore(placed)),
      before.length,
    )
    // A value counts by the time it tells of, whenever it came in.
    db.prepare(
      "DELETE FROM observation WHERE substr(period_sort, instr(period_sort, '/') + 1) > ?",
    ).run(day)
    // One file that can be opened to read alone.
    db.pragma('journal_mode = DELETE')
  } finally {
    db.close()
  }
}

/** Whether an entry says which systems there are. */
export function isOfSystems({ stream, entry }: PlacedEntry): boolean {
  const isSystem = typeof entry.subject === 'string' && entry.subject.startsWith('system:')
  return stream === 'region' && (isMergerKind(entry.kind) || isSystem)
}

/** Entries folded in one go: others get a turn between. */
const AT_ONCE = 1000

/** Stream by stream, so that what many entries speak of is worked out once. */
async function applyAll(
  db: Db,
  fold: Projection,
  placed: readonly PlacedEntry[],
  done: number,
  total: number,
  { signal, progress }: JobTools,
): Promise<void> {
  // The region first: what merged is then known before the systems speak.
  const streams = [...Map.groupBy(placed, ({ stream }) => stream)].sort(([a], [b]) =>
    compareText(b, a),
  )
  let folded = done
  for (const [stream, of] of streams)
    for (let i = 0; i < of.length; i += AT_ONCE) {
      signal.throwIfAborted()
      const entries = of.slice(i, i + AT_ONCE).map(({ entry }) => entry)
      db.transaction(() => fold.apply(stream, entries))()
      folded += entries.length
      progress(folded, total, 'Freezing the record')
      await letOthersWork()
    }
}

/** A record that queries see alone: it has nothing that could write. */
function frozenRecord(folder: string, db: Db): RecordReader {
  return {
    dataDir: folder,
    db,
    projection: { readHeads: headReader(db), metricsVersion: () => 0 },
    identity: () => undefined,
  }
}
