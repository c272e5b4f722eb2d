import { randomUUID } from 'node:crypto'
import { canonicalDocument } from '../../domain/documents/canonical.ts'
import { type DocumentNode, strategyDocument } from '../../domain/documents/tree.ts'
import { UserError } from '../../domain/errors.ts'
import { STRATEGY_STATE_WORDS } from '../../domain/record/strategy-words.ts'
import { whyNotMove } from '../../domain/strategies/life.ts'
import { templateDocument } from '../../domain/strategies/templates/index.ts'
import type { Input } from '../../preload/contract.ts'
import type { SavedStrategy } from '../../preload/strategies-types.ts'
import type { Written } from '../../preload/types.ts'
import { hashOf } from '../documents/kept-text.ts'
import { changeDocument } from '../documents/shared-documents.ts'
import { fillDocument } from '../documents/y-document.ts'
import { type RecordContext, requireWrite, type WritingContext } from '../record/context.ts'
import { changeIn, type FieldValues, saidOf, writeDeed } from '../record/deed.ts'
import type { Addition } from '../record/record.ts'
import { requireVersion } from './founded-versions.ts'
import { requireStrategy, type Strategy } from './parts.ts'
import { standings } from './signatures.ts'
import { versionText } from './version-text.ts'
import { keep, keepWhatStands } from './versions.ts'

/** Deeds on strategies themselves. Each is one batch, which undo takes back whole. */

const REGION = 'region'

/** What a move changes, in words too, and what else is written with it. */
interface Moved {
  values: FieldValues
  said: string
  made?: Addition[]
}

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
/**
 * @param text what is offered, for a move to `in-review`: see `frozenText`. Left out: the version
 *   that is named, as it was kept.
 */
export function moveStrategy(
  context: WritingContext,
  move: Input<'strategies.move'>,
  text?: DocumentNode,
): Written {
  requireWrite(context, REGION)
  const strategy = requireStrategy(context, move.id)
  const objection = whyNotMove(strategy.state, move.to)
  if (objection !== null) throw new UserError(objection, 'wrong-call')
  const {
    values,
    said,
    made = [],
  } = move.to === 'in-review' ? offered(context, move, text) : moved(context, strategy, move)
  // What is offered is a choice among versions: nothing written since must be lost by it.
  const isChoice = move.to === 'in-review' && move.version !== undefined
  const kept = isChoice ? keepWhatStands(context, strategy.id) : undefined
  const additions = [
    ...changeIn(context, REGION, `strategy:${strategy.id}`, { state: move.to, ...values }),
    ...(kept?.additions ?? []),
    ...made,
  ]
  return writeDeed(context, REGION, additions, `“${strategy.title}”: ${said}`)
}

/** What else a move changes, and the move in words. @throws UserError when something is missing for it */
function moved(
  context: WritingContext,
  strategy: Strategy,
  move: Exclude<Input<'strategies.move'>, { to: 'in-review' }>,
): Moved {
  const words = STRATEGY_STATE_WORDS[move.to].toLowerCase()
  switch (move.to) {
    case 'draft':
      return { values: { offered: null }, said: 'back to draft' }
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

/**
 * The version to be signed: the one that is named, where nothing in it moves, or else one that holds
 * its text with all that was live in it frozen.
 */
function offered(
  context: WritingContext,
  { id, version: named, name }: Extract<Input<'strategies.move'>, { to: 'in-review' }>,
  text?: DocumentNode,
): Moved {
  const version = named === undefined ? undefined : requireVersion(context, id, named)
  const words = STRATEGY_STATE_WORDS['in-review'].toLowerCase()
  const called = version?.name ?? name ?? 'For signing'
  const said = `${words}, “${called}” offered`
  if (version) versionText(context.record, version)
  if (version && (!text || version.hash === hashOf(canonicalDocument(text))))
    return { values: { offered: version.id }, said }
  const kept = keep(context, id, { name: called, made: 'named' }, text)
  return { values: { offered: kept.id }, said, made: kept.additions }
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
