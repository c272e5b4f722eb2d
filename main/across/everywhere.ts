import { HIT_KINDS, type HitKind } from '../../domain/finding/kinds.ts'
import { passageOf, wordsOf } from '../../domain/finding/passage.ts'
import { readReference } from '../../domain/trackers/references.ts'
import type { Hit, HitGroup } from '../../preload/types.ts'
import { matchWords } from '../actions/full-text.ts'
import type { RecordContext } from '../record/context.ts'
import { prepared } from '../record/database.ts'
import { knownOwners, knownParts, knownStudies } from './everywhere-parts.ts'

export interface Question {
  query: string
  kinds?: readonly HitKind[] | undefined
  ics?: string | undefined
  from?: string | undefined
  to?: string | undefined
  limit?: number | undefined
}

const MOST_OF_A_KIND = 20

/** Everything with all of the words, by kind; within a kind the best first, then the latest. */
export function findEverywhere(context: RecordContext, question: Question): HitGroup[] {
  const words = wordsOf(question.query)
  if (words.length === 0) return []
  const { from, to, ics, limit = MOST_OF_A_KIND } = question
  const inTime = ({ at }: Hit) =>
    (from === undefined && to === undefined) ||
    (at !== null && at.slice(0, 10) >= (from ?? '') && at.slice(0, 10) <= (to ?? '9999'))
  return HIT_KINDS.filter((kind) => question.kinds?.includes(kind) ?? true).flatMap((kind) => {
    const hits = FINDERS[kind](context, question.query, words, kind, ics).filter(inTime)
    if (hits.length === 0) return []
    const shown = hits
      .slice(0, limit)
      .map(({ said, ...hit }) => (said ? { ...hit, passage: best(said(), words) } : hit))
    return [{ kind, count: hits.length, hits: shown }]
  })
}

type Finder = (
  context: RecordContext,
  query: string,
  words: string[],
  kind: HitKind,
  ics: string | undefined,
) => Found[]

/** With the texts that its passage is taken from, where that is done only for those on show. */
type Found = Hit & { said?: () => readonly (string | null)[] }

const FINDERS: Record<HitKind, Finder> = {
  action: findActions,
  note: findNotes,
  outcome: knownParts,
  item: knownParts,
  session: knownParts,
  commitment: knownParts,
  strategy: knownParts,
  'case-study': knownStudies,
  report: knownParts,
  owner: knownOwners,
}

interface ActionFound {
  reference: string
  title: string
  summary: string | null
  ics: string | null
  wording: string | null
}

const ACTION_COLUMNS = `a.reference, a.title, a.summary, a.ics,
  (SELECT body FROM report_part WHERE kind = 'action' AND reference = a.reference) AS wording`
const ACTION_SEEN = `a.removed = 0 AND (a.ics IS NULL OR @ics IS NULL OR EXISTS (
  SELECT 1 FROM action_state WHERE ics = @ics AND reference = a.reference))`

/** Actions by what they are called and asked for; one whose reference was typed comes first. */
function findActions(
  { record: { db }, names }: RecordContext,
  query: string,
  _words: string[],
  kind: HitKind,
  ics: string | undefined,
): Found[] {
  const called = typedReference(db, query)
  const named = called.flatMap(
    (reference) =>
      prepared(
        db,
        `SELECT ${ACTION_COLUMNS} FROM action a WHERE a.reference = @reference AND ${ACTION_SEEN}`,
      ).all({ reference, ics: ics ?? null }) as ActionFound[],
  )
  const worded = prepared(
    db,
    // A word in the reference or the title weighs more than one in the commission's whole wording.
    `SELECT ${ACTION_COLUMNS} FROM action_fts JOIN action a ON a.id = action_fts.rowid
     WHERE action_fts MATCH @match AND ${ACTION_SEEN}
     ORDER BY bm25(action_fts, 10, 6, 2, 1), a.sort`,
  ).all({ match: matchWords(query).join(' AND '), ics: ics ?? null }) as ActionFound[]
  return [...named, ...worded.filter(({ reference }) => !called.includes(reference))].map(
    ({ reference, title, summary, ics: local, wording }) => ({
      kind,
      id: reference,
      title,
      detail: local ? names.system(local) : '',
      ics: local ?? ics ?? null,
      parent: null,
      at: null,
      passage: null,
      said: () => [summary, wording && asText(wording)],
    }),
  )
}

/** The wording of an imported action, as it is indexed. */
function asText(body: string): string {
  const { wording, subPoints = [] } = JSON.parse(body) as { wording: string; subPoints?: string[] }
  return [wording, ...subPoints].join(' ')
}

/** What each system noted of an action, and what it means to do next. */
function findNotes(
  { record: { db }, names, today }: RecordContext,
  query: string,
  _words: string[],
  kind: HitKind,
  ics: string | undefined,
): Found[] {
  const rows = prepared(
    db,
    // What a system that has closed said stands in the record of the one that carries it on.
    `SELECT s.reference, s.ics, s.note, s.next_step AS nextStep, a.title,
       coalesce(s.note_at, s.updated_at) AS at
     FROM note_fts JOIN action_state s ON s.id = note_fts.rowid
       JOIN action a ON a.reference = s.reference JOIN system y ON y.ods = s.ics
     WHERE note_fts MATCH @match AND a.removed = 0 AND (@ics IS NULL OR s.ics = @ics)
       AND (@ics IS NOT NULL OR y.to_date IS NULL OR y.to_date >= @today)
     ORDER BY round(bm25(note_fts, 2, 1), 1), at DESC, s.reference, s.ics`,
  ).all({ match: matchWords(query).join(' AND '), ics: ics ?? null, today: today() }) as {
    reference: string
    ics: string
    note: string | null
    nextStep: string | null
    title: string
    at: string | null
  }[]
  return rows.map((row) => ({
    kind,
    id: row.reference,
    title: row.title,
    detail: names.system(row.ics),
    ics: row.ics,
    parent: null,
    at: row.at,
    passage: null,
    said: () => [row.note, row.nextStep],
  }))
}

/** The passage with most of the words. */
function best(texts: readonly (string | null)[], words: string[]): Hit['passage'] {
  const passages = texts.flatMap((text) => (text ? [passageOf(text, words)] : []))
  return passages.sort((a, b) => b.hits.length - a.hits.length)[0] ?? null
}

/** Actions that the question names, in any spelling of the report's lettering. */
function typedReference(db: RecordContext['record']['db'], query: string): string[] {
  const action = prepared(db, 'SELECT 1 FROM action WHERE reference = ?')
  const under = prepared(db, 'SELECT 1 FROM action WHERE recommendation = ? LIMIT 1')
  const read = readReference(query, {
    has: (reference) => action.get(reference) !== undefined,
    hasRecommendation: (reference) => under.get(reference) !== undefined,
  })
  return read?.rest === '' ? read.actions : []
}
