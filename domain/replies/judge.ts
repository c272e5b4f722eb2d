import { formatDate } from '../dates.ts'
import { findNhsNumber } from '../record/nhs-number.ts'
import type { AnswerWords, AskedAction } from '../record/reply-fields.ts'
import { inSentence, STATUS_WORDS } from '../record/statuses.ts'
import { listOf } from '../words.ts'
import type { ReplyFile } from './reply-file.ts'

/** Whether a reply may come in, and what an owner could not know as they wrote it. */

/** What the record knows of the question that a reply names. */
export interface KnownRequest {
  removed: boolean
  owner: string
  asked: readonly AskedAction[]
  /** SHA-256 of the form's secret. */
  token: string
}

interface ReplyFacts {
  /** What the person calls the file. */
  name: string
  reply: ReplyFile
  /** Of the secret that the file carries. */
  tokenHash: string
  /** Where the question was asked: `undefined` when this record does not know it. */
  request: KnownRequest | undefined
  /** Name of another system that asked the question. */
  askedBy: string | undefined
  /** Contents of the replies that are here, by their ids. */
  here: ReadonlyMap<string, string>
}

/** Why the reply is left, in a sentence; `undefined` when it may come in. Whole or not at all. */
export function reasonToLeave(facts: ReplyFacts): string | undefined {
  const { name, reply, request } = facts
  if (facts.askedBy !== undefined)
    return `${name} answers a question that ${facts.askedBy} asked. Take it in there.`
  if (request === undefined)
    return `${name} answers a question that this record does not know. If another lead asked it, synchronise first; it may also come from another record, or be made up.`
  if (facts.tokenHash !== request.token)
    return `${name} does not come from the form that was sent: its key is wrong. Ask the owner whether they sent it.`
  if (request.removed)
    return `${name} answers a question that was taken back. Ask again, and have the new form filled in.`
  const known = facts.here.get(reply.id)
  if (known !== undefined)
    return known === contentOf(reply)
      ? `${name} is here already.`
      : `${name} is another version of a reply that is here already. Somebody changed the file after it was saved. Ask for a new one.`
  const asked = new Set(request.asked.map(({ action }) => action))
  const beside = reply.answers.filter(({ action }) => !asked.has(action))
  if (beside.length > 0)
    return `${name} speaks of ${listOf(beside.map(({ action }) => action))}, which was not asked about. Somebody changed the file. Ask for a new one.`
  const bare = reply.answers.find(
    ({ says }) => says.status === 'not-applicable' && says.note === undefined,
  )
  if (bare)
    return `${name} says that ${bare.action} does not apply, and gives no reason. Ask the owner why.`
  if (reply.answers.some(({ says }) => holdsNumber(says)))
    return `${name} looks like it holds an NHS number, and nothing about a patient may be kept here. Ask for the reply again without it.`
  return undefined
}

function holdsNumber({ note, nextStep }: AnswerWords): boolean {
  return [note, nextStep].some((text) => text !== undefined && findNhsNumber(text) !== undefined)
}

/** What two versions of one reply are told apart by. */
export function contentOf({ request, answers }: Pick<ReplyFile, 'request' | 'answers'>): string {
  const said = answers.map(({ action, says }) => [action, Object.entries(says).sort()])
  return JSON.stringify([request, said.sort()])
}

/** How an action stands now, beside how it stood when its owner was asked. */
export interface StandsNow extends AskedAction {
  owner: string | null
  ownerName: string | null
}

/** What has moved since the owner was asked, in sentences: none when nothing has. */
export function movedSince(asked: AskedAction, owner: string, now: StandsNow): string[] {
  const moved: string[] = []
  if (now.owner !== owner)
    moved.push(
      now.ownerName === null ? 'Nobody owns it now.' : `It belongs to ${now.ownerName} now.`,
    )
  if (now.status !== asked.status)
    moved.push(
      `It was ${inSentence(STATUS_WORDS[asked.status])} when they were asked, and is ${inSentence(STATUS_WORDS[now.status])} now.`,
    )
  if (now.due !== asked.due)
    moved.push(
      `It was ${dueWords(asked.due)} when they were asked, and is ${dueWords(now.due)} now.`,
    )
  if (now.noteAt !== asked.noteAt && now.noteAt !== null)
    moved.push(`A newer note was written on ${formatDate(now.noteAt)}.`)
  return moved
}

function dueWords(due: string | null): string {
  return due === null ? 'without a date' : `due on ${formatDate(due)}`
}
