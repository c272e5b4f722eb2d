import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import { ChangeEntry } from '../../domain/record/entry.ts'
import { compareText } from '../../domain/record/fold.ts'
import { fieldLabel } from '../../domain/record/labels.ts'
import { FIRST_STATUS } from '../../domain/record/statuses.ts'
import { streamSystem } from '../../domain/record/stream.ts'
import {
  fieldSchema,
  namingField,
  needsSettling,
  parseSubject,
  SUBJECTS,
  type SubjectName,
} from '../../domain/record/subjects.ts'
import { plural } from '../../domain/words.ts'
import type { Undone, UndoState } from '../../preload/types.ts'
import { inverseOfObservations } from '../metrics/undo.ts'
import {
  type RecordContext,
  requireWrite,
  requireWriteAll,
  type WritingContext,
} from '../record/context.ts'
import { prepared } from '../record/database.ts'
import type { Addition } from '../record/record.ts'
import { inverseOfMergers } from '../register/mergers.ts'
import { moveRestoredText } from '../strategies/restored-text.ts'
import { usedSince } from './used-since.ts'

interface Deed {
  batch: string
  said: string
}

export interface UndoStack {
  /** Notes a deed that undo may take back. */
  did(deed: Deed): void
  /** @param sure whether the person was asked about what others have used since */
  undo(sure?: boolean): Undone
  redo(): Undone
  /** Takes back one deed out of turn, as the button of its own message does. */
  undoBatch(batch: string, sure?: boolean): Undone
  state(): UndoState
}

const MOST_DEEDS = 200

/**
 * What this session did, to be taken back in turn. Taking back never removes: it writes entries
 * that restore the values before, and leaves alone what somebody has changed since.
 */
export function undoStack(context: WritingContext): UndoStack {
  const done: Deed[] = []
  const undone: Deed[] = []

  /** Writes the inverse of a batch, as a deed of its own that goes to `to`. */
  function reverse({ batch: done, said }: Deed, to: Deed[], words: string, sure: boolean): Undone {
    const { additions, kept, notes } = inverseOf(context, done)
    const asks = sure ? null : usedSince(context, additions)
    if (asks !== null) return { said: null, asks }
    const batch = randomUUID()
    for (const stream of new Set(additions.map((addition) => addition.stream)))
      requireWrite(context, stream)
    requireWriteAll(context, additions)
    const isWritten = additions.length > 0
    if (isWritten) {
      context.record.write(additions, batch)
      to.push({ batch, said })
    }
    moveRestoredText(context, additions)
    const what = isWritten ? words : `Not ${words.toLowerCase()}`
    return { said: [`${what}: ${said}`, ...keptWords(kept), ...notes].join('. ') }
  }

  function step(from: Deed[], to: Deed[], words: string, sure: boolean): Undone {
    const deed = from.at(-1)
    if (!deed) return { said: null }
    // Refused, it stays: it may be allowed later.
    const undone = reverse(deed, to, words, sure)
    if (!undone.asks) from.pop()
    return undone
  }

  return {
    did(deed) {
      done.push(deed)
      if (done.length > MOST_DEEDS) done.shift()
      undone.length = 0
    },
    undo: (sure = false) => step(done, undone, 'Undone', sure),
    redo: () => step(undone, done, 'Done again', true),
    undoBatch(batch, sure = false) {
      const index = done.findIndex((deed) => deed.batch === batch)
      const deed = done[index] ?? earlierDeed(context, batch)
      if (!deed) throw new UserError('That change has been undone already.')
      const said = reverse(deed, undone, 'Undone', sure)
      if (index >= 0 && !said.asks) done.splice(index, 1)
      return said
    },
    state: () => ({ undo: done.at(-1)?.said ?? null, redo: undone.at(-1)?.said ?? null }),
  }
}

/**
 * What the member did before this session, or on another computer. The log holds the fields of it,
 * not the words that were said.
 */
