import type { AskedOfAction, AskedStanding } from '../../preload/types.ts'
import type { RecordContext } from '../record/context.ts'
import { type Part, readParts } from '../record/parts.ts'

/** What owners were asked, and how much of it came back. */

/** The last question to each owner of a system, by the owner's id. */
export function lastAsked(context: RecordContext, ics: string): Map<string, AskedStanding> {
  const { db } = context.record
  const found = new Map<string, AskedStanding>()
  const answered = Map.groupBy(
    readParts(db, 'owner-answer', { view: ics }),
    ({ fields }) => fields.request,
  )
  const requests = readParts(db, 'request', { view: ics })
  for (const request of requests.sort((a, b) => a.at.localeCompare(b.at)))
    if (request.parent !== null)
      found.set(request.parent, standingOf(request, answered.get(request.id) ?? []))
  return found
}

export function standingOf(
  { id, at, fields }: Part<'request'>,
  answers: readonly Part<'owner-answer'>[],
): AskedStanding {
  const told = new Set(answers.map(({ fields }) => fields.action))
  const asked = (fields.asked ?? []).map(({ action }) => action)
  return {
    request: id,
    at,
    replyBy: fields.replyBy ?? null,
    asked,
    answered: asked.filter((action) => told.has(action)),
  }
}

/** What was asked and answered of one action in a system, the latest first. */
export function askedOfAction(
  context: RecordContext,
  ics: string,
  reference: string,
): AskedOfAction[] {
  const { db } = context.record
  const answers = readParts(db, 'owner-answer', { view: ics, parent: reference })
  const latest = latestOf(answers)
  return readParts(db, 'request', { view: ics })
    .filter(({ fields }) => fields.asked?.some(({ action }) => action === reference))
    .map(({ id, at, fields }) => {
      const last = latest.get(`${id} ${reference}`)
      const answer = answers.find((each) => each.id === last)
      return {
        request: id,
        owner: fields.owner ?? '',
        ownerName: context.names.owner(fields.owner ?? ''),
        at,
        replyBy: fields.replyBy ?? null,
        answer: answer
          ? {
              written: answer.fields.written ?? answer.at,
              decision: answer.fields.decision ?? null,
              reason: answer.fields.reason ?? null,
            }
          : null,
      }
    })
    .sort((a, b) => b.at.localeCompare(a.at))
}

/** An owner may answer a question again: the answer they wrote last takes the place of the others. */
export function latestOf(answers: readonly Part<'owner-answer'>[]): Map<string, string> {
  const sorted = [...answers].sort((a, b) =>
    (a.fields.written ?? '').localeCompare(b.fields.written ?? ''),
  )
  return new Map(sorted.map((part) => [placeOf(part), part.id]))
}

export function placeOf({ fields }: Part<'owner-answer'>): string {
  return `${fields.request} ${fields.action}`
}
