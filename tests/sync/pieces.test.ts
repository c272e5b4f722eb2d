import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  partBelow,
  piecesInSteps,
  piecesOf,
  placedValues,
  structsInOrder,
} from '../../domain/sync/pieces.ts'

/** Sessions that append in turn, hearing of each other only now and then. */
const history = fc.array(
  fc.record({
    session: fc.integer({ min: 0, max: 3 }),
    values: fc.array(fc.string({ maxLength: 300 }), { minLength: 1, maxLength: 20 }),
    hearsOf: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 30 },
)
type History = typeof history extends fc.Arbitrary<infer T> ? T : never

function play(steps: History): Y.Doc {
  const sessions = Array.from({ length: 4 }, (_, i) => {
    const doc = new Y.Doc({ gc: false })
    doc.clientID = i + 1
    return doc
  })
  for (const { session, values, hearsOf } of steps) {
    const doc = sessions[session] as Y.Doc
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(sessions[hearsOf] as Y.Doc))
    doc.getArray('entries').push(values)
  }
  const all = new Y.Doc({ gc: false })
  for (const doc of sessions) Y.applyUpdate(all, Y.encodeStateAsUpdate(doc))
  return all
}

const valuesOf = (doc: Y.Doc) => doc.getArray('entries').toArray()

describe('an update in pieces', () => {
  test('gives the same document, each piece going in at once', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 20, max: 2000 }), (steps, most) => {
        const whole = play(steps)
        const copy = new Y.Doc({ gc: false })
        for (const piece of piecesOf(Y.encodeStateAsUpdate(whole), most)) {
          Y.applyUpdate(copy, piece)
          expect(copy.store.pendingStructs).toBeNull()
        }
        expect(valuesOf(copy)).toEqual(valuesOf(whole))
        expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(whole))
      }),
      { numRuns: 200 },
    )
  })

  test('lets others have their turn before the first piece: after reading, ordering and cutting', () => {
    const doc = new Y.Doc({ gc: false })
    doc.getArray('entries').push(Array.from({ length: 500 }, (_, i) => `What we did, ${i}`))
    const steps = [...piecesInSteps(Y.encodeStateAsUpdate(doc), 1000)]
    expect(steps.slice(0, 3)).toEqual([undefined, undefined, undefined])
    const pieces = steps.flatMap((piece) => piece ?? [])
    expect(pieces).toEqual([...piecesOf(Y.encodeStateAsUpdate(doc), 1000)])
    expect(pieces.length).toBeGreaterThan(5)
  })

  test('carries deletions and other content of a document', () => {
    const doc = new Y.Doc({ gc: false })
    const text = doc.getText('body')
    for (let i = 0; i < 200; i++) text.insert(i % 7, 'word ')
    text.delete(3, 50)
    const copy = new Y.Doc({ gc: false })
    for (const piece of piecesOf(Y.encodeStateAsUpdate(doc), 100)) Y.applyUpdate(copy, piece)
    expect(copy.getText('body').toString()).toBe(text.toString())
  })

  test('refuses bytes that are no update', () => {
    expect(() => structsInOrder(Uint8Array.of(9, 9, 9, 9))).toThrow()
  })
})

describe('the part below some clocks', () => {
  test('is what a session had at that moment, wherever it is cut', () => {
    fc.assert(
      fc.property(history, history, (before, after) => {
        const early = play(before)
        const late = play([...before, ...after])
        const clocks = Y.decodeStateVector(Y.encodeStateVector(early))
        const copy = new Y.Doc({ gc: false })
        Y.applyUpdate(copy, partBelow(Y.encodeStateAsUpdate(late), clocks))
        expect(copy.store.pendingStructs).toBeNull()
        expect(valuesOf(copy)).toEqual(valuesOf(early))
      }),
      { numRuns: 200 },
    )
  })
})

test('values come at their places, each after those it rests on', () => {
  fc.assert(
    fc.property(history, (steps) => {
      const doc = play(steps)
      const placed = placedValues(Y.encodeStateAsUpdate(doc))
      const seen = new Set<string>()
      for (const { client, clock, restsOn } of placed) {
        if (clock > 0) expect(seen).toContain(`${client}:${clock - 1}`)
        for (const on of restsOn) expect(seen).toContain(`${on.client}:${on.clock}`)
        seen.add(`${client}:${clock}`)
      }
      expect(placed.map(({ value }) => value).sort()).toEqual(valuesOf(doc).sort())
    }),
  )
})
