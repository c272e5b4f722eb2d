import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import { fieldLabel, valueWords } from '../../domain/record/labels.ts'
import { inSentence } from '../../domain/record/statuses.ts'
import type {
  ActionFields,
  EvidenceFields,
  LocalActionFields,
  OwnerFields,
} from '../../domain/record/subjects.ts'
import { plural } from '../../domain/words.ts'
import type { Written } from '../../preload/types.ts'
import { newLocalAction } from '../actions/local.ts'
import { isListed, NO_OWNER, requireOwner } from '../actions/owner.ts'
import { getRow } from '../actions/rows.ts'
import {
  type RecordContext,
  requireAction,
  requireSystem,
  requireWrite,
  type WritingContext,
} from '../record/context.ts'
import { changeOf, type Seen, writeDeed } from '../record/deed.ts'

export function updateAction(
  context: WritingContext,
  ics: string,
  reference: string,
  changes: ActionFields,
  seen?: Seen,
): Written {
  const stream = requireSystem(context, ics)
  requireWrite(context, stream)
  requireAction(context, ics, reference)
  requireSense(context, ics, changes)
  const additions = changeOf(context, ics, `action:${reference}`, changes, seen)
  return writeDeed(context, stream, additions, `${reference}: ${changesInWords(context, changes)}`)
}

export function adoptApproach(
  context: WritingContext,
  ics: string,
  reference: string,
  from: string,
): Written {
  const stream = requireSystem(context, ics)
  requireSystem(context, from)
  requireAction(context, ics, reference)
  if (from === ics) throw new UserError('A system cannot adopt its own approach.', 'wrong-call')
  const ours = getRow(context.record.db, ics, reference)
  const theirs = getRow(context.record.db, from, reference)
  const additions = changeOf(context, ics, `action:${reference}`, {
    adoptedFrom: from,
    nextStep: ours?.nextStep ? undefined : (theirs?.nextStep ?? undefined),
  })
  return writeDeed(
    context,
    stream,
    additions,
    `${reference}: adopted from ${context.names.system(from)}`,
  )
}

export function addLocalAction(
  context: WritingContext,
  ics: string,
  recommendation: string,
  fields: LocalActionFields,
): Written & { reference: string } {
  const stream = requireSystem(context, ics)
  const { reference, additions } = newLocalAction(context, ics, recommendation, fields)
  return { ...writeDeed(context, stream, additions, `Added ${reference}`), reference }
}

export function editLocalAction(
  context: WritingContext,
  ics: string,
  reference: string,
  fields: LocalActionFields,
): Written {
  const stream = requireSystem(context, ics)
  requireAction(context, ics, reference)
  const additions = changeOf(context, ics, `local-action:${reference}`, fields)
  if (!reference.includes('-'))
    throw new UserError(
      `${reference} is the commission's own action, so its title cannot be changed here.`,
    )
  return writeDeed(
    context,
    stream,
    additions,
    fields.removed ? `Removed ${reference}` : `Changed ${reference}`,
  )
}

export function addEvidence(
  context: WritingContext,
  ics: string,
  reference: string,
  fields: Required<Pick<EvidenceFields, 'title' | 'location'>>,
): Written & { id: string } {
  const stream = requireSystem(context, ics)
  requireAction(context, ics, reference)
  const id = randomUUID()
  const additions = changeOf(context, ics, `evidence:${id}`, { action: reference, ...fields })
  return { ...writeDeed(context, stream, additions, `${reference}: evidence added`), id }
}

export function removeEvidence(context: WritingContext, ics: string, id: string): Written {
  const stream = requireSystem(context, ics)
  const reference = context.record.db
    .prepare('SELECT reference FROM evidence WHERE ics = ? AND id = ?')
    .pluck()
    .get(ics, id) as string | undefined
  if (!reference) throw new UserError('That evidence is not there any more.')
  // The action is named again, so that each entry says by itself what it speaks of.
  const additions = changeOf(context, ics, `evidence:${id}`, { removed: true })
  for (const { draft } of additions)
    if (draft.kind === 'change') draft.set = { ...draft.set, action: reference }
  return writeDeed(context, stream, additions, `${reference}: evidence removed`)
}

export function saveOwner(
  context: WritingContext,
  ics: string,
  id: string | undefined,
  fields: OwnerFields,
  seen?: Seen,
): Written & { id: string } {
  const stream = requireSystem(context, ics)
  if (!id && !fields.name) throw new UserError('Give the owner a name.', 'wrong-call')
  if (id && !isListed(context, ics, id, { orRemoved: true }))
    throw new UserError(NO_OWNER, 'wrong-call')
  const owner = id ?? randomUUID()
  const additions = changeOf(
    context,
    ics,
    `owner:${owner}`,
    id ? fields : { type: 'person', ...fields },
    seen,
  )
  const name = fields.name ?? context.names.owner(owner)
  const said = fields.removed ? `Removed ${name}` : id ? `Changed ${name}` : `Added ${name}`
  return { ...writeDeed(context, stream, additions, said), id: owner }
}

export function handOver(
  context: WritingContext,
  ics: string,
  from: string,
  to: string,
  references?: readonly string[],
): Written {
  const stream = requireSystem(context, ics)
  requireOwner(context, ics, to)
  const all = context.record.db
    .prepare('SELECT reference FROM action_state WHERE ics = ? AND owner = ? ORDER BY sort')
    .pluck()
    .all(ics, from) as string[]
  const wanted = references ? all.filter((reference) => references.includes(reference)) : all
  const additions = wanted.flatMap((reference) =>
    changeOf(context, ics, `action:${reference}`, { owner: to }),
  )
  return writeDeed(
    context,
    stream,
    additions,
    `${plural(additions.length, 'action')} handed to ${context.names.owner(to)}`,
  )
}

/** What a set of changes must fulfil beyond the shape of each field. */
export function requireSense(context: RecordContext, ics: string, changes: ActionFields): void {
  if (Object.values(changes).every((value) => value === undefined))
    throw new UserError('Say what to change: a status, a note, an owner, a due date.', 'wrong-call')
  if (changes.status === 'not-applicable' && !changes.note)
    throw new UserError('Not applicable needs a reason. Write it as the note.', 'wrong-call')
  if (changes.owner) requireOwner(context, ics, changes.owner)
  if (changes.adoptedFrom) requireSystem(context, changes.adoptedFrom)
}

/** What changes, in words, for the toast and for undo. */
export function changesInWords(context: RecordContext, changes: ActionFields): string {
  return Object.entries(changes)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => {
      if (field === 'note') return value ? 'note added' : 'note cleared'
      const words = valueWords(field, value, context.names)
      return words === null
        ? `${fieldLabel(field).toLowerCase()} cleared`
        : `${fieldLabel(field).toLowerCase()} ${inSentence(words)}`
    })
    .join(', ')
}
