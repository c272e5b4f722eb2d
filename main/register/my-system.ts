import { applies, isDone } from '../../domain/record/statuses.ts'
import { ATTENTION, attentionOf, attentionReason } from '../../domain/register/attention.ts'
import type { ActionRow, Attention } from '../../preload/types.ts'
import { listActions, noCounts } from '../actions/rows.ts'
import { recentChanges } from '../actions/timeline.ts'
import { type RecordContext, requireSystem } from '../record/context.ts'

const RECENT = 20

/** What of one system needs attention, the most pressing first, and where it stands in all. */
export function systemAttention(context: RecordContext, ics: string): Attention {
  requireSystem(context, ics)
  const today = context.today()
  const rows = listActions(context.record.db, ics, {}, today)
  const counts = noCounts()
  const wanting = rows.flatMap((row) => {
    counts[row.status] += 1
    const keys = attentionOf(row, today)
    return keys.length ? [{ row, keys }] : []
  })
  return {
    ics,
    groups: ATTENTION.map((key) => {
      const of = wanting.filter(({ keys }) => keys.includes(key)).map(({ row }) => row)
      return { key, count: of.length, rows: of }
    }),
    first: wanting
      .sort((a, b) => pressing(a.keys) - pressing(b.keys) || compareDue(a.row, b.row))
      .map(({ row, keys }) => ({
        row,
        reasons: keys.map((key) => attentionReason(key, row, today)),
      })),
    counts,
    total: rows.length,
    asReported: asReported(rows),
    untouched: rows.filter((row) => row.updatedAt === null).length,
    recent: recentChanges(context, ics, RECENT),
  }
}

/** Reports count the commission's actions that apply, and tell a system's own beside them. */
function asReported(rows: readonly ActionRow[]): Attention['asReported'] {
  const commission = rows.filter(({ source }) => source !== 'local')
  const applying = commission.filter(({ status }) => applies(status))
  return {
    done: applying.filter(({ status }) => isDone(status)).length,
    of: applying.length,
    own: rows.length - commission.length,
  }
}

/** Lower is more pressing: by the first reason, then by how many there are. */
function pressing(keys: readonly (typeof ATTENTION)[number][]): number {
  const first = keys[0]
  return (first ? ATTENTION.indexOf(first) : ATTENTION.length) * 10 - keys.length
}

function compareDue(a: ActionRow, b: ActionRow): number {
  return (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.sort.localeCompare(b.sort)
}
