import * as Y from 'yjs'
import { unseenWords } from './gone.ts'
import type { Stretch } from './moved-words.ts'
import { type Taken, takenIn } from './taken.ts'

/** So long may whoever took something out take that back; as long as what is removed is listed. */
export const KEPT_DAYS = 30
const DAY_MS = 86_400_000

/**
 * Deletes the words of places that were taken out more than thirty days ago, by those who had read
 * them; words that nobody had read stay on the shelf. It only ever deletes, by dates that stand in the
 * document, so that it comes to the same on whichever computers, and however often, it is done.
 * @returns whether there was anything. In the caller's transaction.
 */
export function sweep(body: Y.XmlFragment, today: string): boolean {
  const before = new Date(Date.parse(today) - KEPT_DAYS * DAY_MS).toISOString()
  let isSwept = false
  for (const { gone, texts } of takenIn(body)) {
    if (!isBefore(gone.at, before)) continue
    for (const stretch of texts) isSwept = sweepStretch(stretch, gone) || isSwept
  }
  return isSwept
}

const isBefore = (at: unknown, moment: string): boolean =>
  typeof at === 'string' && !Number.isNaN(Date.parse(at)) && at < moment

/** Words, and notes in their line; places stay, since something may stand in them. */
function sweepStretch({ text, at: from, length }: Stretch, gone: Taken['gone']): boolean {
  const kept = unseenWords(text, from, length, gone).filter((piece) => piece.text === text)
  const deleted: { at: number; length: number }[] = []
  let at = 0
  for (let item = text._start; item !== null && at < from + length; item = item.right) {
    if (item.deleted || !item.countable) continue
    const start = Math.max(at, from)
    const end = Math.min(at + item.length, from + length)
    if (item.content instanceof Y.ContentString)
      for (const each of without(start, end, kept)) deleted.push(each)
    at += item.length
  }
  for (const each of deleted.toReversed()) text.delete(each.at, each.length)
  return deleted.length > 0
}

function without(from: number, to: number, kept: readonly { at: number; length: number }[]) {
  const rest: { at: number; length: number }[] = []
  let at = from
  for (const each of [...kept, { at: to, length: 0 }]) {
    const end = Math.min(each.at, to)
    if (end > at) rest.push({ at, length: end - at })
    at = Math.max(at, each.at + each.length)
  }
  return rest
}
