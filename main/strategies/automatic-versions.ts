import { strategyDocument } from '../../domain/documents/tree.ts'
import { stampTime } from '../../domain/record/clock.ts'
import { requireTyping } from '../documents/shared-documents.ts'
import type { RecordContext, WritingContext } from '../record/context.ts'
import { writeDeed } from '../record/deed.ts'
import type { UpdateLog } from '../record/log.ts'
import { readStrategies } from './parts.ts'
import { keepWhatStands, standing } from './versions.ts'

/** Versions that Accord keeps by itself while people write, so that nothing written is ever lost. */

const EVERY_MS = 30 * 60_000

/** When each strategy's text was last kept, in ms, as far as that was looked up. */
const keptAt = new WeakMap<UpdateLog, Map<string, number>>()

/** Keeps a strategy's text as it stands before somebody types on, when the last version is old. */
export function keepBeforeTyping(context: WritingContext, document: string): void {
  if (!document.startsWith(strategyDocument(''))) return
  const { log, clock } = context.record
  const known = keptAt.get(log) ?? new Map<string, number>()
  keptAt.set(log, known)
  const id = document.slice(strategyDocument('').length)
  const now = stampTime(clock.next())
  if (now - (known.get(id) ?? 0) < EVERY_MS) return
  if (readStrategies(context, id).length === 0) return
  requireTyping(context)
  const last = lastKept(context, id)
  known.set(id, last)
  if (now - last < EVERY_MS) return
  known.set(id, now)
  const kept = keepWhatStands(context, id)
  if (kept) writeDeed(context, kept.stream, kept.additions, 'Kept a version')
}

/** When the last version was kept; of a strategy without any, when it was begun. */
function lastKept(context: RecordContext, id: string): number {
  const [latest] = standing(context, id)
  if (latest) return Date.parse(latest.at)
  const begun = context.record.db
    .prepare('SELECT min(at) FROM entry WHERE subject = ?')
    .pluck()
    .get(`strategy:${id}`) as string | null
  return begun === null ? 0 : stampTime(begun)
}
