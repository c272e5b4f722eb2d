import { formatDate } from '../../domain/dates.ts'
import type { HitKind } from '../../domain/finding/kinds.ts'
import { hasWords, passageOf } from '../../domain/finding/passage.ts'
import type { Hit } from '../../preload/types.ts'
import { listStudies } from '../practice/studies.ts'
import type { RecordContext } from '../record/context.ts'
import { prepared } from '../record/database.ts'
import type { PartKind } from '../record/part-tables.ts'
import { readParts } from '../record/parts.ts'

/** What is said of each kind: its name, the rest of its text, and what tells it from others. */
const TEXTS: Partial<Record<HitKind, { title: string; body: readonly string[]; detail: string }>> =
  {
    outcome: { title: 'text', body: ['owner', 'fateNote'], detail: 'due' },
    item: { title: 'title', body: ['wanted', 'presenter'], detail: '' },
    session: { title: 'title', body: ['purpose', 'place'], detail: 'start' },
    commitment: { title: 'text', body: ['action'], detail: '' },
    strategy: { title: 'title', body: ['purpose'], detail: '' },
    report: { title: 'title', body: [], detail: 'to' },
  }

/** Parts of workshops, strategies and reports: some thousands at most, so they are looked through. */
export function knownParts(
  { record: { db }, names, today }: RecordContext,
  _query: string,
  words: string[],
  kind: HitKind,
  ics: string | undefined,
): Hit[] {
  const known = TEXTS[kind]
  if (!known) return []
  const standing = new Set(
    prepared(db, 'SELECT ods FROM system WHERE to_date IS NULL OR to_date >= ?')
      .pluck()
      .all(today()) as string[],
  )
  return ranked(
    readParts(db, kind as PartKind).flatMap(({ view, id, parent, fields, at }) => {
      const said = fields as Record<string, unknown>
      const text = (field: string) => (typeof said[field] === 'string' ? said[field] : '')
      const of = view === 'region' ? text('system') || null : view
      if (view !== 'region' && view !== ics && !standing.has(view)) return []
      if (ics !== undefined && of !== null && of !== ics) return []
      const title = text(known.title)
      const body = known.body.map(text).filter(Boolean).join(' · ')
      if (!hasWords(`${title} ${body}`, words)) return []
      const day = text(known.detail)
      const detail = [of && names.system(of), day && formatDate(day.slice(0, 10))]
      const inTitle = hasWords(title, words)
      return {
        kind,
        id,
        title,
        detail: detail.filter(Boolean).join(' · '),
        ics: of,
        parent,
        at,
        passage: body && !inTitle ? passageOf(body, words) : null,
      }
    }),
  )
}

/** Those with the words in the title come before the others, the latest first. */
function ranked(hits: Hit[]): Hit[] {
  const rank = ({ passage }: Hit) => (passage === null ? 0 : 1)
  return hits.sort((a, b) => rank(a) - rank(b) || (b.at ?? '').localeCompare(a.at ?? ''))
}

/** Case studies of the imported report and the systems' own. */
export function knownStudies(
  context: RecordContext,
  _query: string,
  words: string[],
  kind: HitKind,
  ics: string | undefined,
): Hit[] {
  return ranked(
    listStudies(context, ics === undefined ? {} : { ics }).flatMap((study) => {
      const { key, title, what, where, who, evidence, system, ics: by } = study
      const body = [what, where, who, evidence].filter(Boolean).join(' · ')
      if (!hasWords(`${title} ${body} ${system ?? ''}`, words)) return []
      return {
        kind,
        id: key,
        title,
        detail: system ?? 'The report',
        ics: by,
        parent: null,
        at: null,
        passage: hasWords(title, words) || body === '' ? null : passageOf(body, words),
      }
    }),
  )
}

/** Owners by name, role and organisation. */
export function knownOwners(
  { record: { db }, names, today }: RecordContext,
  _query: string,
  words: string[],
  kind: HitKind,
  ics: string | undefined,
): Hit[] {
  const rows = prepared(
    db,
    `SELECT o.id, o.ics, o.name, o.role, o.organisation FROM owner o JOIN system y ON y.ods = o.ics
     WHERE o.removed = 0 AND (@ics IS NULL OR o.ics = @ics)
       AND (@ics IS NOT NULL OR y.to_date IS NULL OR y.to_date >= @today)
     ORDER BY o.name, o.ics, o.id`,
  ).all({ ics: ics ?? null, today: today() }) as {
    id: string
    ics: string
    name: string
    role: string | null
    organisation: string | null
  }[]
  return rows.flatMap((row) => {
    const { id, name, role, organisation } = row
    if (!hasWords(`${name} ${role ?? ''} ${organisation ?? ''}`, words)) return []
    const detail = [role, organisation, names.system(row.ics)].filter(Boolean).join(' · ')
    return { kind, id, title: name, detail, ics: row.ics, parent: null, at: null, passage: null }
  })
}
