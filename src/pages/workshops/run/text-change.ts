/** Between what a field held and what it holds, and between what it holds and a shared text. */

/** Characters (UTF-16 units, as both fields and Yjs count) taken out at a place, and what was put there. */
export interface TextChange {
  at: number
  remove: number
  insert: string
}

/** What Yjs says of a change: as in Quill, lengths kept and taken out, and texts put in. */
export interface TextDelta {
  retain?: number | undefined
  delete?: number | undefined
  insert?: unknown
}

/**
 * The smallest single change that turns `before` into `after`; `null` when they are the same. Among
 * equals ("aa" into "aaa") the one that ends where the caret stands: there the person typed.
 * @param caret in `after`
 */
export function textChange(before: string, after: string, caret: number): TextChange | null {
  if (before === after) return null
  const shorter = Math.min(before.length, after.length)
  const sameAtEnd = Math.min(shorter, Math.max(0, after.length - caret))
  let end = 0
  while (end < sameAtEnd && before.at(-1 - end) === after.at(-1 - end)) end++
  let start = 0
  while (start < shorter - end && before[start] === after[start]) start++
  // What stands behind the caret changed as well (a whole text put in): it may still end alike.
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  // Half of a character that takes two units would be replaced by a question mark.
  if (start > 0 && isHighSurrogate(before, start - 1)) start--
  if (end > 0 && isLowSurrogate(before, before.length - end)) end--
  return {
    at: start,
    remove: before.length - end - start,
    insert: after.slice(start, after.length - end),
  }
}

/** Where a caret stands after a change made elsewhere: what is put in at the caret goes behind it. */
export function moveCaret(caret: number, deltas: readonly TextDelta[]): number {
  let moved = caret
  let at = 0
  for (const { retain, delete: gone, insert } of deltas) {
    if (retain !== undefined) at += retain
    else if (gone !== undefined) moved -= Math.max(0, Math.min(gone, moved - at))
    else if (typeof insert === 'string') {
      if (at < moved) moved += insert.length
      at += insert.length
    }
  }
  return moved
}

function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}
