import { SECTIONS } from '../../domain/commission/reference.ts'
import { STATUSES, type Status } from '../../domain/record/statuses.ts'
import { type AttentionKey, attentionOf } from '../../domain/register/attention.ts'
import type { RegisterFilter } from '../../preload/contract.ts'
import type {
  ActionRow,
  Matrix,
  MatrixCell,
  StatusCounts,
  Summary,
  System,
} from '../../preload/types.ts'
import { type Db, prepared } from '../record/database.ts'
import { matchWords } from './full-text.ts'

/** Queries of the register: what stands in `action_state`, with names joined in. */

const ANSWERED_BY = 'iif(o.removed = 1, NULL, s.owner) AS answeredBy'
const ROW = `
  s.reference, s.ics, s.sort, a.title, a.section, a.focus_area AS focusArea, a.recommendation, a.source,
  s.status, s.confidence, s.owner, o.name AS ownerName, ${ANSWERED_BY}, s.due, s.note, s.note_at AS noteAt,
  s.next_step AS nextStep, s.adopted_from AS adoptedFrom, s.evidence, s.conflicts,
  s.updated_at AS updatedAt, m.name AS updatedBy`
const FROM = `
  FROM action_state s
  JOIN action a ON a.reference = s.reference
  LEFT JOIN owner o ON o.ics = s.ics AND o.id = s.owner
  LEFT JOIN member m ON m.id = s.updated_by`

/** The query for one system's actions in the report's order, with the values it binds. */
export function actionsQuery(
  ics: string,
  filter: RegisterFilter,
): { sql: string; values: unknown[] } {
  const { where, values } = conditions(filter)
  return {
    sql: `SELECT ${ROW} ${FROM} WHERE s.ics = ? AND a.removed = 0 ${where} ORDER BY s.sort`,
    values: [ics, ...values],
  }
}

/** One system's actions in the report's order, those that pass the filter. */
export function listActions(
  db: Db,
  ics: string,
  filter: RegisterFilter,
  today: string,
): ActionRow[] {
  const { sql, values } = actionsQuery(ics, filter)
  const rows = prepared(db, sql).all(...values) as ActionRow[]
  return filter.attention?.length ? rows.filter(wants(filter.attention, today)) : rows
}

export function getRow(db: Db, ics: string, reference: string): ActionRow | undefined {
  return prepared(db, `SELECT ${ROW} ${FROM} WHERE s.ics = ? AND s.reference = ?`).get(
    ics,
    reference,
  ) as ActionRow | undefined
}

/** The same action in every system given, in the order given. */
export function rowsOfAction(db: Db, reference: string, systems: readonly string[]): ActionRow[] {
  const rows = db
    .prepare(`SELECT ${ROW} ${FROM} WHERE s.reference = ?`)
    .all(reference) as ActionRow[]
  return systems.flatMap((ods) => rows.filter((row) => row.ics === ods))
}

/** Every action by every system in force: the region on one sheet. */
export function matrix(
  db: Db,
  systems: readonly string[],
  filter: RegisterFilter,
  today: string,
): Matrix {
  const { where, values } = conditions(filter)
  const column = new Map(systems.map((ods, index) => [ods, index]))
  const priorities = prioritiesByReference(db)
  const cells = db
    .prepare(
      `SELECT s.reference, s.ics, s.status, s.confidence, s.conflicts, s.owner, ${ANSWERED_BY}, s.due,
        s.updated_at AS updatedAt, a.title, a.section, a.focus_area AS focusArea
       FROM action_state s JOIN action a ON a.reference = s.reference
       LEFT JOIN owner o ON o.ics = s.ics AND o.id = s.owner
       WHERE a.removed = 0 AND a.ics IS NULL ${where} ORDER BY s.sort`,
    )
    .iterate(...values) as Iterable<CellRow>
  const keep = filter.attention?.length ? wants(filter.attention, today) : () => true
  const rows = new Map<string, Matrix['rows'][number]>()
  for (const cell of cells) {
    const index = column.get(cell.ics)
    if (index === undefined || !keep(cell)) continue
    let row = rows.get(cell.reference)
    if (!row) {
      const { reference, title, section, focusArea } = cell
      row = {
        reference,
        title,
        section,
        focusArea,
        priorities: priorities.get(reference) ?? [],
        cells: [],
      }
      rows.set(reference, row)
    }
    const { status, confidence, conflicts, updatedAt } = cell
    row.cells[index] = { status, confidence, conflicts, touched: updatedAt !== null }
  }
  return {
    systems: [...systems],
    rows: [...rows.values()].map((row) => withGaps(row, systems.length)),
  }
}

interface CellRow {
  reference: string
  ics: string
  status: Status
  confidence: ActionRow['confidence']
  conflicts: number
  owner: string | null
  answeredBy: string | null
  due: string | null
  updatedAt: string | null
  title: string
  section: string
  focusArea: string
}

/** A filter may leave some systems of a row out; their cells are null, so that columns stay put. */
function withGaps(row: Matrix['rows'][number], width: number): Matrix['rows'][number] {
  return {
    ...row,
    cells: Array.from({ length: width }, (_, i): MatrixCell | null => row.cells[i] ?? null),
  }
}

