import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { clocksAfter, decodeUpdate, encodeUpdate } from '../../domain/sync/update.ts'

/** Yjs itself is the judge: what we say goes in whole must go in whole. */

type Step = { who: number; deed: 'write' | 'delete' | 'meet'; place: number }

const NOTHING = Uint8Array.of(0, 0)

const steps = fc.array(
  fc.record({
    who: fc.nat(2),
    deed: fc.constantFrom('write', 'write', 'delete', 'meet') as fc.Arbitrary<Step['deed']>,
    place: fc.nat(),
  }),
  { maxLength: 25 },
)

/** Updates of three people who write in one text, meeting now and then. */
function history(script: Step[]): Uint8Array[] {
  const updates: Uint8Array[] = []
  const docs = [11, 22, 33].map((clientID) => {
    const doc = new Y.Doc()
    doc.clientID = clientID
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'meeting') updates.push(update)
    })
    return doc
  })
  for (const { who, deed, place } of script) {
    const doc = docs[who] as Y.Doc
    const text = doc.getText('t')
    if (deed === 'write') text.insert(place % (text.length + 1), 'ab')
    else if (deed === 'delete' && text.length > 0) text.delete(place % text.length, 1)
    else if (deed === 'meet') {
      const other = docs[(who + 1) % 3] as Y.Doc
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'meeting')
    }
  }
  return updates
}

function wholeFor(known: Y.Doc, update: Uint8Array): boolean {
  const decoded = decodeUpdate(update)
  const clocks = Y.decodeStateVector(Y.encodeStateVector(known))
  return decoded !== undefined && clocksAfter(decoded, (id) => clocks.get(id) ?? 0) !== undefined
}

function isWhole(doc: Y.Doc): boolean {
  return doc.store.pendingStructs === null && doc.store.pendingDs === null
}

describe('an update goes in whole', () => {
  test('exactly when Yjs leaves nothing pending', () => {
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.boolean()), (script, kept) => {
        const server = new Y.Doc({ gc: false })
        for (const update of history(script)) {
          const said = wholeFor(server, update)
          const trial = new Y.Doc({ gc: false })
          Y.applyUpdate(trial, Y.encodeStateAsUpdate(server))
          Y.applyUpdate(trial, update)
          expect(said).toBe(isWhole(trial))
          if (said && kept.next().value) Y.applyUpdate(server, update)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('merged updates too, and the clocks are those that Yjs reaches', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const updates = history(script)
        if (updates.length === 0) return
        const merged = Y.mergeUpdates(updates)
        const doc = new Y.Doc()
        Y.applyUpdate(doc, merged)
        const decoded = decodeUpdate(merged)
        const reached = decoded && clocksAfter(decoded, () => 0)
        expect(reached).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)))
      }),
    )
  })

  test('not when two rest on each other', () => {
    const one = new Y.Doc()
    one.clientID = 1
    one.getArray('entries').push(['a'])
    const two = new Y.Doc()
    two.clientID = 2
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    two.getArray('entries').push(['b'])
    const onlyTwo = Y.encodeStateAsUpdate(two, Y.encodeStateVector(one))
    expect(wholeFor(new Y.Doc(), onlyTwo)).toBe(false)
    expect(wholeFor(one, onlyTwo)).toBe(true)
  })

  test('an update of 100,000 clients that each wait for the next is read to its end', () => {
    const parts: number[] = []
    const varUint = (n: number): number[] =>
      n < 128 ? [n] : [(n % 128) + 128, ...varUint(Math.floor(n / 128))]
    const count = 100_000
    parts.push(...varUint(count))
    for (let client = count; client > 0; client--) {
      // One item with a left neighbour: the first item of the client before.
      parts.push(1, ...varUint(client), 0, 8 + 128, ...varUint(client - 1), 0, 1, 126)
    }
    parts.push(0)
    const decoded = decodeUpdate(Uint8Array.from(parts))
    expect(decoded?.structs.length).toBe(count)
    expect(decoded && clocksAfter(decoded, () => 0)).toBe(undefined)
    expect(decoded && clocksAfter(decoded, (id) => (id === 0 ? 1 : 0))?.size).toBe(count)
  })
})

describe('the new part', () => {
  test('leaves out what is known and keeps the rest', () => {
    const doc = new Y.Doc()
    doc.getArray('entries').push([1, 2])
    const known = Y.decodeStateVector(Y.encodeStateVector(doc))
    const before = Y.encodeStateAsUpdate(doc)
    doc.getArray('entries').push([3])
    const decoded = decodeUpdate(Y.encodeStateAsUpdate(doc))
    const fresh = decoded ? encodeUpdate(decoded, known) : new Uint8Array()
    const copy = new Y.Doc()
    Y.applyUpdate(copy, before)
    Y.applyUpdate(copy, fresh)
    expect(copy.getArray('entries').toJSON()).toEqual([1, 2, 3])
  })
})

