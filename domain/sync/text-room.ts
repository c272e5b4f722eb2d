import { fromBase64UrlEncoded, fromHexString, toBase64UrlEncoded, toHexString } from 'lib0/buffer'
import * as Y from 'yjs'
import { placedValues } from './pieces.ts'

/**
 * The room of a text that never changes, such as a version's. Its name says what it holds: the
 * SHA-256 of the text. Whatever is under it is that text to the letter, whoever brought it, or is
 * not taken: so it is written once, nobody can write over it, and anyone who has it can give it back.
 *
 * One text is one update, the same bytes wherever it is made: a Yjs session whose number follows
 * from the hash puts the text, in pieces of one size, into an array, closed by a `null`.
 */

const PREFIX = 'document:text-'
/** The hash in base64url: a name has room for no more. */
const NAME = /^document:text-([A-Za-z0-9_-]{43})$/
const PIECES = 'text'
/** One value must fit into one message. */
const PIECE = /[\s\S]{1,50000}/gu

/** @param hash SHA-256 of the text, in hexadecimal */
export function textRoom(hash: string): string {
  return PREFIX + toBase64UrlEncoded(fromHexString(hash))
}

/** The hash that a room's text must have, in hexadecimal; `undefined` when it is no room of a text. */
export function textRoomHash(room: string): string | undefined {
  const name = NAME.exec(room)?.[1]
  if (name === undefined) return undefined
  const hash = toHexString(fromBase64UrlEncoded(name))
  // The last letter has bits to spare: one text has one name.
  return textRoom(hash) === room ? hash : undefined
}

/** The one update that a text is. @param hash the SHA-256 of the text, in hexadecimal */
export function textUpdate(hash: string, text: string): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = textSession(hash)
  doc.getArray<string | null>(PIECES).push([...(text.match(PIECE) ?? []), null])
  return Y.encodeStateAsUpdate(doc)
}

/** The text of such a document; `undefined` while it has not come in whole. */
export function textOf(doc: Y.Doc): string | undefined {
  return wholeText(doc.getArray<unknown>(PIECES).toArray())
}

function wholeText(pieces: readonly unknown[]): string | undefined {
  if (pieces.at(-1) !== null) return undefined
  return pieces.filter((piece) => typeof piece === 'string').join('')
}

/** What an update was to a text that is on its way: the rest is to come, all is here, or it is not of it. */
export type Arrival =
  | { state: 'more' }
  | { state: 'whole'; update: Uint8Array }
  | { state: 'wrong' }

export interface TextReader {
  /** Takes the next update. After `wrong` or `whole` the next begins anew. */
  take(update: Uint8Array): Arrival
  /** Bytes that are held until the rest is here. */
  readonly held: number
}

/**
 * Puts a text together from the updates in which it comes, and answers it only when it is the one
 * that the room's name says.
 * @param hash what the text's SHA-256 must be, in hexadecimal
 * @param hashOf SHA-256 of a text, in hexadecimal
 */
export function textReader(hash: string, hashOf: (text: string) => string): TextReader {
  let pieces: unknown[] = []
  let held = 0

  function read(update: Uint8Array): Arrival {
    const values = valuesOf(update, hash, pieces.length)
    if (!values) return { state: 'wrong' }
    pieces.push(...values)
    held += update.length
    if (pieces.at(-1) !== null) return { state: 'more' }
    const text = wholeText(pieces) ?? ''
    const whole = textUpdate(hash, text)
    const isIt = hashOf(text) === hash && sameLength(whole, pieces.length)
    return isIt ? { state: 'whole', update: whole } : { state: 'wrong' }
  }

  return {
    take(update) {
      const arrival = read(update)
      if (arrival.state !== 'more') {
        pieces = []
        held = 0
      }
      return arrival
    },
    get held() {
      return held
    },
  }
}

/** The pieces that an update adds after so many others; `undefined` when it does anything else. */
function valuesOf(update: Uint8Array, hash: string, after: number): unknown[] | undefined {
  try {
    if (Y.decodeUpdate(update).ds.clients.size > 0) return undefined
    const placed = placedValues(update)
    const session = textSession(hash)
    const isNext = placed.every(
      ({ client, clock, value }, i) =>
        client === session && clock === after + i && (value === null || typeof value === 'string'),
    )
    const ends = placed.findIndex(({ value }) => value === null)
    const isOneText = ends === -1 || ends === placed.length - 1
    return placed.length > 0 && isNext && isOneText ? placed.map(({ value }) => value) : undefined
  } catch {
    // Any failure to read means the same: these bytes are no update.
    return undefined
  }
}

/** Whether the text, cut as it should be, has as many places: else its sender would think some missing. */
function sameLength(update: Uint8Array, places: number): boolean {
  return [...Y.parseUpdateMeta(update).to.values()][0] === places
}

/** Number of the Yjs session that writes a text: 32 bits of its hash. */
export function textSession(hash: string): number {
  return Number.parseInt(hash.slice(0, 8), 16)
}
