import { formatDate } from '../../domain/dates.ts'
import { STATUS_WORDS } from '../../domain/record/statuses.ts'
import { STRATEGY_STATE_WORDS } from '../../domain/record/strategy-words.ts'
import type { Found } from '../../preload/types.ts'
import { matchWords } from '../actions/full-text.ts'
import { getRow } from '../actions/rows.ts'
import { listStudies } from '../practice/studies.ts'
import type { RecordContext } from '../record/context.ts'
import { readParts } from '../record/parts.ts'

/**
 * Finds actions by reference or words, owners and strategies by name, and case studies: those of the
 * imported report and the systems' own.
 * @param ics the system whose state stands beside each action, and whose notes are searched too
 */
export function findAnything(
  context: RecordContext,
  query: string,
  ics: string | undefined,
  limit: number,
): Found[] {
  const words = matchWords(query)
  if (words.length === 0) return []
  return [
    ...findActions(context, words, query, ics, limit),
    ...findOwners(context, query, ics, 8),
    ...findStrategies(context, query),
    ...listStudies(context, { search: query })
      .slice(0, 5)
      .map(({ key, title, ics: by, system }) => ({
        kind: 'case-study' as const,
        id: key,
        reference: null,
        title,
        detail: system === null ? 'Case study in the report' : `Case study, ${system}`,
        ics: by,
      })),
  ].slice(0, limit)
}

function findActions(
  { record, names }: RecordContext,
  words: string[],
  query: string,
  ics: string | undefined,
  limit: number,
): Found[] {
  // As in the register: each word may stand in the action's own text or in what was noted of it.
  const hasWord = words.map(
    (_, i) => `AND (a.id IN (SELECT rowid FROM action_fts WHERE action_fts MATCH @word${i})
         OR a.reference IN (SELECT reference FROM action_state WHERE (@ics IS NULL OR ics = @ics)
           AND id IN (SELECT rowid FROM note_fts WHERE note_fts MATCH @word${i})))`,
  )
  const found = record.db
    .prepare(
      `SELECT a.reference, a.title, a.ics FROM action a
       WHERE a.removed = 0 ${hasWord.join(' ')}
       AND (a.ics IS NULL OR @ics IS NULL OR EXISTS (
         SELECT 1 FROM action_state WHERE ics = @ics AND reference = a.reference))
       -- The action whose reference was typed comes first, then those with the words in the title.
       ORDER BY lower(a.reference) = lower(@query) DESC, lower(a.reference) LIKE lower(@query) || '%' DESC,
         instr(lower(a.title), lower(@query)) > 0 DESC, a.sort LIMIT @limit`,
    )
    .all({
      ...Object.fromEntries(words.map((word, i) => [`word${i}`, word])),
      ics: ics ?? null,
      query: query.trim(),
      limit,
    }) as {
    reference: string
    title: string
    ics: string | null
  }[]
  return found.map(({ reference, title, ics: local }) => {
    const row = ics ? getRow(record.db, ics, reference) : undefined
    const state = row && [
      STATUS_WORDS[row.status],
      ...(row.ownerName ? [row.ownerName] : []),
      ...(row.due ? [`due ${formatDate(row.due)}`] : []),
    ]
    return {
      kind: 'action',
      id: reference,
      reference,
      title,
      detail: state?.join(' · ') ?? (local ? names.system(local) : ''),
      ics: local ?? ics ?? null,
    }
  })
}

/** Owners in whose name or organisation every word stands, in whatever order. */
function findOwners(
  { record, names }: RecordContext,
  query: string,
  ics: string | undefined,
  limit: number,
): Found[] {
  const words = query.trim().split(/\s+/)
  const hasWord = words.map(
    (_, i) => `AND instr(lower(name || ' ' || coalesce(organisation, '')), lower(@word${i}))`,
  )
  const rows = record.db
    .prepare(
      `SELECT id, ics, name, role, organisation FROM owner
       WHERE removed = 0 AND (@ics IS NULL OR ics = @ics) ${hasWord.join(' ')}
       ORDER BY name LIMIT @limit`,
    )
    .all({
      ...Object.fromEntries(words.map((word, i) => [`word${i}`, word])),
      ics: ics ?? null,
      limit,
    }) as {
    id: string
    ics: string
    name: string
    role: string | null
    organisation: string | null
  }[]
  return rows.map((row) => ({
    kind: 'owner',
    id: row.id,
    reference: null,
    title: row.name,
    detail: [row.role, row.organisation, names.system(row.ics)].filter(Boolean).join(' · '),
    ics: row.ics,
  }))
}

/** Strategies whose titles have all the words. */
function findStrategies({ record }: RecordContext, query: string): Found[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return readParts(record.db, 'strategy', { view: 'region' })
    .filter(({ fields }) => {
      const title = fields.title?.toLowerCase() ?? ''
      return words.every((word) => title.includes(word))
    })
    .map(({ id, fields }) => ({
      kind: 'strategy',
      id,
      reference: null,
      title: fields.title ?? '',
      detail: `Strategy, ${STRATEGY_STATE_WORDS[fields.state ?? 'draft'].toLowerCase()}`,
      ics: null,
    }))
}
