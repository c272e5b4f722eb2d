import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import type { Input } from '../../preload/contract.ts'
import type { Written } from '../../preload/types.ts'
import {
  type RecordContext,
  requireAction,
  requireSystem,
  requireWrite,
  type WritingContext,
} from '../record/context.ts'
import { changeOf, writeDeed } from '../record/deed.ts'
import { requirePart } from '../record/standing.ts'
import { listStudies } from './studies.ts'

/** Deeds on case studies: a system writes its own down, and takes over those of others. */

type Saved = Written & { id: string }

export function savePractice(
  context: WritingContext,
  { ics, id, fields, seen }: Input<'practice.save'>,
): Saved {
  const stream = requireSystem(context, ics)
  requireWrite(context, stream)
  requireActions(context, ics, fields.actions)
  const before = id
    ? requirePart(context, 'practice', { view: ics, id }, NO_STUDY).fields
    : undefined
  if (!before && !(fields.title && fields.what))
    throw new UserError('Give the case study a title, and say what was done.', 'wrong-call')
  const practice = id ?? randomUUID()
  const additions = changeOf(context, ics, `practice:${practice}`, fields, seen)
  const done = fields.removed ? 'Removed' : id ? 'Changed' : 'Added'
  const title = fields.title ?? before?.title ?? 'the case study'
  return { ...writeDeed(context, stream, additions, `${done} “${title}”`), id: practice }
}

/** Says that a system works by a case study now, or changes what it said of that. */
export function adoptStudy(
  context: WritingContext,
  { ics, id, fields, seen }: Input<'practice.adopt'>,
): Saved {
  const stream = requireSystem(context, ics)
  requireWrite(context, stream)
  requireActions(context, ics, fields.actions)
  const before = id
    ? requirePart(context, 'adoption', { view: ics, id }, NO_ADOPTION).fields
    : undefined
  const key = fields.study ?? before?.study
  const study = listStudies(context).find((each) => each.key === key)
  // What was adopted can be told of further, even where the case study is gone since.
  if (fields.study !== undefined && fields.study !== before?.study) {
    if (!study) throw new UserError(NO_STUDY, 'wrong-call')
    if (study.ics === ics)
      throw new UserError('This case study is the system’s own: it cannot adopt it.', 'wrong-call')
    if (study.adoptions.some((adoption) => adoption.ics === ics))
      throw new UserError(
        `${context.names.system(ics)} adopted this case study already. Change what it said of that.`,
        'wrong-call',
      )
  }
  if (key === undefined) throw new UserError('Say which case study was adopted.', 'wrong-call')
  const adoption = id ?? randomUUID()
  const additions = changeOf(context, ics, `adoption:${adoption}`, fields, seen)
  const title = study?.title ?? 'a case study'
  const done = fields.removed
    ? `No longer adopted: “${title}”`
    : id
      ? `Changed what was said of “${title}”`
      : `Adopted “${title}”`
  return { ...writeDeed(context, stream, additions, done), id: adoption }
}

const NO_STUDY =
  'There is no such case study here. “accord practice list” shows them all; those of the report are there once it is imported.'
const NO_ADOPTION = 'That adoption is not in this system’s record.'

function requireActions(
  context: RecordContext,
  ics: string,
  references: readonly string[] = [],
): void {
  for (const reference of references) requireAction(context, ics, reference)
}
