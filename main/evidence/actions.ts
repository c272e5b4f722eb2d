import { dayOf } from '../../domain/dates.ts'
import { stampTime } from '../../domain/record/clock.ts'
import { type Confidence, FIRST_STATUS, type Status } from '../../domain/record/statuses.ts'
import type {
  About,
  ActionFact,
  ConflictFact,
  LocalActionFact,
  Said,
  StatusFact,
} from '../../domain/reports/evidence.ts'
import type { FrozenRecord } from '../frozen/frozen.ts'
import type { RecordContext } from '../record/context.ts'
import { conflictingFields } from '../record/heads.ts'
import { places, successorOf } from '../record/standing.ts'

/** Where the commission's actions stand in each system in scope, at the start and at the end. */
export function collectActions({ start, end }: FrozenRecord, about: About): ActionFact[] {
  const before = shownHeads(start)
  const after = shownHeads(end)
  const successor = successorOf(places(end))
  return about.systems.flatMap(({ ods }) =>
    about.catalogue.map(({ reference }): ActionFact => {
      const heads = after.get(`${ods} action:${reference}`)
      return {
        ics: ods,
        reference,
        start: statusIn(before.get(`${ods} action:${reference}`)),
        end: statusIn(heads),
        confidence: said<Confidence>(heads?.get('confidence')),
        owner: said(heads?.get('owner'), () => true as const),
        due: said<string>(heads?.get('due')).value,
        nextStep: said(heads?.get('nextStep')),
        last: lastOf(heads),
        adoptedFrom: giverOf(heads, ods, successor),
      }
    }),
  )
}

interface Head {
  value: unknown
  at: string
  entry: string
}
type Fields = ReadonlyMap<string, Head>

/** The latest head of every field of every action, by view and subject: one walk through the table. */
function shownHeads({ record }: RecordContext): Map<string, Map<string, Head>> {
  const rows = record.db
    .prepare(
      `SELECT view || ' ' || subject AS key, field, value, at, entry FROM head
       WHERE subject LIKE 'action:%' ORDER BY at, entry`,
    )
    .iterate() as Iterable<{ key: string; field: string; value: string; at: string; entry: string }>
  const found = new Map<string, Map<string, Head>>()
  for (const { key, field, value, at, entry } of rows) {
    const fields = found.get(key) ?? new Map<string, Head>()
    fields.set(field, { value: JSON.parse(value), at, entry })
    found.set(key, fields)
  }
  return found
}

function statusIn(fields: Fields | undefined): StatusFact {
  const head = fields?.get('status')
  return {
    status: (head?.value as Status | undefined) ?? FIRST_STATUS,
    entry: head?.entry ?? null,
  }
}

function said<T>(head: Head | undefined, as = (value: unknown) => value as T): Said<T> {
  return head && head.value !== null
    ? { value: as(head.value), entry: head.entry }
    : { value: null, entry: null }
}

function lastOf(fields: Fields | undefined): ActionFact['last'] {
  const [last] = [...(fields?.values() ?? [])].sort((a, b) => (a.at < b.at ? 1 : -1))
  if (!last) return null
  const at = new Date(stampTime(last.at)).toISOString()
  return { at, day: dayOf(at), entry: last.entry }
}

/** The system whose approach another took over; none where the two have become one since. */
function giverOf(
  heads: Fields | undefined,
  taker: string,
  successor: (ods: string) => string | undefined,
): Said<string> {
  const { value, entry } = said<string>(heads?.get('adoptedFrom'))
  const giver = value && (successor(value) ?? value)
  return giver === taker ? { value: null, entry: null } : { value: giver, entry }
}

/** Actions that the systems in scope added to the commission's; none where one priority is asked for. */
export function collectLocalActions({ end }: FrozenRecord, about: About): LocalActionFact[] {
  if (about.scope.startsWith('priority:')) return []
  const rows = end.record.db
    .prepare(
      `SELECT s.ics, s.reference, a.title, s.status FROM action_state s
       JOIN action a ON a.reference = s.reference
       WHERE a.ics IS NOT NULL AND a.removed = 0 AND s.ics IN (SELECT value FROM json_each(?))
       ORDER BY s.ics, s.sort`,
    )
    .all(JSON.stringify(about.systems.map(({ ods }) => ods))) as Omit<
    LocalActionFact,
    'added' | 'entries'
  >[]
  const entries = end.record.db.prepare(
    'SELECT id, at FROM entry WHERE subject IN (?, ?) ORDER BY at',
  )
  return rows.map((row) => {
    const said = entries.all(`local-action:${row.reference}`, `action:${row.reference}`) as {
      id: string
      at: string
    }[]
    const first = said[0]?.at.slice(0, 24)
    return { ...row, added: first ? dayOf(first) : '', entries: said.map(({ id }) => id) }
  })
}

/** Two answers that stand side by side, and that somebody must settle. */
export function collectConflicts({ end }: FrozenRecord, about: About): ConflictFact[] {
  const known = new Set(about.catalogue.map(({ reference }) => reference))
  const subjects = end.record.db
    .prepare(
      `SELECT DISTINCT view, subject FROM head
       WHERE subject LIKE 'action:%' AND view IN (SELECT value FROM json_each(?))
       GROUP BY view, subject, field HAVING count(*) > 1 ORDER BY view, subject`,
    )
    .all(JSON.stringify(about.systems.map(({ ods }) => ods))) as { view: string; subject: string }[]
  return subjects.flatMap(({ view, subject }) => {
    const reference = subject.slice('action:'.length)
    if (!known.has(reference)) return []
    const heads = end.record.projection.readHeads(view, subject)
    return conflictingFields('action', heads).map((field) => ({
      ics: view,
      reference,
      field,
      entries: (heads.get(field) ?? []).map(({ entry }) => entry),
    }))
  })
}
