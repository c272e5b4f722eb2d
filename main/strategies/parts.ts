import { UserError } from '../../domain/errors.ts'
import type { CommitmentFields, SignatureFields } from '../../domain/record/strategy-fields.ts'
import type { StrategyState, StrategyTemplate } from '../../domain/record/strategy-words.ts'
import type { RecordContext } from '../record/context.ts'
import { readParts } from '../record/parts.ts'
import { listSystems } from '../record/systems.ts'

/**
 * Reads the parts of strategies as they stand. A part whose first entry has not come in yet has
 * gaps: they are filled with what is least wrong, so that the rest can be shown.
 */

export interface Strategy {
  id: string
  title: string
  purpose: string | null
  template: StrategyTemplate
  state: StrategyState
  priorities: number[]
  offered: string | null
  published: string | null
  publishedOn: string | null
  supersededBy: string | null
  /** When and by whom (a member's id) it was last changed. */
  at: string
  by: string
}

/** Strategies that are not removed, by title. */
export function readStrategies({ record }: RecordContext, id?: string): Strategy[] {
  return readParts(record.db, 'strategy', { view: 'region', ...(id === undefined ? {} : { id }) })
    .map(
      ({ id: strategy, fields, at, by }): Strategy => ({
        id: strategy,
        title: fields.title ?? 'Untitled',
        purpose: fields.purpose ?? null,
        template: fields.template ?? 'blank',
        state: fields.state ?? 'draft',
        priorities: fields.priorities ?? [],
        offered: fields.offered ?? null,
        published: fields.published ?? null,
        publishedOn: fields.publishedOn ?? null,
        supersededBy: fields.supersededBy ?? null,
        at,
        by,
      }),
    )
    .sort((a, b) => a.title.localeCompare(b.title, 'en-GB') || a.id.localeCompare(b.id))
}

/** @throws UserError when there is no such strategy, or it was removed */
export function requireStrategy(context: RecordContext, id: string): Strategy {
  const [strategy] = readStrategies(context, id)
  if (!strategy)
    throw new UserError(
      'There is no such strategy. “accord strategies list” shows them all with their ids.',
      'wrong-call',
    )
  return strategy
}

/** A system's own word about a strategy. */
export interface OfSystem<F> {
  ics: string
  id: string
  fields: F
  at: string
}

/**
 * Signatures under a strategy, by the systems there are today. One that takes over from others
 * signs for itself: what those signed is not its own.
 */
export function readSignatures(
  context: RecordContext,
  strategy: string,
): OfSystem<SignatureFields>[] {
  const { record } = context
  const streamOf = record.db.prepare('SELECT stream FROM entry WHERE id = ?').pluck()
  return ofToday(context, readParts(record.db, 'signature', { id: strategy })).filter(({ ics }) => {
    const [head] = record.projection.readHeads(ics, `signature:${strategy}`).get('version') ?? []
    return head !== undefined && streamOf.get(head.entry) === `ics:${ics}`
  })
}

/** What the systems there are today say they will do, in the order in which they said it. */
export function readCommitments(
  context: RecordContext,
  strategy?: string,
): OfSystem<CommitmentFields>[] {
  const rows = readParts(
    context.record.db,
    'commitment',
    strategy === undefined ? {} : { parent: strategy },
  )
  return ofToday(context, rows)
}

/** Rows of systems that go on today, with the system's code. */
function ofToday<R extends { view: string }>(
  { record, today }: RecordContext,
  rows: readonly R[],
): (R & { ics: string })[] {
  const current = new Set(
    listSystems(record.db, today()).flatMap((each) => (each.current ? [each.ods] : [])),
  )
  return rows.filter(({ view }) => current.has(view)).map((row) => ({ ...row, ics: row.view }))
}
