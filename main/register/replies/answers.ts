import { compareReferences } from '../../../domain/commission/reference.ts'
import { ActionFields } from '../../../domain/record/subjects.ts'
import { changesOf } from '../../../domain/replies/accept.ts'
import { movedSince } from '../../../domain/replies/judge.ts'
import type { OwnerAnswer } from '../../../preload/replies-types.ts'
import { getRow } from '../../actions/rows.ts'
import { type RecordContext, requireSystem } from '../../record/context.ts'
import { headIds } from '../../record/heads.ts'
import { type Part, readParts } from '../../record/parts.ts'
import { latestOf, placeOf } from '../asked.ts'

/** What owners answered, as proposals for the lead of their system. */

/** Of those decided, so many are for looking up: each action's page tells all of its own. */
const DECIDED_SHOWN = 100

/** Those that wait first, then the last that were decided, the latest first in each. */
export function listAnswers(context: RecordContext, ics: string): OwnerAnswer[] {
  requireSystem(context, ics)
  const { db } = context.record
  const requests = new Map(readParts(db, 'request', { view: ics }).map((each) => [each.id, each]))
  const answers = readParts(db, 'owner-answer', { view: ics })
  const latest = latestOf(answers)
  const waiting = answers.filter(
    (part) => !part.fields.decision && latest.get(placeOf(part)) === part.id,
  )
  const decided = answers
    .filter(({ fields }) => fields.decision)
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, DECIDED_SHOWN)
  return [...waiting, ...decided]
    .flatMap((part) => {
      const request = requests.get(part.fields.request ?? '')
      return request ? (answerOf(context, part, request) ?? []) : []
    })
    .sort(
      (a, b) =>
        Number(a.decision !== null) - Number(b.decision !== null) ||
        b.written.localeCompare(a.written) ||
        compareReferences(a.reference, b.reference),
    )
}

function answerOf(
  context: RecordContext,
  { id, view, at, fields }: Part<'owner-answer'>,
  request: Part<'request'>,
): OwnerAnswer | undefined {
  const { action, says, written = at, decision = null, reason = null } = fields
  const { owner } = request.fields
  const asked = request.fields.asked?.find((each) => each.action === action)
  if (!action || !says || !owner || !asked) return undefined
  const { db, projection } = context.record
  const row = getRow(db, view, action) ?? null
  const ownerName = context.names.owner(owner)
  const changes = changesOf(says, ownerName)
  // Whoever it was given to meanwhile keeps it.
  if (row?.owner !== owner) delete changes.owner
  const heads = projection.readHeads(view, `action:${action}`)
  return {
    ...{ id, ics: view, owner, ownerName, reference: action, row, says, changes },
    ...{ written, decision, reason },
    moved: row
      ? movedSince(asked, owner, { ...row, action })
      : ['The action is not in the register any more.'],
    askedAt: request.at,
    replyBy: request.fields.replyBy ?? null,
    seen: Object.fromEntries(
      Object.entries(headIds(heads)).filter(([field]) => field in ActionFields.shape),
    ),
  }
}
