import { randomUUID } from 'node:crypto'
import { formatDate } from '../../domain/dates.ts'
import { UserError } from '../../domain/errors.ts'
import type { Written } from '../../preload/types.ts'
import {
  type RecordContext,
  requireSystem,
  requireWrite,
  type WritingContext,
} from '../record/context.ts'
import type { MergerDraft } from '../record/record.ts'
import { listSystems } from '../record/systems.ts'

/**
 * Records that boards become one on a date. The successor sees their whole history as its own;
 * their own streams stay as they were written.
 * @throws UserError when a system is unknown, closed already, or would take over from itself alone
 */
export function mergeSystems(context: WritingContext, merger: MergerDraft): Written {
  requireRegional(context)
  requireMergeable(context, merger)
  const batch = randomUUID()
  context.record.write([{ stream: 'region', draft: { kind: 'merger', ...merger } }], batch)
  const names = merger.from.map((ods) => context.names.system(ods)).join(' and ')
  return {
    batch,
    entries: 1,
    said: `${names} become ${merger.into.name} on ${formatDate(merger.on)}`,
  }
}

/** @throws UserError when the member may not say which systems there are */
export function requireRegional(context: RecordContext): void {
  requireWrite(context, 'region')
  if (!context.grants().includes('regional')) throw new UserError(NOT_REGIONAL)
}

export const NOT_REGIONAL = 'Only regional staff can record a merger, or take one back.'

/** @throws UserError when these systems cannot become that one, as things stand */
export function requireMergeable(context: RecordContext, merger: MergerDraft): void {
  const systems = listSystems(context.record.db, context.today())
  for (const ods of merger.from) {
    requireSystem(context, ods)
    const system = systems.find((candidate) => candidate.ods === ods)
    if (system?.to)
      throw new UserError(
        `${system.name} closes on ${formatDate(system.to)} already.`,
        'wrong-call',
      )
  }
  if (new Set([...merger.from, merger.into.ods]).size < 2)
    throw new UserError('A merger needs two systems or a new one to take over.', 'wrong-call')
  const taken = systems.find((system) => system.ods === merger.into.ods)
  if (taken && !merger.from.includes(taken.ods))
    throw new UserError(
      `${taken.ods} is ${taken.name}. Use a new code, or name it among those that merge.`,
      'wrong-call',
    )
}