/** Texts, formats, elements with attributes and maps: all that honest people's editors write. */
function editing(script: Step[]): Uint8Array[] {
  const updates: Uint8Array[] = []
  const docs = [11, 22, 33].map((clientID) => {
    const doc = new Y.Doc()
    doc.clientID = clientID
    doc.on('update', (update: Uint8Array) => updates.push(update))
    return doc
  })
  for (const { who, deed, place } of script) {
    const doc = docs[who] as Y.Doc
    const body = doc.getXmlFragment('body')
    const first = body.length > 0 ? (body.get(0) as Y.XmlElement) : undefined
    if (deed === 'write') {
      doc.getMap('comments').set(`k${place % 3}`, { at: place, list: [1.5, null, 'é😀'] })
      if (first) first.setAttribute('level', String(place))
      else body.insert(0, [new Y.XmlElement('heading'), new Y.XmlText('words')])
      doc.getText('minutes').insert(0, 'a😀', { bold: place % 2 === 0 ? true : {} })
    } else if (deed === 'delete') {
      if (place % 2) body.delete(0, body.length)
      else doc.getText('minutes').delete(0, doc.getText('minutes').length)
    } else {
      const other = docs[(who + 1) % 3] as Y.Doc
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    }
  }
  return [...updates, ...docs.map((doc) => Y.encodeStateAsUpdate(doc))]
}

describe('the canonical form', () => {
  const isCanonical = (bytes: Uint8Array) => decodeUpdate(bytes)?.canonical

  test('is what Yjs writes, whatever people write; and what is encoded here reads the same', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const updates = editing(script)
        const [one, other] = [new Y.Doc(), new Y.Doc()]
        for (const update of updates) {
          expect(isCanonical(update)).toBe(true)
          Y.applyUpdate(one, update)
          Y.applyUpdate(other, decodeUpdate(update)?.bytes ?? new Uint8Array())
        }
        for (const update of [Y.encodeStateAsUpdate(one), Y.mergeUpdates([...updates, NOTHING])])
          expect(isCanonical(update)).toBe(true)
        expect(Y.encodeStateAsUpdate(other)).toEqual(Y.encodeStateAsUpdate(one))
      }),
      { numRuns: 60 },
    )
  })

  test('has no second way to say a thing', () => {
    const doc = new Y.Doc()
    doc.clientID = 7
    doc.getArray('entries').push(['x'])
    const update = [...Y.encodeStateAsUpdate(doc)]
    expect(isCanonical(Uint8Array.from(update))).toBe(true)
    // Bytes behind the end; the number of clients written in two bytes; nobody's deletions.
    expect(isCanonical(Uint8Array.from([...update, 1, 2, 3]))).toBe(false)
    expect(isCanonical(Uint8Array.from([0x81, 0, ...update.slice(1)]))).toBe(false)
    expect(isCanonical(Uint8Array.from([...update.slice(0, -1), 1, 7, 0]))).toBe(false)
    // A range of deletions in two, and one told twice.
    expect(isCanonical(Uint8Array.from([0, 1, 7, 2, 0, 1, 1, 1]))).toBe(false)
    expect(isCanonical(Uint8Array.from([0, 1, 7, 2, 0, 1, 0, 1]))).toBe(false)
    expect(isCanonical(Uint8Array.from([0, 2, 7, 1, 0, 1, 7, 1, 3, 1]))).toBe(false)
    expect(isCanonical(Uint8Array.from([0, 1, 7, 1, 0, 2]))).toBe(true)
  })
})

describe('bytes that are no update', () => {
  test('are answered as such, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const decoded = decodeUpdate(bytes)
        if (decoded) clocksAfter(decoded, () => 0)
      }),
      { numRuns: 2000 },
    )
  })

  test('so are updates with a byte changed', () => {
    const doc = new Y.Doc()
    doc.getArray('entries').push([{ a: 1 }, { b: [null, 'text', 1.5] }])
    const update = Y.encodeStateAsUpdate(doc)
    fc.assert(
      fc.property(fc.nat(update.length - 1), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const changed = update.slice()
        changed[at] = value
        const decoded = decodeUpdate(changed)
        if (decoded) clocksAfter(decoded, () => 0)
      }),
      { numRuns: 2000 },
    )
  })
})
