import { randomUUID } from 'node:crypto'
import { CHECKLIST_QUESTIONS } from '../../domain/checklist/questions.ts'
import { formatDate } from '../../domain/dates.ts'
import { UserError } from '../../domain/errors.ts'
import type { Input } from '../../preload/contract.ts'
import type { Written } from '../../preload/types.ts'
import {
  type RecordContext,
  requireSystem,
  requireWrite,
  type WritingContext,
} from '../record/context.ts'
import { changeOf, writeDeed } from '../record/deed.ts'
import { ownAnswerId, requireRound } from './read.ts'

/** Deeds on rounds of the checklist. Each is one batch, which undo takes back whole. */

export function saveRound(
  context: WritingContext,
  { ics, id, fields, seen }: Input<'checklist.saveRound'>,
): Written & { id: string } {
  const stream = requireSystem(context, ics)
  requireWrite(context, stream)
  const before = id ? requireRound(context, id) : undefined
  if (!before && !(fields.title && fields.organisation && fields.opens))
    throw new UserError('A new round needs an organisation, a title and a first day.', 'wrong-call')
  const { title, organisation, opens, closes } = { ...before, ...fields }
  if (opens && closes && closes < opens)
    throw new UserError(
      `The round opens on ${formatDate(opens)}, so it cannot close on ${formatDate(closes)}. Choose a later last day.`,
      'wrong-call',
    )
  const round = id ?? randomUUID()
  const additions = changeOf(context, ics, `checklist-round:${round}`, fields, seen)
  const verb = fields.removed ? 'Removed' : id ? 'Changed' : 'Added'
  const said = `${verb} the checklist round “${title}” of ${organisation}`
  return { ...writeDeed(context, stream, additions, said), id: round }
}

/** What the member says themselves. Said again, it takes the place of what they said before. */
export function answerRound(
  context: WritingContext,
  { round: id, level, answers, remark }: Input<'checklist.answer'>,
): Written {
  const round = requireRound(context, id)
  const stream = requireSystem(context, round.ics)
  requireWrite(context, stream)
  requireOpen(context, round)
  const open = CHECKLIST_QUESTIONS.find((question) => answers[question.id] === undefined)
  if (open)
    throw new UserError(
      `Question ${open.id} has no answer yet. Choose one; “I do not know” is an answer too.`,
      'wrong-call',
    )
  const additions = changeOf(
    context,
    round.ics,
    `checklist-answer:${ownAnswerId(context, id)}`,
    // Where it was taken back before, it comes back.
    { round: id, level, answers, remark: remark || null, removed: false },
  )
  const said = `${round.organisation}: your answers are ${round.mine ? 'changed' : 'in'}`
  return writeDeed(context, stream, additions, said)
}

function requireOpen(
  { today }: RecordContext,
  { opens, closes }: { opens: string; closes: string | null },
): void {
  if (opens > today())
    throw new UserError(`This round opens on ${formatDate(opens)}. Answer from then on.`)
  if (closes !== null && closes < today())
    throw new UserError(
      `This round closed on ${formatDate(closes)}. Whoever runs it can give it a later last day.`,
    )
}
