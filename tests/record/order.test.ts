import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeStamp } from '../../domain/record/clock.ts'
import { ChangeEntry } from '../../domain/record/entry.ts'
import { foldField, type Version } from '../../domain/record/fold.ts'
import { streamSystem } from '../../domain/record/stream.ts'
import { fieldSchema, parseSubject } from '../../domain/record/subjects.ts'
import type { Db } from '../../main/record/database.ts'
import { type Projection, projection } from '../../main/record/projection.ts'
import { readSystems } from '../../main/record/resources.ts'
import { differences, rowsOf, temporaryDatabase } from '../helpers.ts'
import { history, type Written } from './arbitraries.ts'

/** A moment after all of a history. */
const AFTER = Date.parse('2027-01-01T00:00:00.000Z')

/** A projection that starts anew for each history, without the cost of a new file. */
function bench() {
  const db = temporaryDatabase()
  db.transaction(() => projection(db, readSystems()).seed())()
  return (work: (fold: Projection, db: Db) => void): Set<string> => {
    db.exec('BEGIN')
    try {
      work(projection(db, readSystems()), db)
      return rowsOf(db)
    } finally {
      db.exec('ROLLBACK')
    }
  }
}

/** Applies each run of entries of one stream in one go. */
function deliver(fold: Projection, written: readonly Written[], groupSizes: readonly number[]) {
  let from = 0
  for (let turn = 0; from < written.length; turn += 1) {
    const size = groupSizes[turn % groupSizes.length] ?? 1
    const group = written.slice(from, from + size)
    for (const stream of new Set(group.map((one) => one.stream)))
      fold.apply(
        stream,
        group.filter((one) => one.stream === stream).map((one) => one.entry),
      )
    from += size
  }
}

const shuffled = history.chain((written) =>
  fc.record({
    written: fc.constant(written),
    delivered: fc.array(fc.nat(written.length - 1), { maxLength: 10 }).chain((again) =>
      fc.shuffledSubarray([...written, ...again.map((i) => written[i] as Written)], {
        minLength: written.length + again.length,
      }),
    ),
    groupSizes: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 }),
  }),
)

test('entries give the same tables in any order, in any grouping, also when they come twice', {
  timeout: 300_000,
}, () => {
  const run = bench()
  fc.assert(
    fc.property(shuffled, ({ written, delivered, groupSizes }) => {
      const inOrder = run((fold) => deliver(fold, written, [written.length]))
      const otherwise = run((fold) => deliver(fold, delivered, groupSizes))
      expect(differences(otherwise, inOrder)).toEqual([])
    }),
    { numRuns: 100 },
  )
})

test('mergers that were taken back leave the tables as if they had never been', {
  timeout: 300_000,
}, () => {
  const run = bench()
  const isAboutMergers = ({ entry }: Written) => ['merger', 'withdrawal'].includes(entry.kind)
  const told = (rows: Set<string>) => new Set([...rows].filter((row) => !row.startsWith('entry ')))
  fc.assert(
    fc.property(history, (all) => {
      const taken = all
        .filter(({ entry }) => entry.kind === 'merger')
        .map(({ entry }, i) => ({
          stream: 'region' as const,
          entry: {
            ...entry,
            id: crypto.randomUUID(),
            kind: 'withdrawal',
            of: entry.id,
            at: makeStamp(AFTER, i, 'eeeeeeee'),
          },
        }))
      const never = run((fold) =>
        deliver(
          fold,
          all.filter((one) => !isAboutMergers(one)),
          [7],
        ),
      )
      const back = run((fold) => deliver(fold, [...all, ...taken], [5]))
      expect(differences(told(back), told(never))).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('the tables hold the heads that the pure fold gives', { timeout: 300_000 }, () => {
  const run = bench()
  fc.assert(
    fc.property(shuffled, ({ written, delivered, groupSizes }) => {
      run((fold, db) => {
        deliver(fold, delivered, groupSizes)
        for (const [key, versions] of versionsByField(written, lineageOf(db))) {
          const [view = '', subject = '', field = ''] = key.split(' ')
          const heads = fold.readHeads(view, subject).get(field)
          expect(heads?.map(({ entry, value }) => ({ entry, value }))).toEqual(
            foldField(versions)?.heads.map(({ entry, value }) => ({ entry, value })),
          )
        }
      })
    }),
    { numRuns: 100 },
  )
})

/** For each system, those whose records it carries, itself among them: told apart from the code under test. */
function lineageOf(db: Db): (view: string) => string[] {
  const links = db.prepare('SELECT successor, predecessor FROM lineage').all() as {
    successor: string
    predecessor: string
  }[]
  const line = (view: string): string[] => [
    view,
    ...links.filter((link) => link.successor === view).flatMap((link) => line(link.predecessor)),
  ]
  return line
}

function versionsByField(
  written: readonly Written[],
  line: (view: string) => string[],
): Map<string, Version[]> {
  const fields = new Map<string, Version[]>()
  for (const view of ['QK1', 'QJM', 'QML', 'QXY', 'region'])
    for (const { stream, entry } of written) {
      const change = ChangeEntry.safeParse(entry)
      if (!change.success || !line(view).includes(streamSystem(stream) ?? 'region')) continue
      const { id, at, by, subject, set, basedOn } = change.data
      const kind = parseSubject(subject)?.kind
      for (const [field, value] of Object.entries(set)) {
        if (!kind || !fieldSchema(kind, field)?.safeParse(value).success) continue
        const key = `${view} ${subject} ${field}`
        const version = { entry: id, at, by, value, basedOn: basedOn[field] ?? [] }
        fields.set(key, [...(fields.get(key) ?? []), version])
      }
    }
  return fields
}
