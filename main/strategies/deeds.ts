import { randomUUID } from 'node:crypto'
import { strategyDocument } from '../../domain/documents/tree.ts'
import { UserError } from '../../domain/errors.ts'
import { STRATEGY_STATE_WORDS } from '../../domain/record/strategy-words.ts'
import { whyNotMove } from '../../domain/strategies/life.ts'
import { templateDocument } from '../../domain/strategies/templates/index.ts'
import type { Input } from '../../preload/contract.ts'
import type { SavedStrategy } from '../../preload/strategies-types.ts'
import type { Written } from '../../preload/types.ts'
import { changeDocument } from '../documents/shared-documents.ts'
import { fillDocument } from '../documents/y-document.ts'
import { type RecordContext, requireWrite, type WritingContext } from '../record/context.ts'
import { changeIn, type FieldValues, saidOf, writeDeed } from '../record/deed.ts'
import { requireVersion } from './founded-versions.ts'
import { requireStrategy, type Strategy } from './parts.ts'
import { standings } from './signatures.ts'
import { versionText } from './version-text.ts'
import { keepWhatStands } from './versions.ts'

/** Deeds on strategies themselves. Each is one batch, which undo takes back whole. */

const REGION = 'region'

/** A new draft with the template's text, which stands in its document before anybody is told of it. */
export function createStrategy(
  context: WritingContext,
  { template, title, purpose = null, priorities = [] }: Input<'strategies.create'>,
): SavedStrategy {
  requireWrite(context, REGION)
  const id = randomUUID()
  changeDocument(context.record, strategyDocument(id), (doc) =>
    fillDocument(doc, templateDocument(template, { strategy: id })),
  )
  const values = { title, template, state: 'draft', purpose, priorities }
  const additions = changeIn(context, REGION, `strategy:${id}`, values)
  return { ...writeDeed(context, REGION, additions, saidOf(title, undefined)), id }
}

export function saveStrategy(
  context: WritingContext,
  { id, fields, seen }: Input<'strategies.save'>,
): Written {
  requireWrite(context, REGION)
  const { title } = requireStrategy(context, id)
  const additions = changeIn(context, REGION, `strategy:${id}`, fields, seen)
  return writeDeed(
    context,
    REGION,
    additions,
    saidOf(fields.title ?? title, id, fields.removed === true),
  )
}

/** Moves it along its life. */
export function moveStrategy(context: WritingContext, move: Input<'strategies.move'>): Written {
  requireWrite(context, REGION)
  const strategy = requireStrategy(context, move.id)
  const objection = whyNotMove(strategy.state, move.to)
  if (objection !== null) throw new UserError(objection, 'wrong-call')
  const { values, said } = moved(context, strategy, move)
  // What is offered is a choice among versions: nothing written since must be lost by it.
  const kept = move.to === 'in-review' ? keepWhatStands(context, strategy.id) : undefined
  const additions = [
    ...changeIn(context, REGION, `strategy:${strategy.id}`, { state: move.to, ...values }),
    ...(kept?.additions ?? []),
  ]
  return writeDeed(context, REGION, additions, `“${strategy.title}”: ${said}`)
}

/** What else a move changes, and the move in words. @throws UserError when something is missing for it */
function moved(
  context: WritingContext,
  strategy: Strategy,
  move: Input<'strategies.move'>,
): { values: FieldValues; said: string } {
  const words = STRATEGY_STATE_WORDS[move.to].toLowerCase()
  switch (move.to) {
    case 'draft':
      return { values: { offered: null }, said: 'back to draft' }
    case 'in-review': {
      const version = requireVersion(context, strategy.id, move.version)
      versionText(context.record, version)
      return { values: { offered: version.id }, said: `${words}, “${version.name}” offered` }
    }
    case 'agreed': {
      requireOffered(context, strategy)
      const { signed, of } = standings(context, strategy)
      if (signed === 0)
        throw new UserError(
          'No system has signed the version on offer yet. A strategy is agreed once at least one has.',
        )
      return { values: {}, said: `${words}, signed by ${signed} of ${of} systems` }
    }
    case 'published': {
      const version = requireOffered(context, strategy)
      return { values: { published: version, publishedOn: context.today() }, said: words }
    }
    case 'superseded': {
      const next = requireSuccessor(context, strategy, move.by)
      return { values: { supersededBy: next.id }, said: `${words} by “${next.title}”` }
    }
  }
}

/** The version on offer. @throws UserError when none is, or its text cannot be used */
function requireOffered(context: WritingContext, { id, offered }: Strategy): string {
  if (offered === null)
    throw new UserError('No version of this strategy is on offer. Offer one for review first.')
  versionText(context.record, requireVersion(context, id, offered))
  return offered
}

/** @throws UserError when that strategy cannot take the place of this one */
function requireSuccessor(context: RecordContext, { id }: Strategy, by: string): Strategy {
  if (by === id) throw new UserError('A strategy cannot take its own place.', 'wrong-call')
  const next = requireStrategy(context, by)
  if (next.state !== 'agreed' && next.state !== 'published')
    throw new UserError(
      `“${next.title}” is ${STRATEGY_STATE_WORDS[next.state].toLowerCase()}. It can take the place of another once it is agreed.`,
      'wrong-call',
    )
  return next
}
