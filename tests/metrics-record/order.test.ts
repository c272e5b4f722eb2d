import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeStamp } from '../../domain/record/clock.ts'
import type { AnyEntry } from '../../domain/record/entry.ts'
import { type CarriedObservation, packObservations } from '../../domain/record/observations.ts'
import type { StreamName } from '../../domain/record/stream.ts'
import { projection } from '../../main/record/projection.ts'
import { readSystems } from '../../main/record/resources.ts'
import { rowsOf, temporaryDatabase } from '../helpers.ts'

/** Whatever order entries arrive in, the tables end up the same. */

const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
const START = Date.parse('2026-01-05T09:00:00Z')

const observation = fc.record({
  area: fc.constantFrom('E06000016', 'E06000015', 'E54000015', 'E92000001'),
  period: fc.constantFrom('2022', '2023'),
  value: fc.nat(9),
})
const deed = fc.record({
  stream: fc.constantFrom<StreamName>('region', 'ics:QK1', 'ics:QJ2', 'ics:QML'),
  values: fc.array(observation, { minLength: 1, maxLength: 4 }),
  removes: fc.boolean(),
  /** Two replicas may stamp the same moment. */
  at: fc.nat(5),
})

function entriesOf(
  deeds: (typeof deed extends fc.Arbitrary<infer D> ? D : never)[],
  isTakenBack: boolean,
) {
  const entries: { stream: StreamName; entry: AnyEntry }[] = deeds.flatMap((one, i) => {
    const rows = one.values.map(
      ({ area, period, value }): CarriedObservation => ({
        ...{ area, period, sex: 'Persons', age: 'All ages', category: null, value },
        ...{ lower95: null, upper95: null, lower998: null, upper998: null },
        ...{ count: null, denominator: null, note: null, row: null },
      }),
    )
    const head = { metric: 'adult-smoking', from: { kind: 'manual' as const, source: 'A test' } }
    const packed = [...packObservations(head, one.removes ? [] : rows, one.removes ? rows : [])]
    return packed.map((content) => ({
      stream: one.stream,
      entry: {
        ...{ id: uuid(i + 1), at: makeStamp(START + one.at, 0, 'aaaaaaaa'), by: uuid(999) },
        ...{ kind: 'observations', ...content },
      },
    }))
  })
  // Both systems become one: from then on it speaks for the areas of both.
  entries.push({
    stream: 'region',
    entry: {
      ...{ id: uuid(500), at: makeStamp(START + 9, 0, 'aaaaaaaa'), by: uuid(999), kind: 'merger' },
      ...{ from: ['QK1', 'QJ2'], on: '2026-01-01' },
      into: { ods: 'QML', ons: 'E54000099', name: 'The two', subRegion: 'East' },
    },
  })
  if (isTakenBack)
    entries.push({
      stream: 'region',
      entry: {
        ...{ id: uuid(501), at: makeStamp(START + 10, 0, 'aaaaaaaa'), by: uuid(999) },
        ...{ kind: 'withdrawal', of: uuid(500) },
      },
    })
  return entries
}

test('values do not depend on the order in which entries arrive', () => {
  const ordered = temporaryDatabase()
  const shuffled = temporaryDatabase()
  const folds = [ordered, shuffled].map((db) => projection(db, readSystems()))
  fc.assert(
    fc.property(
      fc.tuple(fc.array(deed, { minLength: 1, maxLength: 8 }), fc.boolean()).chain((drawn) => {
        const entries = entriesOf(...drawn)
        return fc.tuple(
          fc.constant(entries),
          fc.shuffledSubarray(entries, { minLength: entries.length }),
        )
      }),
      (orders) => {
        for (const [i, db] of [ordered, shuffled].entries()) {
          for (const table of ['entry', 'observation', 'system', 'lineage', 'head', 'action_state'])
            db.exec(`DELETE FROM ${table}`)
          db.transaction(() => {
            folds[i]!.seed()
            for (const { stream, entry } of orders[i]!) folds[i]!.apply(stream, [entry])
          })()
        }
        expect(rowsOf(shuffled)).toEqual(rowsOf(ordered))
      },
    ),
    { numRuns: 15 },
  )
})
