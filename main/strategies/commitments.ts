import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import { FIRST_STATUS } from '../../domain/record/statuses.ts'
import type { Input } from '../../preload/contract.ts'
import type { Commitment } from '../../preload/strategies-types.ts'
import type { Written } from '../../preload/types.ts'
import { carry } from '../actions/carry.ts'
import { requireOwner } from '../actions/owner.ts'
import { promiseReader } from '../actions/promised.ts'
import { getRow } from '../actions/rows.ts'
import {
  type RecordContext,
  requireSystem,
  requireWrite,
  type WritingContext,
} from '../record/context.ts'
import { changeOf, writeDeed } from '../record/deed.ts'
import { readCommitments, requireStrategy } from './parts.ts'

/** What systems say they will do: a sentence of theirs, and an action of their register that carries it. */

/** Commitments with what the register says of each, by system and then as they were made. */
export function listCommitments(context: RecordContext, strategy?: string): Commitment[] {
  const { record, names } = context
  const promised = promiseReader(record.db)
  return readCommitments(context, strategy)
    .flatMap(({ ics, id, fields, at }): Commitment[] => {
      const { action, text = '' } = fields
      const row = action === undefined ? undefined : getRow(record.db, ics, action)
      if (action === undefined) return []
      const carried = promised({ ics, action, subject: `commitment:${id}` })
      return [
        {
          id,
          ics,
          text,
          action,
          at,
          system: names.system(ics),
          actionTitle: row?.title ?? action,
          status: carried?.status ?? FIRST_STATUS,
          doneBefore: carried?.doneBefore ?? false,
          confidence: row?.confidence ?? null,
          owner: row?.ownerName ?? null,
          due: row?.due ?? null,
        },
      ]
    })
    .sort((a, b) => a.system.localeCompare(b.system, 'en-GB') || a.at.localeCompare(b.at))
}

/** Writes a commitment and the action that carries it, as one deed. */
export function commit(
  context: WritingContext,
  { id, ics, text, owner, due, action, recommendation }: Input<'strategies.commit'>,
): Written & { commitment: string; action: string } {
  const { title } = requireStrategy(context, id)
  const stream = requireSystem(context, ics)
  requireWrite(context, stream)
  if (owner) requireOwner(context, ics, owner)
  const carried = carry(context, ics, { text, owner, due }, { action, recommendation })
  if (!carried)
    throw new UserError(
      'Say which action carries it, or under which recommendation to add one of your own.',
      'wrong-call',
    )
  const commitment = randomUUID()
  const additions = [
    ...changeOf(context, ics, `commitment:${commitment}`, {
      strategy: id,
      text,
      action: carried.action,
    }),
    ...carried.additions,
  ]
  const said = `${context.names.system(ics)} committed to “${title}”: ${text}`
  return {
    ...writeDeed(context, stream, additions, said),
    commitment,
    action: carried.action,
  }
}

/** Changes the wording, or takes a commitment back. Its action stays in the register as it is. */
export function editCommitment(
  context: WritingContext,
  { id, ics, text, removed }: Input<'strategies.editCommitment'>,
): Written {
  const stream = requireSystem(context, ics)
  requireWrite(context, stream)
  const before = readCommitments(context).find((each) => each.id === id && each.ics === ics)
  if (!before) throw new UserError('That commitment is not there any more. Look at the list again.')
  if (text === undefined && removed === undefined)
    throw new UserError('Say what to change: the wording, or that it is taken back.', 'wrong-call')
  const additions = changeOf(context, ics, `commitment:${id}`, { text, removed })
  const words = text ?? before.fields.text ?? ''
  return writeDeed(
    context,
    stream,
    additions,
    `${removed ? 'Took back' : 'Changed'} the commitment “${words}”`,
  )
}
