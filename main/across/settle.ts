import { UserError } from '../../domain/errors.ts'
import { fieldLabel } from '../../domain/record/labels.ts'
import { fieldSchema, parseSubject } from '../../domain/record/subjects.ts'
import type { Written } from '../../preload/types.ts'
import { requireSystem, type WritingContext } from '../record/context.ts'
import { changeIn, type FieldValues, writeDeed } from '../record/deed.ts'
import { conflictingFields } from '../record/heads.ts'
import { fieldWords } from './field-words.ts'
import { valuesBefore } from './undo.ts'
import { changeOfEntry } from './written-together.ts'

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

/**
 * Settles with one sense: all that one entry wrote stands, of every field on which another disagrees
 * with it. What those others wrote with theirs and nobody has changed since, such as the note that
 * explains the other status, gives way to what stood before it; it stays in the history.
 * @param chosen the entry that is kept
 */
export function settleTogether(
  context: WritingContext,
  ics: string,
  subject: string,
  chosen: string,
): Written {
  const stream = ics === 'region' ? ics : requireSystem(context, ics)
  const parsed = parseSubject(subject)
  if (!parsed) throw new UserError('There is no such thing in this record.', 'wrong-call')
  const heads = context.record.projection.readHeads(ics, subject)
  const fields = conflictingFields(parsed.kind, heads).filter((field) =>
    heads.get(field)?.some(({ entry }) => entry === chosen),
  )
  if (fields.length === 0)
    throw new UserError('There is nothing left to settle there. Somebody may have done it already.')
  const rivals = new Set(
    fields.flatMap((field) => heads.get(field)?.map(({ entry }) => entry) ?? []),
  )
  const values: FieldValues = {}
  for (const [field, rows] of heads) {
    const own = rows.find(({ entry }) => entry === chosen)
    if (own && rows.length > 1) values[field] = own.value
    // Written with what is not kept, and by nobody else since.
    const only = rows.length === 1 && rows[0] && rivals.has(rows[0].entry) ? rows[0].entry : null
    const entry = only === null || only === chosen ? undefined : changeOfEntry(context, only)
    if (entry) values[field] = valuesBefore(context.record.db, parsed.kind, entry, field)[0] ?? null
  }
  const additions = changeIn(context, stream, subject, values)
  const what = parsed.kind === 'action' ? parsed.id : 'the disagreement'
  const words = fields.map(
    (field) =>
      `${fieldLabel(field).toLowerCase()} is ${fieldWords(context, parsed.kind, field, values[field])}`,
  )
  return writeDeed(context, stream, additions, `Settled ${what}: ${words.join(', ')}`)
}
