import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import { fieldLabel, valueWords } from '../../domain/record/labels.ts'
import { type StreamName, streamSystem, systemStream } from '../../domain/record/stream.ts'
import type {
  ActionFields,
  EvidenceFields,
  LocalActionFields,
  OwnerFields,
} from '../../domain/record/subjects.ts'
import { fieldSchema, parseSubject } from '../../domain/record/subjects.ts'
import { plural } from '../../domain/words.ts'
import type { Written } from '../../preload/types.ts'
import { conflictingFields } from '../record/heads.ts'
import type { Addition } from '../record/record.ts'
import { type RegisterContext, requireAction, requireSystem, requireWrite } from './context.ts'
import { fieldWords } from './field-words.ts'
import { getRow } from './rows.ts'

/** Deeds: what people do to the register, as entries. Each is one batch, which undo takes back whole. */

export type FieldValues = Record<string, unknown>
export type Seen = Record<string, string[]>

/**
 * One subject's fields set to new values. Fields that already hold the value are left out.
 * @param seen for each field the entries whose values the person had in view; by default all there are
 */
export function changeIn(
  context: RegisterContext,
  stream: StreamName,
  subject: string,
  values: FieldValues,
  seen: Seen = {},
): Addition[] {
  const heads = context.record.projection.readHeads(streamSystem(stream) ?? 'region', subject)
  const set: Record<string, never> = {}
  const basedOn: Seen = {}
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined) continue
    const rows = heads.get(field) ?? []
    const settled = rows.length <= 1
    if (settled && JSON.stringify(rows[0]?.value ?? null) === JSON.stringify(value)) continue
    set[field] = value as never
    basedOn[field] = seen[field] ?? rows.map((row) => row.entry)
  }
  if (Object.keys(set).length === 0) return []
  return [{ stream, draft: { kind: 'change', subject, set, basedOn } }]
}

/** The same in a system's own stream. */
export function changeOf(
  context: RegisterContext,
  ics: string,
  subject: string,
  values: FieldValues,
  seen?: Seen,
): Addition[] {
  return changeIn(context, systemStream(ics), subject, values, seen)
}

/** Writes one deed. @param said what was done, in words, for the toast and for undo */
export function writeDeed(
  context: RegisterContext,
  stream: StreamName,
  additions: readonly Addition[],
  said: string,
): Written {
  requireWrite(context, stream)
  const batch = randomUUID()
  if (additions.length === 0) return { batch, entries: 0, said: 'Nothing changed' }
  context.record.write(additions, batch)
  return { batch, entries: additions.length, said }
}

export function updateAction(
  context: RegisterContext,
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
  context: RegisterContext,
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
  context: RegisterContext,
  ics: string,
  recommendation: string,
  fields: LocalActionFields,
): Written & { reference: string } {
  const stream = requireSystem(context, ics)
  const { reference, additions } = newLocalAction(context, ics, recommendation, fields)
  return { ...writeDeed(context, stream, additions, `Added ${reference}`), reference }
}

/** An action of a system's own, not yet written. @throws UserError when no such recommendation is known */
export function newLocalAction(
  context: RegisterContext,
  ics: string,
  recommendation: string,
  fields: LocalActionFields,
): { reference: string; additions: Addition[] } {
  const known = context.record.db
    .prepare('SELECT 1 FROM action WHERE recommendation = ? OR recommendation LIKE ?')
    .get(recommendation, recommendation)
  if (!known)
    throw new UserError(
      `There is no recommendation ${recommendation}. One looks like HS1.e.`,
      'wrong-call',
    )
  const id = randomUUID()
  // Six characters of a random id: two machines offline cannot be expected to count together.
  const reference = `${recommendation}.${ics}-${id.replaceAll('-', '').slice(0, 6)}`
  const values = { recommendation, ...fields }
  return { reference, additions: changeOf(context, ics, `local-action:${reference}`, values) }
}

export function editLocalAction(
  context: RegisterContext,
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
  context: RegisterContext,
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

export function removeEvidence(context: RegisterContext, ics: string, id: string): Written {
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

export function settleConflict(
  context: RegisterContext,
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

export function saveOwner(
  context: RegisterContext,
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
  context: RegisterContext,
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
export function requireSense(context: RegisterContext, ics: string, changes: ActionFields): void {
  if (Object.values(changes).every((value) => value === undefined))
    throw new UserError('Say what to change: a status, a note, an owner, a due date.', 'wrong-call')
  if (changes.status === 'not-applicable' && !changes.note)
    throw new UserError('Not applicable needs a reason. Write it as the note.', 'wrong-call')
  if (changes.owner) requireOwner(context, ics, changes.owner)
  if (changes.adoptedFrom) requireSystem(context, changes.adoptedFrom)
}

const NO_OWNER = 'That owner is not in this system’s directory. Add them first.'

/** @param options.orRemoved whether owners taken out of the directory count */
function isListed(
  { record }: RegisterContext,
  ics: string,
  id: string,
  options: { orRemoved?: boolean } = {},
): boolean {
  return (
    record.db
      .prepare('SELECT 1 FROM owner WHERE ics = ? AND id = ? AND removed <= ?')
      .get(ics, id, options.orRemoved ? 1 : 0) !== undefined
  )
}

/** @throws UserError when the owner is not in the system's directory */
export function requireOwner(context: RegisterContext, ics: string, id: string): void {
  if (!isListed(context, ics, id)) throw new UserError(NO_OWNER, 'wrong-call')
}

/** What changes, in words, for the toast and for undo. */
export function changesInWords(context: RegisterContext, changes: ActionFields): string {
  return Object.entries(changes)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => {
      if (field === 'note') return value ? 'note added' : 'note cleared'
      const words = valueWords(field, value, context.names)
      return words === null
        ? `${fieldLabel(field).toLowerCase()} cleared`
        : `${fieldLabel(field).toLowerCase()} ${lowerFirst(words)}`
    })
    .join(', ')
}

/** Lower case only for our own words; names keep theirs. */
function lowerFirst(words: string): string {
  return /^(Not|Planned|In|Blocked|Complete|Embedded|On|At|Off)\b/.test(words)
    ? words.charAt(0).toLowerCase() + words.slice(1)
    : words
}
