import { isDone, type Status } from './statuses.ts'

/**
 * What the action that carries a promise says of the promise. What is promised counts from the
 * promise on: that the action was done already says nothing of what was added to it. Such a promise
 * stands where any other begins, as planned.
 * @param action its status, and the stamp of the entry that says so; `null` where nobody said
 * @param promisedAt stamp of the entry that gave the promise to the action
 */
export function statusOfPromise(
  action: { status: Status; at: string | null },
  promisedAt: string | null,
): { status: Status; doneBefore: boolean } {
  const { status, at } = action
  const doneBefore = isDone(status) && promisedAt !== null && at !== null && at < promisedAt
  return { status: doneBefore ? 'planned' : status, doneBefore }
}
