import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { decodeUpdate } from '../../domain/sync/update.ts'
import { isWellPlaced } from '../../domain/sync/well-placed.ts'
import { randomFrom } from '../chance.ts'
import { craft, item } from '../server/craft.ts'

/** One item of one session, beside any others: as nobody's editor would write it. */
interface Put {
  client: number
  clock: number
  left: Put | undefined
  right: Put | undefined
}

const idOf = (put: Put | undefined) => (put ? Y.createID(put.client, put.clock) : null)
const key = ({ client, clock }: { client: number; clock: number }) => `${client}.${clock}`

function updateOf(put: Put): Uint8Array {
  const place = { origin: idOf(put.left), right: idOf(put.right) }
  const made = item(put.client, put.clock, new Y.ContentAny([key(put)]), place)
  return craft([{ client: put.client, clock: put.clock, structs: [made] }])
}

function hasAllFor(put: Put, had: ReadonlySet<string>): boolean {
  const needed = [put.left, put.right, put.clock > 0 ? { ...put, clock: put.clock - 1 } : undefined]
  return needed.every((each) => !each || had.has(key(each)))
}

/** What replicas come to that take everything in in an order of their own. */
function outcome(puts: readonly Put[], some: (n: number) => number): string {
  const doc = new Y.Doc()
  const left = [...puts]
  const had = new Set<string>()
  while (left.length > 0) {
    const ready = left.filter((put) => hasAllFor(put, had))
    const [put] = left.splice(left.indexOf(ready[some(ready.length)] as Put), 1)
    if (!put) break
    had.add(key(put))
    Y.applyUpdate(doc, updateOf(put))
  }
  return doc.getArray('entries').toArray().join(' ')
}

test('whatever is well placed comes out the same in whatever order it comes', () => {
  const random = randomFrom(20261130)
  const some = (n: number) => Math.floor(random() * n)
  let refused = 0
  for (let round = 0; round < 250; round++) {
    let doc = new Y.Doc()
    const puts: Put[] = []
    for (let n = 0; n < 12; n++) {
      const client = 1 + some(3)
      const clock = puts.filter((put) => put.client === client).length
      const any = () => (random() < 0.3 ? undefined : puts[some(puts.length)])
      const put = { client, clock, left: any(), right: any() }
      const update = updateOf(put)
      const before = Y.encodeStateAsUpdate(doc)
      Y.applyUpdate(doc, update)
      if (isWellPlaced(doc, decodeUpdate(update)?.structs ?? [])) puts.push(put)
      else {
        refused += 1
        doc = new Y.Doc()
        Y.applyUpdate(doc, before)
      }
    }
    const outcomes = new Set(Array.from({ length: 4 }, () => outcome(puts, some)))
    expect(outcomes.size).toBe(1)
  }
  expect(refused).toBeGreaterThan(200)
})

test('what people type, delete, take back and format at once is well placed', () => {
  const random = randomFrom(7)
  const some = (n: number) => Math.floor(random() * n)
  for (let round = 0; round < 20; round++) {
    const server = new Y.Doc()
    const people = Array.from({ length: 3 }, () => new Y.Doc())
    const undo = people.map((doc) => new Y.UndoManager(doc.getText('body'), { captureTimeout: 0 }))
    const seen = people.map(() => 0)
    const log: Uint8Array[] = []
    for (const doc of people)
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin === 'server') return
        Y.applyUpdate(server, update)
        expect(isWellPlaced(server, decodeUpdate(update)?.structs ?? [])).toBe(true)
        log.push(update)
      })
    for (let n = 0; n < 40; n++) {
      const who = some(3)
      const text = (people[who] as Y.Doc).getText('body')
      const deed = random()
      if (deed < 0.5) text.insert(some(text.length + 1), 'abc'.slice(0, 1 + some(3)))
      else if (deed < 0.65 && text.length > 0) text.delete(some(text.length), 1)
      else if (deed < 0.75 && text.length > 1) text.format(some(text.length - 1), 1, { b: true })
      else if (deed < 0.85) undo[who]?.undo()
      else
        for (const update of log.slice(seen[who])) {
          Y.applyUpdate(people[who] as Y.Doc, update, 'server')
          seen[who] = log.length
        }
    }
  }
})
