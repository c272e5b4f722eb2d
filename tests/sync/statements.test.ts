import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeStamp } from '../../domain/record/clock.ts'
import {
  type EarlierEntry,
  earlierParts,
  readStatements,
  type Statement,
  unstated,
} from '../../domain/sync/statements.ts'
import { sha256 } from '../../main/record/signing.ts'

/** What was written before there were keys: a statement holds as long as nothing is done to it. */

const ROOM = 'ics:QK1:2026'
const REPLICAS = ['0000000a', '0000000b', '0000000c']
const START = Date.parse('2026-03-01T09:00:00Z')

const entries: fc.Arbitrary<EarlierEntry[]> = fc
  .uniqueArray(fc.tuple(fc.nat(500), fc.constantFrom(...REPLICAS)), {
    minLength: 1,
    maxLength: 30,
    selector: (place) => place.join(),
  })
  .map((places) =>
    places.map(([minute, replica], i) => ({
      at: makeStamp(START + minute * 60_000, 0, replica),
      hash: `hash-${i}`,
    })),
  )

const statementOf = (of: readonly EarlierEntry[]): Statement => ({
  ...{ id: 'statement', member: 'ann', by: 'key', room: ROOM },
  parts: earlierParts(of, sha256),
})

const read = (said: Statement, there: readonly EarlierEntry[]) =>
  readStatements([said], () => there, sha256)

test('a statement holds in whatever order entries lie, and however many come later', () => {
  fc.assert(
    fc.property(entries, fc.nat(20), fc.nat(), (written, more, seed) => {
      const said = statementOf(written)
      const later = Array.from({ length: more }, (_, i) => ({
        at: makeStamp(START - i, 0, i % 2 ? '0000000d' : '0000000e'),
        hash: `later-${i}`,
      }))
      const there = [...written, ...later].sort((a, b) =>
        `${seed} ${a.hash}` < `${seed} ${b.hash}` ? 1 : -1,
      )
      expect(read(said, there)).toEqual({ broken: [], stated: written.length })
      expect(unstated(written, [said], sha256)).toEqual([])
      const left = unstated(there, [said], sha256)
      expect(left.reduce((sum, { count }) => sum + count, 0)).toBe(more)
    }),
  )
})

test('one that is changed, taken out or put in among them breaks it', () => {
  fc.assert(
    fc.property(entries, fc.nat(), fc.constantFrom('change', 'take', 'put'), (written, n, deed) => {
      const said = statementOf(written)
      const at = n % written.length
      const one = written[at] as EarlierEntry
      const there = {
        change: () => written.with(at, { ...one, hash: 'otherwise' }),
        take: () => written.toSpliced(at, 1),
        put: () => [...written, { at: one.at.replace('.0000.', '.0001.'), hash: 'new' }],
      }[deed]()
      const isAfterAll = deed === 'put' && said.parts.some(({ until }) => until === one.at)
      expect(read(said, there).broken.length).toBe(isAfterAll ? 0 : 1)
    }),
  )
})
