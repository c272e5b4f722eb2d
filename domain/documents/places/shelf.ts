import type * as Y from 'yjs'
import { type UnseenWords, unseenWords } from './gone.ts'
import { type Taken, takenIn } from './taken.ts'

/**
 * Words that were typed in a place which somebody else took out without having seen them. They are in
 * the shared document still, where they were typed, but not in the text: nothing that reads, signs or
 * exports the text knows of them. Whoever likes puts them back or lets them go.
 */
export interface ShelfEntry {
  /** The same on every computer. */
  id: string
  words: string
  /** Yjs clients whose words these are. */
  clients: number[]
  /** Who took the place out, and when: an ISO moment. */
  by: string
  at: string
  /** The heading it stood under, and the words before it; empty where there are none. */
  heading: string
  after: string
  what: Taken['what']
}

interface Kept extends ShelfEntry {
  pieces: UnseenWords[]
  /** All texts of the place, whose other words were taken out by somebody who had read them. */
  texts: Taken['texts']
  restore(): void
}

export function shelfOf(body: Y.XmlFragment): ShelfEntry[] {
  return keptIn(body).map(({ pieces: _, texts: __, restore: ___, ...entry }) => entry)
}

/** Puts the words of an entry back where they stood. In the caller's transaction. */
export function putBack(body: Y.XmlFragment, id: string): void {
  const kept = keptIn(body).find((each) => each.id === id)
  if (!kept) return
  for (const { text, at, length } of kept.texts.toReversed()) {
    const own = kept.pieces.filter((piece) => piece.text === text)
    let end = at + length
    for (const piece of own.toReversed()) {
      if (piece.at >= end) continue
      const from = piece.at + piece.length
      if (end > from) text.delete(from, end - from)
      end = piece.at
    }
    if (end > at) text.delete(at, end - at)
  }
  kept.restore()
}

/** Lets the words of an entry go for good. In the caller's transaction. */
export function letGo(body: Y.XmlFragment, id: string): void {
  const kept = keptIn(body).find((each) => each.id === id)
  for (const { text, at, length } of kept?.pieces.toReversed() ?? []) text.delete(at, length)
}

const keptIn = (body: Y.XmlFragment): Kept[] => takenIn(body).flatMap((taken) => keptOf(taken))

function keptOf({ gone, texts, ...taken }: Taken): Kept[] {
  const pieces = texts.flatMap(({ text, at, length }) => unseenWords(text, at, length, gone))
  const words = pieces
    .map((piece) => piece.words)
    .join(texts.length > 1 ? ' ' : '')
    .trim()
  if (words === '') return []
  const clients = [...new Set(pieces.map(({ client }) => client))]
  const by = String(gone.by ?? '')
  return [{ ...taken, words, clients, by, at: String(gone.at ?? ''), pieces, texts }]
}
