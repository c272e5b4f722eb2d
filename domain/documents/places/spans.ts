import * as Y from 'yjs'

/** Characters that one client typed one after the other: the client in base 36, a clock, how many. */
export type Span = [client: string, clock: number, length: number]

/** Words that somebody took out, for finding them again where they are put in. */
export interface CutWords {
  words: string
  from: Span[]
  texts: Set<Y.XmlText | Y.XmlElement>
}

/** A part of words that are put in and were cut out before, from where on of them. */
export interface PastedPart {
  words: {
    /** Told of the characters that stand for it in the shared document. */
    note(offset: number, spans: Span[]): void
  }
  offset: number
}

export const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, [, , length]) => sum + length, 0)

export function idIn(spans: readonly Span[], offset: number): Y.ID | null {
  let at = 0
  for (const [client, clock, length] of spans) {
    if (offset < at + length) return Y.createID(Number.parseInt(client, 36), clock + offset - at)
    at += length
  }
  return null
}

/** The characters that stand in a stretch of a text. */
export function spansIn(text: Y.XmlText | Y.XmlElement, from: number, length: number): Span[] {
  const spans: Span[] = []
  let at = 0
  for (let item = text._start; item !== null && at < from + length; item = item.right) {
    if (item.deleted || !item.countable) continue
    const start = Math.max(at, from)
    const end = Math.min(at + item.length, from + length)
    if (end > start) spans.push([clientOf(item), item.id.clock + start - at, end - start])
    at += item.length
  }
  return spans
}

/** The one character that an element is. */
export const spanOf = ({ _item: item }: Y.XmlElement): Span[] =>
  item ? [[clientOf(item), item.id.clock, 1]] : []

/** In base 36: ten digits in a row might be taken for a patient's number. */
const clientOf = ({ id }: Y.Item): string => id.client.toString(36)

export function sliceOf(spans: readonly Span[], from: number, length: number): Span[] {
  const slice: Span[] = []
  let at = 0
  for (const [client, clock, size] of spans) {
    const [start, end] = [Math.max(at, from), Math.min(at + size, from + length)]
    if (end > start) slice.push([client, clock + start - at, end - start])
    at += size
  }
  return slice
}

export function joinedSpans(spans: readonly Span[]): Span[] {
  const all: Span[] = []
  for (const [client, clock, length] of spans) {
    const last = all.at(-1)
    if (last?.[0] === client && last[1] + last[2] === clock) last[2] += length
    else all.push([client, clock, length])
  }
  return all
}