function earlierDeed({ record }: RecordContext, batch: string): Deed | undefined {
  const rows = prepared(
    record.db,
    'SELECT reference, body FROM entry WHERE batch = ? AND by = ?',
  ).all(batch, record.identity()?.member.id) as { reference: string | null; body: string }[]
  if (rows.length === 0) return undefined
  const [reference, ...others] = new Set(rows.flatMap((row) => row.reference ?? []))
  if (reference === undefined) return { batch, said: 'an earlier change' }
  if (others.length > 0) return { batch, said: `${plural(others.length + 1, 'action')} changed` }
  const fields = rows.flatMap(({ body }) => {
    const { data } = ChangeEntry.safeParse(JSON.parse(body))
    if (!data) return []
    return parseSubject(data.subject)?.kind === 'evidence' ? ['evidence'] : Object.keys(data.set)
  })
  const labels = fields.map((field) => fieldLabel(field).toLowerCase())
  return { batch, said: `${reference}: ${[...new Set(labels)].join(', ')}` }
}

function keptWords(kept: string[]): string[] {
  return kept.length === 0
    ? []
    : [`Left as it is, since it was changed meanwhile: ${[...new Set(kept)].join(', ')}`]
}

type Value = ChangeEntry['set'][string]

/** Entries that give each field of a batch the value it had before, and each merger its state. */
export function inverseOf(
  context: RecordContext,
  batch: string,
): { additions: Addition[]; kept: string[]; notes: string[] } {
  const { record } = context
  const rows = record.db
    .prepare("SELECT stream, body FROM entry WHERE batch = ? AND kind = 'change' ORDER BY at DESC")
    .all(batch) as { stream: Addition['stream']; body: string }[]
  const mergers = inverseOfMergers(context, batch)
  const values = inverseOfObservations(context, batch)
  const additions = [...mergers.additions, ...values.additions]
  const kept = [...mergers.kept, ...values.kept]
  const entries = rows.map(({ stream, body }) => ({
    stream,
    entry: ChangeEntry.parse(JSON.parse(body)),
  }))
  const ours = new Set(entries.map(({ entry }) => entry.id))
  for (const { stream, entry } of entries) {
    const subject = parseSubject(entry.subject)
    if (!subject) continue
    const heads = record.projection.readHeads(streamSystem(stream) ?? 'region', entry.subject)
    /** Heads that hold the entry's value: itself, or what brought it back. */
    const standing = (field: string) =>
      (heads.get(field) ?? [])
        .map((head) => head.entry)
        .filter((head) => bringsBack(record.db, head, entry.id, field))
    const stands = (field: string) => standing(field).length > 0
    const changed = Object.keys(entry.set).filter((field) => !stands(field))
    const called = heads.get(namingField(subject.kind))?.[0]?.value ?? subject.id
    kept.push(...changed.map((field) => `${called} ${fieldLabel(field).toLowerCase()}`))

    const restore = (set: ChangeEntry['set'], basedOn: ChangeEntry['basedOn']) =>
      additions.push({
        stream,
        draft: { kind: 'change', subject: entry.subject, set, basedOn, undoes: entry.id },
      })
    if (isCreation(subject.kind, entry)) {
      if (changed.length > 0) continue
      // What did not exist before cannot have its values back: it is removed, and keeps them.
      const { action } = entry.set
      restore(
        { removed: true, ...(action === undefined ? {} : { action }) },
        { removed: (heads.get('removed') ?? []).map((head) => head.entry) },
      )
      continue
    }
    const set: ChangeEntry['set'] = {}
    const basedOn: ChangeEntry['basedOn'] = {}
    for (const field of Object.keys(entry.set).filter(stands)) {
      // What another put in the place of the same values, neither having seen the other, is what
      // stands without the entry: to bring those values back would be to disagree with it.
      const beside = (heads.get(field) ?? []).find(
        (head) =>
          !ours.has(head.entry) &&
          !standing(field).includes(head.entry) &&
          (entry.basedOn[field] ?? []).every((seen) =>
            hasReplaced(record.db, head.entry, seen, field),
          ),
      )
      if (beside) {
        set[field] = beside.value as Value
        basedOn[field] = [...standing(field), beside.entry]
        continue
      }
      const [latest, ...others] = valuesBefore(record.db, subject.kind, entry, field)
      // Where the deed settled a disagreement, both values stand again, neither having seen the other.
      for (const value of others.reverse())
        restore({ [field]: value }, { [field]: standing(field) })
      set[field] = latest ?? null
      basedOn[field] = standing(field)
    }
    if (Object.keys(set).length > 0) restore(set, basedOn)
  }
  return { additions, kept, notes: mergers.notes }
}

