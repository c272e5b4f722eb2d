import * as Y from 'yjs'
import { UserError } from '../../domain/errors.ts'
import type { ReportScope } from '../../domain/record/report-fields.ts'
import type { ReportKind } from '../../domain/record/report-words.ts'
import type { FreezeLine } from '../../preload/reports-types.ts'
import type { Cut } from '../frozen/cut.ts'
import type { RecordContext } from '../record/context.ts'
import { type Part, readParts } from '../record/parts.ts'

/** A freeze as the record holds it. */
export interface FreezeRecord {
  id: string
  title: string
  report: string
  kind: ReportKind
  from: string
  to: string
  scope: ReportScope
  moment: string
  cut: Cut
  entries: number
  hash: string
  resources: string
  figures: string
  by: string
}

/** Freezes, the latest first. @param report only those of it */
export function readFreezes(context: RecordContext, report?: string): FreezeRecord[] {
  return readParts(context.record.db, 'freeze', {
    view: 'region',
    ...(report === undefined ? {} : { parent: report }),
  })
    .flatMap((part) => complete(context, part) ?? [])
    .sort((a, b) => (a.moment < b.moment ? 1 : a.moment > b.moment ? -1 : a.id < b.id ? -1 : 1))
}

/** @throws UserError when there is no such freeze here */
export function requireFreeze(context: RecordContext, id: string): FreezeRecord {
  const part = readParts(context.record.db, 'freeze', { view: 'region', id })[0]
  const freeze = part && complete(context, part)
  if (!freeze)
    throw new UserError(
      'There is no such freeze here. “accord report list” shows them all with their ids.',
      'wrong-call',
    )
  return freeze
}

/** `undefined` while part of it has not come in yet. */
function complete(context: RecordContext, part: Part<'freeze'>): FreezeRecord | undefined {
  const { id, by } = part
  const { title, report, from, to, scope, moment, entries, hash, resources, figures } = part.fields
  if (!(title && report && from && to && scope && moment && hash && resources && figures))
    return undefined
  const kind = readParts(context.record.db, 'report', {
    view: 'region',
    id: report,
    orRemoved: true,
  })
  return {
    id,
    title,
    report,
    from,
    to,
    scope,
    moment,
    hash,
    resources,
    figures,
    by,
    kind: kind[0]?.fields.kind ?? 'impact',
    cut: wholeCut(context, id),
    entries: entries ?? 0,
  }
}

/**
 * A cut may be too large for one entry: then it is written in pieces that have not seen each other,
 * and all heads of the field together are the cut.
 */
function wholeCut({ record }: RecordContext, id: string): Cut {
  const pieces = record.projection.readHeads('region', `freeze:${id}`).get('cut') ?? []
  const vectors = new Map<string, Map<number, number>>()
  for (const { value } of pieces)
    for (const [name, encoded] of Object.entries(value as Cut)) {
      const vector = vectors.get(name) ?? new Map<number, number>()
      for (const [client, clock] of Y.decodeStateVector(Buffer.from(encoded, 'base64')))
        vector.set(client, Math.max(clock, vector.get(client) ?? 0))
      vectors.set(name, vector)
    }
  return Object.fromEntries([...vectors].map(([name, vector]) => [name, encoded(vector)]))
}

function encoded(vector: Map<number, number>): string {
  return Buffer.from(Y.encodeStateVector(vector)).toString('base64')
}

/** Writing sessions that one entry names at most: some 9 bytes each, far below the server's limit. */
const SESSIONS_IN_ENTRY = 4000

/** A cut in pieces that each fit into an entry; mostly one. */
export function cutInPieces(cut: Cut, most = SESSIONS_IN_ENTRY): Cut[] {
  const sessions = Object.entries(cut).flatMap(([name, vector]) =>
    [...Y.decodeStateVector(Buffer.from(vector, 'base64'))].map((session) => ({ name, session })),
  )
  const pieces: Cut[] = []
  for (let i = 0; i < sessions.length; i += most) {
    const bySegment = Map.groupBy(sessions.slice(i, i + most), ({ name }) => name)
    pieces.push(
      Object.fromEntries(
        [...bySegment].map(([name, of]) => [name, encoded(new Map(of.map((o) => o.session)))]),
      ),
    )
  }
  return pieces.length > 0 ? pieces : [{}]
}

export function freezeLine(context: RecordContext, freeze: FreezeRecord): FreezeLine {
  const { id, title, moment, by, entries, hash } = freeze
  return { id, title, moment, by: context.names.member(by), entries, hash }
}
