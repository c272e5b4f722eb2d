import { UserError } from '../../domain/errors.ts'
import { stampMoment } from '../../domain/record/clock.ts'
import { mayWrite, whyNot } from '../../domain/record/grants.ts'
import { systemStream } from '../../domain/record/stream.ts'
import { parseSubject, type SubjectName } from '../../domain/record/subjects.ts'
import { KIND_WORDS } from '../../domain/record/words-of-kinds.ts'
import type { Removed, Written } from '../../preload/types.ts'
import type { RecordContext, WritingContext } from '../record/context.ts'
import { prepared } from '../record/database.ts'
import { changeIn, writeDeed } from '../record/deed.ts'
import { titleOf } from './conflicts.ts'

/** What was removed, and the way back. Nothing that anybody wrote leaves the record. */

const LISTED_DAYS = 30
const DAY_MS = 86_400_000

/** Things that were removed in the last thirty days, the latest first. */
export function listRemoved(context: RecordContext): Removed[] {
  const { record, today, names } = context
  const since = new Date(Date.parse(today()) - LISTED_DAYS * DAY_MS).toISOString()
  const rows = prepared(
    record.db,
    `SELECT view, subject, max(at) AS at, by FROM head
     WHERE field = 'removed' GROUP BY view, subject HAVING value = 'true' AND max(at) >= ?
     ORDER BY at DESC`,
  ).all(since) as { view: string; subject: string; at: string; by: string }[]
  return rows.flatMap(({ view, subject, at, by }) => {
    const parsed = parseSubject(subject)
    const kind = parsed && KIND_WORDS[parsed.kind as SubjectName]
    if (!parsed || !kind) return []
    return [
      {
        ...{ ics: view, subject, kind, title: titleOf(context, view, parsed.kind, parsed.id) },
        ...{ at: stampMoment(at as never), byName: names.member(by) },
        whyNot: mayWrite(context.grants(), streamOfView(view))
          ? null
          : whyNot(streamOfView(view), names.system),
      },
    ]
  })
}

export function bringBack(context: WritingContext, ics: string, subject: string): Written {
  const found = listRemoved(context).find((each) => each.ics === ics && each.subject === subject)
  if (!found)
    throw new UserError('That is not removed any more. Somebody may have brought it back already.')
  const stream = streamOfView(ics)
  const additions = changeIn(context, stream, subject, { removed: false })
  return writeDeed(context, stream, additions, `Brought back “${found.title}”`)
}

const streamOfView = (view: string) => (view === 'region' ? 'region' : systemStream(view))
