import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import { placeAt } from '../../domain/record/position.ts'
import type { ItemFields } from '../../domain/record/workshop-fields.ts'
import { placeOf } from '../../domain/workshops/suggestions.ts'
import { AGENDA_TEMPLATES, emptyPlaceFor } from '../../domain/workshops/templates.ts'
import type { Input } from '../../preload/contract.ts'
import type { Written } from '../../preload/types.ts'
import type { SavedSession } from '../../preload/workshops-types.ts'
import { requireSystem, requireWrite, type WritingContext } from '../record/context.ts'
import { changeIn, saidOf, writeDeed } from '../record/deed.ts'
import { templateItems } from './deeds.ts'
import { readItems, requireSession } from './read.ts'
import { suggestionsFor } from './suggest.ts'

/** Deeds on the items of an agenda. */

const REGION = 'region'
const NEW_ITEM = { kind: 'discussion', minutes: 15 } as const

/** Changes an item, or adds one at a place. */
export function saveItem(
  context: WritingContext,
  { session, id, fields, at, seen }: Input<'workshops.saveItem'>,
): SavedSession {
  requireWrite(context, REGION)
  requireSession(context, session)
  const items = readItems(context, session)
  const before = items.find((item) => item.id === id)
  if (id && !before) throw noSuchItem()
  if (!id && !fields.title) throw new UserError('Give the item a title.', 'wrong-call')
  if (fields.presenterSystem) requireSystem(context, fields.presenterSystem)

  const item = id ?? randomUUID()
  const values: ItemFields = id ? fields : { session, ...NEW_ITEM, ...fields }
  const places = id ? new Map<string, string>() : placeAt(items, item, at ?? items.length)
  const additions = [
    ...changeIn(context, REGION, `item:${item}`, { ...values, position: places.get(item) }, seen),
    ...[...places]
      .filter(([other]) => other !== item)
      .flatMap(([other, position]) => changeIn(context, REGION, `item:${other}`, { position })),
  ]
  const title = fields.title ?? before?.title ?? ''
  return { ...writeDeed(context, REGION, additions, saidOf(title, id, fields.removed)), id: item }
}

/** Moves an item. Only its own position changes, so that others can move other items meanwhile. */
export function moveItem(
  context: WritingContext,
  { session, id, to }: Input<'workshops.moveItem'>,
): Written {
  requireWrite(context, REGION)
  requireSession(context, session)
  const items = readItems(context, session)
  const item = items.find((each) => each.id === id)
  if (!item) throw noSuchItem()
  const stands = items.indexOf(item)
  const others = items.filter((each) => each !== item)
  const places = Math.min(to, others.length) === stands ? [] : placeAt(others, id, to)
  const additions = [...places].flatMap(([each, position]) =>
    changeIn(context, REGION, `item:${each}`, { position }),
  )
  return writeDeed(context, REGION, additions, `Moved “${item.title}”`)
}

/**
 * Puts what a suggestion proposes onto the agenda: into a place that a template left empty, for as
 * long as that place lasts, else where it belongs, unless a place is given.
 */
export function addSuggestion(
  context: WritingContext,
  { session, key, at }: Input<'workshops.addSuggestion'>,
): SavedSession {
  requireWrite(context, REGION)
  const found = suggestionsFor(context, session).find((suggestion) => suggestion.key === key)
  if (!found)
    throw new UserError(
      'That suggestion does not hold any more. Look at the list again.',
      'wrong-call',
    )
  const items = readItems(context, session)
  const fields = { ...found.item, suggestion: key }
  const place = at === undefined ? emptyPlaceFor(found.kind, items) : undefined
  if (place) {
    const { minutes } = place
    return saveItem(context, { session, id: place.id, fields: { ...fields, minutes } })
  }
  return saveItem(context, { session, fields, at: at ?? placeOf(found.kind, items) })
}

/** Adds the items of a template after those that are there. */
export function addTemplate(
  context: WritingContext,
  { session, template }: Input<'workshops.addTemplate'>,
): Written {
  requireWrite(context, REGION)
  requireSession(context, session)
  const last = readItems(context, session).at(-1)
  const additions = templateItems(context, session, template, last?.position)
  const { title } = AGENDA_TEMPLATES[template]
  return writeDeed(context, REGION, additions, `Added the items of “${title}”`)
}

function noSuchItem(): UserError {
  return new UserError('There is no such item on this agenda. Somebody may have removed it.')
}
