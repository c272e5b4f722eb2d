import { UserError } from '../../domain/errors.ts'
import { stampTime } from '../../domain/record/clock.ts'
import { ChangeEntry, ObservationsEntry } from '../../domain/record/entry.ts'
import { fieldLabel, valueWords } from '../../domain/record/labels.ts'
import { streamSystem } from '../../domain/record/stream.ts'
import { namingField, parseSubject } from '../../domain/record/subjects.ts'
import type { Figure } from '../../domain/reports/model.ts'
import { plural } from '../../domain/words.ts'
import type { Input } from '../../preload/contract.ts'
import type { TracedEntry, TracedFigure } from '../../preload/reports-types.ts'
import { withFrozen } from '../frozen/frozen.ts'
import type { RecordContext } from '../record/context.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { reportOf } from './evidence.ts'
import { requireFreeze } from './freeze-record.ts'

/** Figures of a freeze, and the entries behind one. */

const FOUND = 200
const TRACED = 500

/** Figures with all the words in their label or key, by key. */
export async function findFigures(
  context: RecordContext,
  { freeze, search = '', limit = FOUND }: Input<'reports.figures'>,
  tools: JobTools,
): Promise<Omit<Figure, 'entries'>[]> {
  const { composed } = await reportOf(context, requireFreeze(context, freeze), tools)
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return [...composed.figures.values()]
    .filter(({ key, label }) => {
      const text = `${key} ${label}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .slice(0, limit)
    .map(({ entries: _, ...figure }) => figure)
}

/** @throws UserError when the freeze has no such figure */
export async function traceFigure(
  context: RecordContext,
  { freeze: id, key }: Input<'reports.figure'>,
  tools: JobTools,
): Promise<TracedFigure> {
  const freeze = requireFreeze(context, id)
  const { composed, folder, span } = await reportOf(context, freeze, tools)
  const figure = composed.figures.get(key)
  if (!figure) throw new UserError(`This freeze has no figure ${key}.`, 'wrong-call')
  const traced = await withFrozen(folder, span, ({ end }) => entriesInWords(end, figure.entries))
  return { ...figure, traced }
}

/** Entries in words, the latest first. */
export function entriesInWords(
  context: RecordContext,
  ids: readonly string[],
  limit = TRACED,
): TracedEntry[] {
  const rows = context.record.db
    .prepare(
      `SELECT id, stream, at, by, body FROM entry WHERE id IN (SELECT value FROM json_each(?))
       ORDER BY at DESC, id DESC LIMIT ?`,
    )
    .all(JSON.stringify(ids), limit) as {
    id: string
    stream: string
    at: string
    by: string
    body: string
  }[]
  const { names } = context
  return rows.map(({ id, stream, at, by, body }) => {
    const ods = streamSystem(stream)
    const entry: unknown = JSON.parse(body)
    return {
      id,
      at: new Date(stampTime(at)).toISOString(),
      by: names.member(by),
      where: ods === undefined ? 'The region' : names.system(ods),
      said: saidIn(context, entry),
      about: aboutIn(entry, ods),
    }
  })
}

/** What an entry speaks of, where it has a page of its own. */
function aboutIn(body: unknown, ics: string | undefined): TracedEntry['about'] {
  const values = ObservationsEntry.safeParse(body)
  if (values.success) return { metric: values.data.metric }
  const change = ChangeEntry.safeParse(body)
  const subject = change.success ? parseSubject(change.data.subject) : undefined
  return subject?.kind === 'action' && ics !== undefined ? { action: subject.id, ics } : null
}

function saidIn(context: RecordContext, body: unknown): string {
  const values = ObservationsEntry.safeParse(body)
  if (values.success) {
    const { metric, rows, removed, from } = values.data
    const back = removed.length > 0 ? `, ${plural(removed.length, 'value')} taken back` : ''
    return `${metric}: ${plural(rows.length, 'value')} from ${from.source}${back}`
  }
  const change = ChangeEntry.safeParse(body)
  const subject = change.success ? parseSubject(change.data.subject) : undefined
  if (!change.success || !subject) return 'An entry of another kind'
  const { set } = change.data
  const called =
    subject.kind === 'action' ? subject.id : (set[namingField(subject.kind)] ?? subject.kind)
  const said = Object.entries(set).map(([field, value]) => {
    const label = fieldLabel(field).toLowerCase()
    if (value === null) return `${label} cleared`
    if (typeof value === 'object') return label
    const words = valueWords(field, value, context.names)
    // What somebody typed is marked off from our own words.
    return words === value ? `${label} “${words}”` : `${label} ${words ?? ''}`.trim()
  })
  return `${called}: ${said.join('; ')}`
}
