import { UserError } from '../../domain/errors.ts'
import type { RecordContext } from './context.ts'

import type { PartKind } from './part-tables.ts'
import { type Part, readParts } from './parts.ts'
import { systemPlaces } from './systems.ts'

/** Practice and priorities as they stand in the systems of today. */

/** A system of today, and all whose records it carries on. */
export interface Place {
  ods: string
  name: string
  line: readonly string[]
}

/** Systems that go on today, in the order of names. */
export function places(context: RecordContext): Place[] {
  return systemPlaces(context).sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
}

/** Which system of today carries on the record of one that may have closed. */
export function successorOf(all: readonly Place[]): (ods: string) => string | undefined {
  const byOds = new Map<string, string>()
  // The shortest line last: a system that goes on stands for itself, whoever is to take it over.
  for (const { ods, line } of longestLineFirst(all)) for (const each of line) byOds.set(each, ods)
  return (ods) => byOds.get(ods)
}

/**
 * Parts of one kind in all systems of today, each once: a system that takes over from another sees
 * the other's parts too, and until then they are the other's.
 */
export function standingParts<K extends PartKind>(
  context: RecordContext,
  all: readonly Place[],
  kind: K,
  options: { orRemoved?: boolean } = {},
): Part<K>[] {
  const order = new Map(longestLineFirst(all).map(({ ods }, index) => [ods, index]))
  const byId = new Map<string, Part<K>>()
  for (const part of readParts(context.record.db, kind, options)) {
    const rank = order.get(part.view)
    const known = byId.get(part.id)
    if (rank === undefined || (known && (order.get(known.view) ?? -1) > rank)) continue
    byId.set(part.id, part)
  }
  return [...byId.values()]
}

function longestLineFirst(all: readonly Place[]): Place[] {
  return [...all].sort((a, b) => b.line.length - a.line.length)
}

/** @throws UserError with `sentence` when the view holds no such part, removed or not */
export function requirePart<K extends PartKind>(
  { record }: RecordContext,
  kind: K,
  { view, id }: { view: string; id: string },
  sentence: string,
): Part<K> {
  const [part] = readParts(record.db, kind, { view, id, orRemoved: true })
  if (!part) throw new UserError(sentence, 'wrong-call')
  return part
}
