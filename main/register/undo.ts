import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import { ChangeEntry } from '../../domain/record/entry.ts'
import { fieldLabel } from '../../domain/record/labels.ts'
import { streamSystem } from '../../domain/record/stream.ts'
import { fieldSchema, parseSubject, SUBJECTS } from '../../domain/record/subjects.ts'
import type { Undone, UndoState } from '../../preload/types.ts'
import type { Addition } from '../record/record.ts'
import { type RegisterContext, requireWrite } from './context.ts'

interface Deed {
  batch: string
  said: string
}

export interface UndoStack {
  /** Notes a deed that undo may take back. */
  did(deed: Deed): void
  undo(): Undone
  redo(): Undone
  /** Takes back one deed out of turn, as the button of its own message does. */
  undoBatch(batch: string): Undone
  state(): UndoState
}

const MOST_DEEDS = 200

/**
 * What this session did, to be taken back in turn. Taking back never removes: it writes entries
 * that restore the values before, and leaves alone what somebody has changed since.
 */
export function undoStack(context: RegisterContext): UndoStack {
  const done: Deed[] = []
  const undone: Deed[] = []

  /** Writes the inverse of a batch; answers it as a deed of its own. */
  function reverse(deed: Deed): { deed: Deed; kept: string[] } {
    const { additions, kept } = inverseOf(context, deed.batch)
    const batch = randomUUID()
    for (const stream of new Set(additions.map((addition) => addition.stream)))
      requireWrite(context, stream)
    if (additions.length > 0) context.record.write(additions, batch)
    return { deed: { batch, said: deed.said }, kept }
  }

  function step(from: Deed[], to: Deed[], words: string): Undone {
    const deed = from.pop()
    if (!deed) return { said: null }
    const { deed: inverse, kept } = reverse(deed)
    to.push(inverse)
    return { said: `${words}: ${deed.said}${keptWords(kept)}` }
  }

  return {
    did(deed) {
      done.push(deed)
      if (done.length > MOST_DEEDS) done.shift()
      undone.length = 0
    },
    undo: () => step(done, undone, 'Undone'),
    redo: () => step(undone, done, 'Done again'),
    undoBatch(batch) {
      const index = done.findIndex((deed) => deed.batch === batch)
      if (index < 0) throw new UserError('That change has been undone already.')
      const [deed] = done.splice(index, 1)
      done.push(deed as Deed)
      return step(done, undone, 'Undone')
    },
    state: () => ({ undo: done.at(-1)?.said ?? null, redo: undone.at(-1)?.said ?? null }),
  }
}

function keptWords(kept: string[]): string {
  return kept.length === 0
    ? ''
    : `. Left as it is, since it was changed meanwhile: ${[...new Set(kept)].join(', ')}`
}

/** Entries that give each field of a batch the value it had before. */
function inverseOf(
  { record }: RegisterContext,
  batch: string,
): { additions: Addition[]; kept: string[] } {
  const rows = record.db
    .prepare("SELECT stream, body FROM entry WHERE batch = ? AND kind = 'change' ORDER BY at DESC")
    .all(batch) as { stream: Addition['stream']; body: string }[]
  const additions: Addition[] = []
  const kept: string[] = []
  for (const { stream, body } of rows) {
    const entry = ChangeEntry.parse(JSON.parse(body))
    const view = streamSystem(stream) ?? 'region'
    const heads = record.projection.readHeads(view, entry.subject)
    const created = Object.values(entry.basedOn).every((seen) => seen.length === 0)
    const set: ChangeEntry['set'] = {}
    const basedOn: ChangeEntry['basedOn'] = {}
    for (const field of Object.keys(entry.set)) {
      const current = heads.get(field) ?? []
      if (!current.some((head) => head.entry === entry.id)) {
        kept.push(`${parseSubject(entry.subject)?.id ?? ''} ${fieldLabel(field).toLowerCase()}`)
        continue
      }
      set[field] = valueBefore(record.db, entry, field)
      basedOn[field] = [entry.id]
    }
    const kind = parseSubject(entry.subject)?.kind
    const removable = kind && 'removed' in SUBJECTS[kind].fields.shape
    if (created && removable) {
      // What did not exist before cannot have its values back: it is removed, and keeps them.
      const action = entry.set.action
      additions.push({
        stream,
        draft: {
          kind: 'change',
          subject: entry.subject,
          set: { removed: true, ...(action === undefined ? {} : { action }) },
          basedOn: { removed: (heads.get('removed') ?? []).map((head) => head.entry) },
          undoes: entry.id,
        },
      })
    } else if (Object.keys(set).length > 0)
      additions.push({
        stream,
        draft: { kind: 'change', subject: entry.subject, set, basedOn, undoes: entry.id },
      })
  }
  return { additions, kept }
}

/** The latest of the values that the entry replaced; what the field holds at first if none. */
function valueBefore(
  db: RegisterContext['record']['db'],
  entry: ChangeEntry,
  field: string,
): ChangeEntry['set'][string] {
  const select = db.prepare('SELECT body FROM entry WHERE id = ?').pluck()
  const seen = (entry.basedOn[field] ?? [])
    .map((id) => select.get(id) as string | undefined)
    .flatMap((body) => (body ? [JSON.parse(body) as ChangeEntry] : []))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
  const value = seen[0]?.set[field]
  if (value !== undefined) return value
  if (field === 'status') return 'not-started'
  if (field === 'removed') return false
  // A field that cannot be empty keeps its value.
  const kind = parseSubject(entry.subject)?.kind
  return kind && fieldSchema(kind, field)?.safeParse(null).success
    ? null
    : (entry.set[field] ?? null)
}
