import { randomUUID } from 'node:crypto'
import { formatDate } from '../../domain/dates.ts'
import { UserError } from '../../domain/errors.ts'
import { positionBetween } from '../../domain/record/position.ts'
import type { SeriesFields, SessionFields } from '../../domain/record/workshop-fields.ts'
import {
  DEFAULT_ZONE,
  SESSION_STATE_WORDS,
  type TemplateName,
} from '../../domain/record/workshop-words.ts'
import { plural } from '../../domain/words.ts'
import { AGENDA_TEMPLATES } from '../../domain/workshops/templates.ts'
import { isZone, momentOf } from '../../domain/workshops/zone.ts'
import type { Input } from '../../preload/contract.ts'
import type { Written } from '../../preload/types.ts'
import type { SavedSession } from '../../preload/workshops-types.ts'
import {
  type RecordContext,
  requireSystem,
  requireWrite,
  type WritingContext,
} from '../record/context.ts'
import { changeIn, type Seen, saidOf, writeDeed } from '../record/deed.ts'
import type { Addition } from '../record/record.ts'
import { readAttendance, requireSeries, requireSession } from './read.ts'

/** Deeds on series, sessions and people. Each is one batch, which undo takes back whole. */

const REGION = 'region'

export function saveSeries(
  context: WritingContext,
  id: string | undefined,
  fields: SeriesFields,
  seen?: Seen,
): SavedSession {
  requireWrite(context, REGION)
  if (id) requireSeries(context, id)
  else if (!fields.title) throw new UserError('Give the series a title.', 'wrong-call')
  const series = id ?? randomUUID()
  const additions = changeIn(context, REGION, `series:${series}`, fields, seen)
  const title = fields.title ?? requireSeries(context, series).title
  return {
    ...writeDeed(context, REGION, additions, saidOf(title, id, fields.removed)),
    id: series,
  }
}

/** Changes a session, or makes a new one with the agenda of a template and the people of another. */
export function saveSession(
  context: WritingContext,
  { id, fields, template, inviteFrom, seen }: Input<'workshops.saveSession'>,
): SavedSession {
  requireWrite(context, REGION)
  const before = id ? requireSession(context, id) : undefined
  if (!id && !(fields.title && fields.series && fields.start))
    throw new UserError('A new session needs a series, a title and a start.', 'wrong-call')
  requireSense(context, { ...before, ...fields })

  const session = id ?? randomUUID()
  const agenda = template && AGENDA_TEMPLATES[template]
  const values = id
    ? fields
    : { zone: DEFAULT_ZONE, minutes: agenda?.minutes, state: 'planned', ...fields }
  const additions = [
    ...changeIn(context, REGION, `session:${session}`, values, seen),
    ...(!id && template ? templateItems(context, session, template) : []),
    ...(inviteFrom ? invitations(context, session, inviteFrom) : []),
  ]
  const title = fields.title ?? before?.title ?? ''
  const said =
    fields.state && before && fields.state !== before.state
      ? `${title}: ${SESSION_STATE_WORDS[fields.state].toLowerCase()}`
      : saidOf(title, id, fields.removed)
  return { ...writeDeed(context, REGION, additions, said), id: session }
}

/** @throws UserError when the session could not be found or held as it is described */
function requireSense(context: RecordContext, fields: SessionFields): void {
  const { series, start, zone = DEFAULT_ZONE, chairs } = fields
  if (series) requireSeries(context, series)
  if (!isZone(zone))
    throw new UserError(
      `There is no time zone ${zone}. The United Kingdom is Europe/London.`,
      'wrong-call',
    )
  if (start && momentOf(start, zone) === undefined)
    throw new UserError(
      `There is no ${start.slice(11)} on ${formatDate(start)}: the clocks go forward then. Choose another time.`,
      'wrong-call',
    )
  for (const { system } of chairs ?? []) if (system) requireSystem(context, system)
}

/** The items of a template, not yet written. @param after position of the last item there is */
export function templateItems(
  context: RecordContext,
  session: string,
  template: TemplateName,
  after: string | null = null,
): Addition[] {
  let position = after
  return AGENDA_TEMPLATES[template].items.flatMap((item) => {
    position = positionBetween(position, null)
    const values = { session, ...item, position }
    return changeIn(context, REGION, `item:${randomUUID()}`, values)
  })
}

/** The same people, who keep their ids, so that attendance can be followed over the series. */
function invitations(context: RecordContext, session: string, from: string): Addition[] {
  requireSession(context, from)
  return readAttendance(context, from)
    .filter(({ invited }) => invited)
    .flatMap(({ person, name, system, organisation, role, email }) =>
      changeIn(context, REGION, `attendance:${session}-${person}`, {
        session,
        name,
        system,
        organisation,
        role,
        email,
        invited: true,
      }),
    )
}

/** Invites people, marks who is there, or corrects who they are: as many as are given, at once. */
export function savePeople(
  context: WritingContext,
  { session, people }: Input<'workshops.savePeople'>,
): Written & { ids: string[] } {
  requireWrite(context, REGION)
  const { title } = requireSession(context, session)
  const known = new Set(readAttendance(context, session).map(({ person }) => person))
  const ids: string[] = []
  const additions = people.flatMap(({ person, fields }) => {
    if (fields.system) requireSystem(context, fields.system)
    const id = person ?? randomUUID()
    if (!known.has(id) && !fields.name)
      throw new UserError('Everybody needs a name. Give one and try again.', 'wrong-call')
    ids.push(id)
    return changeIn(context, REGION, `attendance:${session}-${id}`, { session, ...fields })
  })
  const said = `${title}: ${plural(people.length, 'person', 'people')} ${peopleWords(people)}`
  return { ...writeDeed(context, REGION, additions, said), ids }
}

function peopleWords(people: Input<'workshops.savePeople'>['people']): string {
  const all = (is: (fields: (typeof people)[number]['fields']) => boolean) =>
    people.every(({ fields }) => is(fields))
  if (all(({ removed }) => removed === true)) return 'taken off the list'
  if (all(({ present }) => present === true)) return 'present'
  if (all(({ invited }) => invited === true)) return 'invited'
  return 'changed'
}

/** Puts a suggestion aside, or brings it back. */
export function muteSuggestion(
  context: WritingContext,
  key: string,
  reason: string | null,
): Written {
  const additions = changeIn(
    context,
    REGION,
    `mute:${key}`,
    reason === null ? { removed: true } : { reason, removed: false },
  )
  return writeDeed(
    context,
    REGION,
    additions,
    reason === null ? 'Suggestion brought back' : 'Suggestion put aside',
  )
}
