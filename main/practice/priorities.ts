import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import { jointProposals, mappingRows } from '../../domain/practice/mapping.ts'
import type { Input } from '../../preload/contract.ts'
import type { OwnPriority, PriorityMatrix } from '../../preload/strategies-types.ts'
import type { Written } from '../../preload/types.ts'
import {
  type RecordContext,
  requireSystem,
  requireWrite,
  type WritingContext,
} from '../record/context.ts'
import { changeOf, writeDeed } from '../record/deed.ts'
import { headsOf } from '../record/in-view.ts'
import type { Part } from '../record/parts.ts'
import { places, requirePart, standingParts } from '../record/standing.ts'
import { readJoint } from './joint.ts'
import { requireFocusArea, targets } from './targets.ts'

/** What the systems' own strategies put first, and how it maps to what the commission asks for. */

/** One system's priorities, by title. */
export function listPriorities(context: RecordContext, ics: string): OwnPriority[] {
  requireSystem(context, ics)
  return standingPriorities(context).filter((priority) => priority.ics === ics)
}

function standingPriorities(context: RecordContext): OwnPriority[] {
  return standingParts(context, places(context), 'own-priority')
    .map((part) => toPriority(context, part))
    .sort((a, b) => a.title.localeCompare(b.title, 'en-GB') || a.id.localeCompare(b.id))
}

function toPriority(
  context: RecordContext,
  { id, view, fields, at }: Part<'own-priority'>,
): OwnPriority {
  return {
    id,
    ics: view,
    at,
    title: fields.title ?? 'Untitled',
    passage: fields.passage ?? null,
    source: fields.source ?? null,
    priorities: fields.priorities ?? [],
    focusAreas: fields.focusAreas ?? [],
    heads: headsOf(context, view, 'own-priority', id),
  }
}

export function savePriority(
  context: WritingContext,
  { ics, id, fields, seen }: Input<'priorities.save'>,
): Written & { id: string } {
  const stream = requireSystem(context, ics)
  requireWrite(context, stream)
  for (const reference of fields.focusAreas ?? []) requireFocusArea(reference)
  const before = id
    ? requirePart(context, 'own-priority', { view: ics, id }, NO_PRIORITY).fields
    : undefined
  if (!before && !fields.title) throw new UserError('Give the priority a title.', 'wrong-call')
  const priority = id ?? randomUUID()
  const additions = changeOf(context, ics, `own-priority:${priority}`, fields, seen)
  const done = fields.removed ? 'Removed' : id ? 'Changed' : 'Added'
  const title = fields.title ?? before?.title ?? 'the priority'
  return { ...writeDeed(context, stream, additions, `${done} “${title}”`), id: priority }
}

const NO_PRIORITY =
  'That priority is not in this system’s record. “accord priorities list” shows those that are.'

/** Systems of today against the commission's priorities for change and focus areas. */
export function priorityMatrix(context: RecordContext): PriorityMatrix {
  const all = places(context)
  const codes = all.map(({ ods }) => ods)
  const priorities = standingPriorities(context)
  const joint = readJoint(context)
  const rows = mappingRows(targets(), codes, priorities)
  return {
    systems: all.map(({ ods, name }) => ({
      ics: ods,
      name,
      count: priorities.filter(({ ics }) => ics === ods).length,
    })),
    rows,
    priorities,
    proposed: jointProposals(rows, codes, joint),
    joint,
  }
}
