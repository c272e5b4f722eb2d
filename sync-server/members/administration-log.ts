import { createHash } from 'node:crypto'
import type { AdministrationDeed, AdministrationLine } from '../../domain/sync/protocol.ts'
import type { Log } from '../log.ts'
import type { Sql, Statement } from '../store/store.ts'

/**
 * Who was let in, by whom, and what they may do: a log that is only ever added to. Each line carries
 * a hash of itself and of the line before, so that a copy in which one was changed is known for it.
 */

/** In the place of a member's id: whoever runs the server, on its machine. */
export const OPERATOR = 'operator'

export interface Deed {
  /** A member's id, or `OPERATOR`. */
  by: string
  deed: AdministrationDeed
  /** Whom it concerns. */
  member?: string | undefined
  /** The rest of it: a name, grants, a device. */
  detail?: Record<string, unknown>
}

export interface Recording {
  sql: Sql
  now: () => number
  log?: Log | undefined
}

interface Row {
  seq: number
  at: number
  by_whom: string
  deed: AdministrationDeed
  member: string | null
  detail: string
  chain: string
}

const ATTEMPTS = 8

/**
 * Does something and says so in the log, both or neither.
 * @returns `false` when a statement that must change something did not
 */
export async function recorded(
  { sql, now, log }: Recording,
  { by, deed, member, detail = {} }: Deed,
  statements: readonly Statement[],
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const [last] = await sql.all<Pick<Row, 'seq' | 'chain'>>(
      'SELECT seq, chain FROM administration ORDER BY seq DESC LIMIT 1',
    )
    const line = {
      seq: Number(last?.seq ?? 0) + 1,
      at: now(),
      by_whom: by,
      deed,
      member: member ?? null,
      detail: JSON.stringify(detail),
    }
    const params = [...Object.values(line), chainOf(last?.chain ?? '', line)]
    try {
      const done = await sql.atomically([
        ...statements,
        {
          sql: `INSERT INTO administration (seq, at, by_whom, deed, member, detail, chain)
                VALUES (?, ?, ?, ?, ?, ?, ?)`,
          params,
        },
      ])
      if (done) log?.info({ deed, by, member }, 'administration')
      return done
    } catch (error) {
      // Another wrote a line in the same moment: ours comes after it.
      if (attempt === ATTEMPTS || !(await hasMoved(sql, line.seq))) throw error
    }
  }
}

async function hasMoved(sql: Sql, seq: number): Promise<boolean> {
  return (await sql.all('SELECT 1 FROM administration WHERE seq = ?', [seq])).length > 0
}

function chainOf(before: string, line: Omit<Row, 'chain'>): string {
  const said = [before, line.seq, line.at, line.by_whom, line.deed, line.member, line.detail]
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url')
}

/** Lines, the latest first: all for an administrator, for others what concerns them or is theirs. */
export async function readLines(
  sql: Sql,
  reader: { id: string; all: boolean },
): Promise<AdministrationLine[]> {
  const rows = await sql.all<Row>(
    `SELECT * FROM administration WHERE ? = 1 OR member = ? OR by_whom = ?
     ORDER BY seq DESC LIMIT 500`,
    [reader.all ? 1 : 0, reader.id, reader.id],
  )
  return rows.map(({ seq, at, by_whom, deed, member, detail }) => ({
    seq: Number(seq),
    at: Number(at),
    by: by_whom,
    deed,
    member,
    detail: JSON.parse(detail),
  }))
}

/** The first line that is not as it was written, or where lines are missing; `undefined`: none. */
export async function firstAltered(sql: Sql): Promise<number | undefined> {
  const rows = await sql.all<Row>('SELECT * FROM administration ORDER BY seq')
  let before = ''
  for (const [i, row] of rows.entries()) {
    const line = { ...row, seq: Number(row.seq), at: Number(row.at) }
    if (line.seq !== i + 1 || row.chain !== chainOf(before, line)) return i + 1
    before = row.chain
  }
  return undefined
}
