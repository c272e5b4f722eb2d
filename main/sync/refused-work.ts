import { stampTime } from '../../domain/record/clock.ts'
import { AnyEntry, ChangeEntry } from '../../domain/record/entry.ts'
import { fieldLabel, type NameLookup, valueWords } from '../../domain/record/labels.ts'
import { streamSystem } from '../../domain/record/stream.ts'
import { parseSubject } from '../../domain/record/subjects.ts'
import { parseRoom } from '../../domain/sync/protocol.ts'
import type { RefusedWork } from '../../preload/types.ts'
import type { RefusedEntry } from './ledger.ts'

/** A refused entry as its author can read, copy and write it anew. */
export function refusedWork(refused: RefusedEntry, names: NameLookup): RefusedWork {
  const { id, room, body, message, at } = refused
  const entry = AnyEntry.safeParse(body).data
  const parsed = parseRoom(room)
  const ods = parsed?.kind === 'segment' ? streamSystem(parsed.stream) : undefined
  return {
    id,
    at,
    writtenAt: entry ? new Date(stampTime(entry.at)).toISOString() : null,
    ics: ods ?? null,
    what: whatItSays(body, names),
    reason: message,
    text: JSON.stringify(body, null, 2),
  }
}

function whatItSays(body: unknown, names: NameLookup): string {
  // A note of ours, not somebody's change.
  if (body === null) return 'The server had something else than this computer'
  const change = ChangeEntry.safeParse(body)
  if (!change.success) return 'A change that this version of Accord cannot read'
  const subject = parseSubject(change.data.subject)
  const fields = Object.entries(change.data.set).map(
    ([field, value]) => `${fieldLabel(field)}: ${valueWords(field, value, names) ?? 'empty'}`,
  )
  const about =
    subject?.kind === 'action' || subject?.kind === 'local-action' ? `${subject.id}. ` : ''
  return `${about}${fields.join('. ')}`
}