/**
 * Counts by status. Local actions count in their system's row, not in the region's sections, since
 * no other system has them.
 * @param ics one system only; by default all of those given
 */
export function summary(db: Db, systems: readonly System[], ics?: string): Summary {
  const wanted = ics ? systems.filter((system) => system.ods === ics) : systems
  const codes = wanted.map(({ ods }) => ods)
  const count = (key: string, more: string): Grouped[] =>
    db
      .prepare(
        `SELECT ${key} AS key, s.status, count(*) AS count FROM action_state s
         JOIN action a ON a.reference = s.reference ${more} AND s.ics IN (${codes.map(() => '?').join(',')})
         GROUP BY 1, 2`,
      )
      .all(...codes) as Grouped[]
  const shared = 'WHERE a.removed = 0 AND a.ics IS NULL'
  const bySystem = countsByKey(count('s.ics', 'WHERE a.removed = 0'))
  return {
    systems: wanted.map(({ ods, name }) => ({
      ics: ods,
      name,
      ...(bySystem.get(ods) ?? noCounts()),
    })),
    sections: inOrder(count('a.section', shared), SECTIONS),
    focusAreas: inOrder(count('a.focus_area', shared)),
    priorities: inOrder(
      count(
        't.value',
        `JOIN action_tag t ON t.reference = a.reference AND t.kind = 'priority' ${shared}`,
      ),
      Array.from({ length: 10 }, (_, i) => String(i + 1)),
    ),
  }
}

interface Grouped {
  key: string
  status: Status
  count: number
}

function inOrder(rows: Grouped[], order?: readonly string[]): ({ key: string } & StatusCounts)[] {
  const counts = countsByKey(rows)
  const keys = order ?? sortFocusAreas([...counts.keys()])
  return keys.map((key) => ({ key, ...(counts.get(key) ?? noCounts()) }))
}

function sortFocusAreas(keys: string[]): string[] {
  const section = (key: string) => (SECTIONS as readonly string[]).indexOf(key.slice(0, 2))
  return keys.sort((a, b) => section(a) - section(b) || (a < b ? -1 : 1))
}

function countsByKey(rows: Grouped[]): Map<string, StatusCounts> {
  const result = new Map<string, StatusCounts>()
  for (const { key, status, count } of rows) {
    const counts = result.get(key) ?? noCounts()
    counts[status] += count
    counts.total += count
    result.set(key, counts)
  }
  return result
}

export function noCounts(): StatusCounts {
  return {
    ...(Object.fromEntries(STATUSES.map((s) => [s, 0])) as Record<Status, number>),
    total: 0,
  }
}

function prioritiesByReference(db: Db): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const { reference, value } of db
    .prepare("SELECT reference, value FROM action_tag WHERE kind = 'priority'")
    .all() as { reference: string; value: string }[])
    found.set(
      reference,
      [...(found.get(reference) ?? []), Number(value)].sort((a, b) => a - b),
    )
  return found
}

function wants(keys: readonly AttentionKey[], today: string) {
  return (row: Parameters<typeof attentionOf>[0]) =>
    attentionOf(row, today).some((key) => keys.includes(key))
}

/** The filter as SQL after `WHERE …`, with the values it binds. */
function conditions(filter: RegisterFilter): { where: string; values: unknown[] } {
  const parts: string[] = []
  const values: unknown[] = []
  const oneOf = (column: string, wanted: readonly unknown[] | undefined) => {
    if (!wanted?.length) return
    const named = wanted.filter((value) => value !== 'none')
    const either = [
      ...(named.length ? [`${column} IN (${named.map(() => '?').join(',')})`] : []),
      ...(named.length < wanted.length ? [`${column} IS NULL`] : []),
    ]
    parts.push(`(${either.join(' OR ')})`)
    values.push(...named)
  }
  const tagged = (kind: string, wanted: readonly unknown[] | undefined) => {
    if (!wanted?.length) return
    parts.push(
      `s.reference IN (SELECT reference FROM action_tag WHERE kind = ? AND value IN (${wanted.map(() => '?').join(',')}))`,
    )
    values.push(kind, ...wanted.map(String))
  }
  oneOf('s.status', filter.status)
  oneOf('s.confidence', filter.confidence)
  oneOf('s.owner', filter.owner)
  oneOf('a.section', filter.section)
  oneOf('a.focus_area', filter.focusArea)
  oneOf('a.recommendation', filter.recommendation)
  oneOf('a.source', filter.source)
  tagged('priority', filter.priority)
  tagged('theme', filter.theme)
  tagged('core20plus5', filter.core20plus5)
  tagged('determinant', filter.determinant)
  tagged('purpose', filter.purpose)
  for (const word of matchWords(filter.search)) {
    parts.push(
      '(a.id IN (SELECT rowid FROM action_fts WHERE action_fts MATCH ?) OR s.id IN (SELECT rowid FROM note_fts WHERE note_fts MATCH ?))',
    )
    values.push(word, word)
  }
  return { where: parts.map((part) => `AND ${part}`).join(' '), values }
}
