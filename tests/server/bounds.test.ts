import fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { clientsOfStateVector, sizeOfUpdate, UPDATE_BOUNDS } from '../../domain/sync/bounds.ts'
import { deletions } from '../../sync-server/rooms/deletes.ts'
import { updateOf } from './support.ts'

/** A document with everything in it that Yjs can write. */
function everything(words: string[]): Y.Doc {
  const doc = new Y.Doc()
  const body = doc.getXmlFragment('body')
  for (const word of words) {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.setAttribute('align', word)
    const text = new Y.XmlText()
    text.insert(0, `${word} “${word}”`, { strong: {}, link: { href: '[{"a":1},2]' } })
    text.insertEmbed(0, { image: [word, { deep: [[]] }] })
    paragraph.insert(0, [text])
    body.push([paragraph, new Y.XmlHook('hook') as unknown as Y.XmlElement])
    doc.getMap('m').set(word, [1, -2, 0.5, 1e300, 2n ** 40n, true, null, undefined, { word }])
    doc.getMap('m').set('bytes', new Uint8Array([1, 2, 3]))
    doc.getArray('docs').push([new Y.Doc({ guid: word }), new Y.Array(), new Y.Text(word)])
    if (words.length % 2) body.delete(0, 1)
  }
  return doc
}

describe('the size of an update', () => {
  test('is what Yjs reads in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 8 }), (words) => {
        const update = Y.encodeStateAsUpdate(everything(words))
        const { structs, ds } = Y.decodeUpdate(update)
        const ranges = [...ds.clients.values()].reduce((sum, some) => sum + some.length, 0)
        expect(sizeOfUpdate(update)).toMatchObject({ structs: structs.length, ranges })
      }),
      { numRuns: 40 },
    )
  })

  test('is no size where the bytes end early', () => {
    const update = Y.encodeStateAsUpdate(everything(['one', 'two', 'three']))
    for (let end = 0; end < update.length; end++) {
      expect([end, sizeOfUpdate(update.subarray(0, end))]).toEqual([end, 'unreadable'])
    }
  })

  test('never throws, whatever the bytes', () => {
    const honest = Y.encodeStateAsUpdate(everything(['one', 'two']))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(honest.length), (noise, at) => {
        const bytes = Uint8Array.from([...honest.subarray(0, at), ...noise])
        expect(sizeOfUpdate(bytes)).toBeDefined()
      }),
    )
  })

  /** An update of one client whose head says what follows. */
  function crafted(write: (encoder: encoding.Encoder) => void): Uint8Array {
    const encoder = encoding.createEncoder()
    write(encoder)
    return encoding.toUint8Array(encoder)
  }
  const numbers = (encoder: encoding.Encoder, ...some: number[]) => {
    for (const number of some) encoding.writeVarUint(encoder, number)
  }

  test.each<[string, Uint8Array]>([
    [
      'many tiny structs',
      crafted((encoder) => {
        numbers(encoder, 1, UPDATE_BOUNDS.structs + 1, 7, 0)
        for (let n = 0; n <= UPDATE_BOUNDS.structs; n++) numbers(encoder, 0, 1)
        numbers(encoder, 0)
      }),
    ],
    [
      'many tiny ranges',
      crafted((encoder) => {
        numbers(encoder, 0, 1, 7, UPDATE_BOUNDS.ranges + 1)
        for (let n = 0; n <= UPDATE_BOUNDS.ranges; n++) numbers(encoder, 2 * n, 1)
      }),
    ],
    [
      'many clients with nothing to say',
      crafted((encoder) => {
        numbers(encoder, UPDATE_BOUNDS.clients + 1)
        for (let n = 0; n <= UPDATE_BOUNDS.clients; n++) numbers(encoder, 0, n, 0)
        numbers(encoder, 0)
      }),
    ],
    ['many values in one entry', updateOf([Array.from({ length: 300_000 }, () => 0)])],
    [
      'values deep in each other, deeper than the stack',
      crafted((encoder) => {
        numbers(encoder, 1, 1, 7, 0, 8, 1)
        encoding.writeVarString(encoder, 'entries')
        numbers(encoder, 1)
        for (let n = 0; n < 200_000; n++) numbers(encoder, 117, 1)
        numbers(encoder, 126, 0)
      }),
    ],
    [
      'JSON deep in itself',
      (() => {
        const doc = new Y.Doc()
        const deep = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`)
        doc.getText('t').insertEmbed(0, deep)
        return Y.encodeStateAsUpdate(doc)
      })(),
    ],
    [
      'a head that promises more than there is room for',
      crafted((encoder) => numbers(encoder, 1, 2 ** 40, 7, 0)),
    ],
  ])('%s is too large', (_name, update) => {
    expect(sizeOfUpdate(update)).toBe('too-large')
  })
})

test('a state vector of a million clients is none', () => {
  const large = Y.encodeStateVector(new Map(Array.from({ length: 200_000 }, (_, n) => [n, 1])))
  expect(clientsOfStateVector(large)).toBeUndefined()
  expect(clientsOfStateVector(Uint8Array.of(9, 1, 1))).toBeUndefined()
  expect(clientsOfStateVector(Y.encodeStateVector(new Map([[5, 7]])))).toBe(1)
})

test('what is deleted is known again, however it was told', () => {
  const range = fc.record({ clock: fc.nat(60), length: fc.integer({ min: 1, max: 9 }) })
  fc.assert(
    fc.property(
      fc.array(fc.array(range, { maxLength: 30 }), { maxLength: 8 }),
      range,
      (told, asked) => {
        const known = deletions()
        const places = new Set<number>()
        for (const some of told) {
          known.add(some.map((each) => ({ client: 1, ...each })))
          for (const { clock, length } of some)
            for (let n = 0; n < length; n++) places.add(clock + n)
        }
        const all = Array.from({ length: asked.length }, (_, n) => places.has(asked.clock + n))
        expect(known.has(1, asked.clock, asked.length)).toBe(!all.includes(false))
      },
    ),
  )
})
