import { randomUUID } from 'node:crypto'
import { UserError } from '../../../domain/errors.ts'
import { systemStream } from '../../../domain/record/stream.ts'
import { contentOf, reasonToLeave } from '../../../domain/replies/judge.ts'
import {
  LARGEST_REPLY_FILE,
  type ReplyFile,
  readReplyFile,
} from '../../../domain/replies/reply-file.ts'
import { listOf, plural } from '../../../domain/words.ts'
import type { RepliesTaken } from '../../../preload/replies-types.ts'
import { readApart } from '../../imports/apart/read-apart.ts'
import type { AttachedLimits } from '../../imports/attached-texts.ts'
import { readWhole } from '../../imports/read-whole.ts'
import {
  type RecordContext,
  requireSystem,
  requireWrite,
  type WritingContext,
} from '../../record/context.ts'
import { changeOf, writeDeed } from '../../record/deed.ts'
import { readParts } from '../../record/parts.ts'
import type { Addition } from '../../record/record.ts'
import type { FileShelf } from '../../runtime/files.ts'
import { hashOf } from './ask.ts'

/**
 * Replies that come back as files. One that cannot be taken in is left with the reason, and the
 * others come in; no part of a reply comes in without the rest of it.
 */

/** Far more than an e-mail takes; one made to be read without end holds the others up no longer. */
const MAIL_MS = 20_000

/** A reply that came back, or why it is none to take in. */
export type Returned = { name: string } & ({ reply: ReplyFile } | { reason: string })

/** Reads files that anybody may have sent. */
export async function readReturned(
  shelf: FileShelf,
  tokens: readonly string[],
): Promise<Returned[]> {
  const found: Returned[] = []
  // One after the other: a reader of e-mails is a process of its own.
  for (const token of tokens) found.push(...(await readOne(shelf, token)))
  return found
}

async function readOne(shelf: FileShelf, token: string): Promise<Returned[]> {
  let name = 'A file'
  try {
    const file = await shelf.incoming(token)
    name = file.name
    const bytes = await readWhole(file.path, name)
    // JSON begins so, and no e-mail does.
    if (/\.json$/i.test(name) || /^(\xef\xbb\xbf)?\s*\{/.test(bytes.toString('latin1', 0, 64)))
      return [readText(name, bytes)]
    return await readMail(name, bytes)
  } catch (error) {
    if (error instanceof UserError) return [{ name, reason: error.message }]
    throw error
  }
}

function readText(name: string, bytes: Buffer): Returned {
  if (bytes.length > LARGEST_REPLY_FILE)
    return { name, reason: `${name} is too large to be a reply.` }
  const reply = readReplyFile(bytes.toString('utf8'))
  return reply
    ? { name, reply }
    : { name, reason: `${name} is not a reply that the form has saved.` }
}

async function readMail(name: string, bytes: Buffer): Promise<Returned[]> {
  const unreadable = `${name} is neither a reply that the form has saved nor an e-mail that can be read. Save the attached file from the e-mail, and take that in.`
  try {
    const options = { most: LARGEST_REPLY_FILE } satisfies AttachedLimits
    const texts = await readApart('attached', bytes, { name, options, deadlineMs: MAIL_MS })
    if (texts === undefined) return [{ name, reason: unreadable }]
    const replies = texts.flatMap((each): Returned[] => {
      const reply = readReplyFile(each.text)
      return reply ? [{ name: `${each.name.slice(0, 80)} in ${name}`, reply }] : []
    })
    if (replies.length > 0) return replies
    const reason = `${name} has no reply file in it. Read the e-mail itself: the owner may have answered in words, or left the file out.`
    return [{ name, reason }]
  } catch (error) {
    if (error instanceof UserError) return [{ name, reason: error.message }]
    // Whatever a library says of a damaged e-mail is for nobody.
    return [{ name, reason: unreadable }]
  }
}

export function takeReplies(
  context: WritingContext,
  ics: string,
  files: readonly Returned[],
  dryRun = false,
): RepliesTaken {
  const stream = requireSystem(context, ics)
  requireWrite(context, stream)
  const here = repliesHere(context, ics)
  const additions: Addition[] = []
  const taken: RepliesTaken['taken'] = []
  const left: string[] = []
  for (const file of files) {
    const reason = 'reason' in file ? file.reason : judged(context, ics, file, here)
    if (reason !== undefined) left.push(reason)
    if (reason !== undefined || 'reason' in file) continue
    const { name, reply } = file
    here.set(reply.id, contentOf(reply))
    additions.push(...answersOf(context, ics, reply))
    const owner = requestOf(context, ics, reply.request)?.fields.owner
    taken.push({
      name,
      owner: owner === undefined ? 'An owner' : context.names.owner(owner),
      answers: reply.answers.length,
    })
  }
  const said = `${plural(taken.length, 'reply', 'replies')} taken in from ${listOf([...new Set(taken.map(({ owner }) => owner))])}`
  if (dryRun || additions.length === 0)
    return { batch: randomUUID(), entries: 0, said: 'Nothing changed', taken, left }
  return { ...writeDeed(context, stream, additions, said), taken, left }
}

function answersOf(context: RecordContext, ics: string, reply: ReplyFile): Addition[] {
  const { id, request, written } = reply
  return reply.answers.flatMap(({ action, says }) =>
    changeOf(context, ics, `owner-answer:${id}/${action}`, {
      ...{ request, reply: id, action, written, says },
      // Where it was taken back before, it comes back.
      removed: false,
    }),
  )
}

function judged(
  context: RecordContext,
  ics: string,
  { name, reply }: { name: string; reply: ReplyFile },
  here: ReadonlyMap<string, string>,
): string | undefined {
  const found = requestOf(context, ics, reply.request)
  const { owner, asked, token } = found?.fields ?? {}
  return reasonToLeave({
    ...{ name, reply, here },
    tokenHash: hashOf(reply.token),
    request:
      found && owner && asked && token
        ? { owner, asked, token, removed: found.removed }
        : undefined,
    askedBy: found === undefined ? askedElsewhere(context, ics, reply.request) : undefined,
  })
}

function requestOf({ record }: RecordContext, ics: string, id: string) {
  return readParts(record.db, 'request', { view: ics, id, orRemoved: true })[0]
}

/** Name of another system that asked the question. */
function askedElsewhere(context: RecordContext, ics: string, id: string): string | undefined {
  const other = readParts(context.record.db, 'request', { id, orRemoved: true }).find(
    ({ view }) => systemStream(view) !== systemStream(ics),
  )
  return other && context.names.system(other.view)
}

/** Contents of the replies that are here, by their ids. */
function repliesHere({ record }: RecordContext, ics: string): Map<string, string> {
  const answers = Map.groupBy(
    readParts(record.db, 'owner-answer', { view: ics }),
    ({ fields }) => fields.reply ?? '',
  )
  return new Map(
    [...answers].map(([id, parts]) => [
      id,
      contentOf({
        request: parts[0]?.fields.request ?? '',
        answers: parts.flatMap(({ fields: { action, says } }) =>
          action && says ? [{ action, says }] : [],
        ),
      }),
    ]),
  )
}
