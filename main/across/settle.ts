import { UserError } from '../../domain/errors.ts'
import { fieldLabel } from '../../domain/record/labels.ts'
import { fieldSchema, parseSubject } from '../../domain/record/subjects.ts'
import type { Written } from '../../preload/types.ts'
import { requireSystem, type WritingContext } from '../record/context.ts'
import { changeIn, writeDeed } from '../record/deed.ts'
import { conflictingFields } from '../record/heads.ts'
import { fieldWords } from './field-words.ts'

export function settleConflict(
  context: WritingContext,
  ics: string,
  subject: string,
  field: string,
  value: unknown,
): Written {
  const stream = ics === 'region' ? ics : requireSystem(context, ics)
  const parsed = parseSubject(subject)
  if (!parsed || !fieldSchema(parsed.kind, field)?.safeParse(value).success)
    throw new UserError(`That value does not fit ${fieldLabel(field).toLowerCase()}.`, 'wrong-call')
  const heads = context.record.projection.readHeads(ics, subject)
  if (!conflictingFields(parsed.kind, heads).includes(field))
    throw new UserError('There is nothing left to settle there. Somebody may have done it already.')
  const additions = changeIn(context, stream, subject, { [field]: value })
  const what = parsed.kind === 'action' ? parsed.id : 'the disagreement'
  return writeDeed(
    context,
    stream,
    additions,
    `Settled ${what}: ${fieldLabel(field).toLowerCase()} is ${fieldWords(context, parsed.kind, field, value)}`,
  )
}
