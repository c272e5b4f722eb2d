import { statusOfPromise } from '../../domain/record/promised.ts'
import type { Status } from '../../domain/record/statuses.ts'
import type { Db } from '../record/database.ts'

/** What became of promises that actions carry. */

/** A promise by the subject that names the action which carries it. */
export interface Carried {
  /** System in whose view the action is looked up, ODS code. */
  ics: string
  action: string
  /** `proposal:<outcome>`, `commitment:<id>`. */
  subject: string
}

/** Tells the status of a promise, and whether its action was done before it; `undefined` where there is no such action. */
export function promiseReader(
  db: Db,
): (promise: Carried) => { status: Status; doneBefore: boolean; actionStatus: Status } | undefined {
  const statusOf = db
    .prepare('SELECT status FROM action_state WHERE ics = ? AND reference = ?')
    .pluck()
  // A conflict leaves several heads: the latest is the one that shows.
  const saidAt = db
    .prepare('SELECT max(at) FROM head WHERE view = ? AND subject = ? AND field = ?')
    .pluck()
  // A merged system has its predecessors' promises in its view, with the stamps they had.
  const promisedAt = db
    .prepare("SELECT max(at) FROM head WHERE subject = ? AND field = 'action'")
    .pluck()
  return ({ ics, action, subject }) => {
    const actionStatus = statusOf.get(ics, action) as Status | undefined
    if (actionStatus === undefined) return undefined
    const at = saidAt.get(ics, `action:${action}`, 'status') as string | null
    const promised = promisedAt.get(subject) as string | null
    return { ...statusOfPromise({ status: actionStatus, at }, promised), actionStatus }
  }
}
