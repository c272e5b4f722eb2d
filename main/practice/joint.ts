import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import { JOINT_STATE_WORDS } from '../../domain/record/practice-words.ts'
import type { JointActionFields } from '../../domain/record/strategy-fields.ts'
import type { Input } from '../../preload/contract.ts'
import type { JointAction } from '../../preload/strategies-types.ts'
import type { Written } from '../../preload/types.ts'
import {
  type RecordContext,
  requireSystem,
  requireWrite,
  type WritingContext,
} from '../record/context.ts'
import { changeIn, writeDeed } from '../record/deed.ts'
import { headsOf } from '../record/in-view.ts'
import { readParts } from '../record/parts.ts'
import { requirePart } from '../record/standing.ts'
import { requireFocusArea } from './targets.ts'

/** What several systems could do together: put forward, agreed or declined by the co-chairs. */

const REGION = 'region'

/** Joint actions, the latest changed first. */
export function readJoint(context: RecordContext): JointAction[] {
  return readParts(context.record.db, 'joint-action', { view: REGION })
    .map(({ id, fields, at }) => ({
      id,
      at,
      title: fields.title ?? 'Untitled',
      text: fields.text ?? null,
      systems: fields.systems ?? [],
      priority: fields.priority ?? null,
      focusArea: fields.focusArea ?? null,
      rests: fields.rests ?? [],
      state: fields.state ?? 'proposed',
      reason: fields.reason ?? null,
      heads: headsOf(context, REGION, 'joint-action', id),
    }))
    .sort((a, b) => b.at.localeCompare(a.at) || a.id.localeCompare(b.id))
}

export function saveJoint(
  context: WritingContext,
  { id, fields, seen }: Input<'joint.save'>,
): Written & { id: string } {
  requireWrite(context, REGION)
  const before = id
    ? requirePart(context, 'joint-action', { view: REGION, id }, NO_JOINT).fields
    : undefined
  requireSense(context, { ...before, ...fields })
  const joint = id ?? randomUUID()
  const values = id ? fields : { state: 'proposed' as const, ...fields }
  const additions = changeIn(context, REGION, `joint-action:${joint}`, values, seen)
  const title = fields.title ?? before?.title ?? 'the joint action'
  const moved = before && fields.state !== undefined && fields.state !== before.state
  const done = fields.removed
    ? 'Removed'
    : moved && fields.state
      ? `${JOINT_STATE_WORDS[fields.state]}:`
      : id
        ? 'Changed'
        : 'Put forward'
  return { ...writeDeed(context, REGION, additions, `${done} “${title}”`), id: joint }
}

const NO_JOINT = 'There is no such joint action any more.'

/** @throws UserError when nobody could act on it as it is described */
function requireSense(context: RecordContext, fields: JointActionFields): void {
  if (!fields.title) throw new UserError('Give the joint action a title.', 'wrong-call')
  const systems = fields.systems ?? []
  for (const ods of systems) requireSystem(context, ods)
  if (new Set(systems).size < 2)
    throw new UserError('A joint action needs two systems or more.', 'wrong-call')
  if (fields.focusArea) requireFocusArea(fields.focusArea)
  if (fields.state === 'declined' && !fields.reason)
    throw new UserError('Say why it was declined: the systems read it.', 'wrong-call')
}
