import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { piecesOf } from '../../domain/sync/pieces.ts'
import { parseRoom } from '../../domain/sync/protocol.ts'
import {
  textOf,
  textReader,
  textRoom,
  textRoomHash,
  textUpdate,
} from '../../domain/sync/text-room.ts'
import { hashOf } from '../../main/documents/kept-text.ts'

/** Texts that never change, under the name of what they say. */

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.integer({ min: 0, max: 120_000 }).map((length) => 'añ🙂'.repeat(length / 4)),
)

function docOf(...updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

test('a room is named after its text, and a name says one hash', () => {
  const hash = hashOf('We will act.')
  const room = textRoom(hash)
  expect(parseRoom(room)).toEqual({ kind: 'text', name: room, hash })
  // The last letter of a name has bits to spare; with others there it would be a second name.
  const last = room.at(-1) === 'B' ? 'C' : 'B'
  expect(textRoomHash(room.slice(0, -1) + last)).toBeUndefined()
  expect(textRoomHash('document:text-short')).toBeUndefined()
})

test('a text is the same update wherever it is made, and comes whole out of any pieces', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 100, max: 300_000 }), (text, most) => {
      const hash = hashOf(text)
      const update = textUpdate(hash, text)
      expect(textUpdate(hash, text)).toEqual(update)
      expect(textOf(docOf(update))).toBe(text)
      const reader = textReader(hash, hashOf)
      const arrivals = [...piecesOf(update, most)].map((piece) => reader.take(piece))
      expect(arrivals.pop()).toEqual({ state: 'whole', update })
      expect(arrivals.every(({ state }) => state === 'more')).toBe(true)
      expect(reader.held).toBe(0)
    }),
    { numRuns: 15 },
  )
})

test('two who have one text have nothing to tell each other', () => {
  const update = textUpdate(hashOf('Same.'), 'Same.')
  expect(textOf(docOf(update, textUpdate(hashOf('Same.'), 'Same.')))).toBe('Same.')
})

test('anything but the text itself is wrong, and is not remembered', () => {
  const text = 'We will act.'
  const hash = hashOf(text)
  const session = Number.parseInt(hash.slice(0, 8), 16)
  const array = (values: unknown[], clientID = session, name = 'text') => {
    const doc = new Y.Doc()
    doc.clientID = clientID
    doc.getArray(name).push(values)
    return doc
  }
  const emptied = array([text, null])
  emptied.getArray('text').delete(0, 1)
  const wrong = {
    'another text': Y.encodeStateAsUpdate(array(['We will not act.', null])),
    'another session': Y.encodeStateAsUpdate(array([text, null], 7)),
    'two ends': Y.encodeStateAsUpdate(array([text, null, null])),
    'a piece of another size': Y.encodeStateAsUpdate(
      array([text.slice(0, 3), text.slice(3), null]),
    ),
    'something that is no text': Y.encodeStateAsUpdate(array([{ text }, null])),
    'something taken away': Y.encodeStateAsUpdate(emptied),
    'its end alone': Y.diffUpdate(
      textUpdate(hash, text),
      Y.encodeStateVector(new Map([[session, 1]])),
    ),
    'no update': Uint8Array.of(1, 2, 3, 4),
    nothing: Uint8Array.of(0, 0),
  }
  const reader = textReader(hash, hashOf)
  for (const [what, update] of Object.entries(wrong)) {
    expect(reader.take(update).state, what).toBe('wrong')
    expect(reader.take(textUpdate(hash, text)).state, `after ${what}`).toBe('whole')
  }
})