/**
 * Whether an entry is the other, or has brought its value of the field back by taking back what had
 * replaced it: so that deeds on one field can be taken back one after the other.
 */
function bringsBack(
  db: RecordContext['record']['db'],
  id: string,
  other: string,
  field: string,
): boolean {
  if (id === other) return true
  const { undoes, basedOn } = readChange(db, id) ?? {}
  const undone = undoes === undefined ? undefined : readChange(db, undoes)
  if (undone === undefined) return false
  // Beside what it takes back, it has seen what stood there as well, and gives that its place.
  const beside = (basedOn?.[field] ?? []).filter((seen) => !bringsBack(db, seen, undone.id, field))
  return [...(undone.basedOn[field] ?? []), ...beside].some((seen) =>
    bringsBack(db, seen, other, field),
  )
}

/** Whether an entry, or one that it followed, put the field's value in the place of another's. */
function hasReplaced(
  db: RecordContext['record']['db'],
  id: string,
  other: string,
  field: string,
): boolean {
  // A set grows while it is walked. Ways that part meet again, so each entry is asked once.
  const followed = new Set([id])
  for (const each of followed)
    for (const seen of readChange(db, each)?.basedOn[field] ?? []) {
      if (seen === other) return true
      followed.add(seen)
    }
  return false
}

function readChange(db: RecordContext['record']['db'], id: string): ChangeEntry | undefined {
  const body = prepared(db, 'SELECT body FROM entry WHERE id = ?').get(id) as
    | { body: string }
    | undefined
  return body && (JSON.parse(body.body) as ChangeEntry)
}

/** Whether the entry is the one that brought its subject into being, as a thing that can be removed. */
function isCreation(kind: SubjectName, { set, basedOn }: ChangeEntry): boolean {
  // A metric may ship with Accord: its fields, cleared, are again as it ships, or as if it never was.
  if (kind === 'metric' || !('removed' in SUBJECTS[kind].fields.shape)) return false
  const name = namingField(kind)
  return name in set && (basedOn[name] ?? []).length === 0
}

/**
 * The different values that the entry replaced, latest first; what the field holds at first if
 * none. Of a diary only the latest counts.
 */
export function valuesBefore(
  db: RecordContext['record']['db'],
  kind: SubjectName,
  entry: ChangeEntry,
  field: string,
): Value[] {
  const seen = (entry.basedOn[field] ?? [])
    .flatMap((id) => readChange(db, id) ?? [])
    .sort((a, b) => compareText(b.at, a.at))
    .flatMap(({ set }) => (set[field] === undefined ? [] : [set[field]]))
  if (seen.length > 0) {
    const different = [...new Map(seen.map((value) => [JSON.stringify(value), value])).values()]
    return needsSettling(kind, field) ? different : different.slice(0, 1)
  }
  if (field === 'status') return [FIRST_STATUS]
  if (field === 'removed') return [false]
  // Nothing, an empty list or no, whichever it may hold; a field that cannot be empty keeps its value.
  const schema = fieldSchema(kind, field)
  const empty = [null, [], false].find((value) => schema?.safeParse(value).success)
  return [empty === undefined ? (entry.set[field] ?? null) : empty]
}
