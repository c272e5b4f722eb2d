import fc from 'fast-check'
import { makeStamp } from '../../domain/record/clock.ts'
import type { AnyEntry, ChangeEntry, MergerEntry } from '../../domain/record/entry.ts'
import { type StreamName, segmentName } from '../../domain/record/stream.ts'

/** Histories that several members write in several streams, each seeing some of what is there. */

export interface Written {
  stream: StreamName
  entry: AnyEntry
}

const START = Date.parse('2025-12-31T23:59:58.000Z')
const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
const REPLICAS = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc', 'dddddddd'] as const
const STREAMS: readonly StreamName[] = ['ics:QK1', 'ics:QJM', 'ics:QML', 'region']

/** Subjects with the fields that histories set, and the values to choose from. */
const SUBJECTS: Record<string, Record<string, unknown[]>> = {
  'action:HS1.e2': {
    status: ['planned', 'blocked', 'complete', 'no such status'],
    note: ['first', 'second', null],
    owner: [uuid(1), null],
    due: ['2027-01-31', null],
  },
  'action:JW4.c1': { status: ['planned', 'blocked'], confidence: ['at-risk', null] },
  [`owner:${uuid(1)}`]: { name: ['Ann', 'Bob'], removed: [true, false], role: ['Lead', null] },
  [`evidence:${uuid(2)}`]: {
    title: ['Plan'],
    action: ['HS1.e2', 'JW4.c1'],
    location: ['https://example.org'],
    removed: [true, false],
  },
  [`evidence:${uuid(4)}`]: {
    title: ['Letter'],
    action: ['HS1.e.QK1-abc123'],
    location: ['A file'],
    removed: [true, false],
  },
  'local-action:HS1.e.QK1-abc123': { title: ['Ours', 'Our own'], removed: [true, false] },
  'action:HS1.e.QK1-abc123': { status: ['planned', 'blocked'], note: ['local'] },
  [`member:${uuid(3)}`]: { name: ['Cy', 'Di'], role: ['Analyst', null] },
  'system:QJM': { name: ['Lincolnshire', 'Greater Lincolnshire'], to: ['2027-03-31', null] },
  'gadget:7': { colour: ['red'] },
}

const draft = fc.record({
  writer: fc.nat(REPLICAS.length - 1),
  stream: fc.constantFrom(...STREAMS),
  subject: fc.constantFrom(...Object.keys(SUBJECTS)),
  fields: fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }),
  choice: fc.nat(9),
  /** Which of the entries before it on the same field it has seen, from the latest backwards. */
  seen: fc.array(fc.boolean(), { maxLength: 6 }),
  gap: fc.constantFrom(0, 0, 1, 700),
  /** Seldom, something other than a change. */
  kind: fc.constantFrom('change', 'change', 'change', 'change', 'change', 'poll'),
})

/** Two boards of these histories merge into one of them all, or into each other, or never. */
const mergers = fc.constantFrom<readonly Pick<MergerEntry, 'from' | 'into' | 'on'>[]>(
  [],
  [{ from: ['QK1', 'QJM'], into: successor('QML'), on: '2027-04-01' }],
  [{ from: ['QJM'], into: successor('QK1'), on: '2027-04-01' }],
  [
    { from: ['QK1'], into: successor('QML'), on: '2027-04-01' },
    { from: ['QML', 'QJM'], into: successor('QXY'), on: '2028-04-01' },
  ],
)

function successor(ods: string): MergerEntry['into'] {
  return { ods, ons: 'E54000099', name: `System ${ods}`, subRegion: 'East' }
}

/** Mergers and withdrawals taken back: before which draft, and which of those there are by then. */
const withdrawals = fc.array(fc.record({ before: fc.nat(40), of: fc.nat(5) }), { maxLength: 4 })

/** A history in the order of its stamps. */
export const history: fc.Arbitrary<Written[]> = fc
  .tuple(fc.array(draft, { minLength: 1, maxLength: 40 }), mergers, fc.nat(40), withdrawals)
  .map(([drafts, merged, mergeAfter, taken]) => {
    const written: Written[] = []
    let ms = START
    let counter = 0
    const nextStamp = (writer: number, gap: number) => {
      ms += gap
      counter += 1
      return makeStamp(ms, counter, REPLICAS[writer] ?? REPLICAS[0])
    }
    const merge = () => {
      for (const merger of merged)
        written.push({
          stream: 'region',
          entry: {
            id: uuid(1000 + written.length),
            at: nextStamp(0, 1),
            by: uuid(50),
            kind: 'merger',
            ...merger,
          },
        })
    }
    const withdraw = (pick: number) => {
      const about = written.filter(({ entry }) => ['merger', 'withdrawal'].includes(entry.kind))
      const of = about[pick % about.length]?.entry.id
      const who = { id: uuid(1000 + written.length), at: nextStamp(1, 1), by: uuid(51) }
      if (of) written.push({ stream: 'region', entry: { ...who, kind: 'withdrawal', of } })
    }
    drafts.forEach(({ writer, stream, subject, fields, choice, seen, gap, kind }, index) => {
      if (index === mergeAfter % drafts.length) merge()
      for (const { before, of } of taken) if (index === before % drafts.length) withdraw(of)
      const values = SUBJECTS[subject] ?? {}
      const names = Object.keys(values)
      const set: Record<string, never> = {}
      const basedOn: Record<string, string[]> = {}
      for (const pick of fields) {
        const field = names[pick % names.length] as string
        const options = values[field] ?? []
        set[field] = options[(choice + pick) % options.length] as never
        const before = written
          .map(({ entry }) => entry as ChangeEntry)
          .filter((entry) => entry.subject === subject && field in entry.set)
          .reverse()
        basedOn[field] = before.filter((_, i) => seen[i]).map(({ id }) => id)
      }
      const who = {
        id: uuid(1000 + written.length),
        at: nextStamp(writer, gap),
        by: uuid(50 + writer),
      }
      const entry =
        kind === 'change'
          ? { ...who, kind, subject, set, basedOn }
          : { ...who, kind, question: '?' }
      written.push({ stream, entry })
    })
    return written
  })

/** The entries of a history by the document they belong in. */
export function bySegment(written: readonly Written[]): Map<string, AnyEntry[]> {
  const segments = new Map<string, AnyEntry[]>()
  for (const { stream, entry } of written) {
    const name = segmentName(stream, entry.at)
    segments.set(name, [...(segments.get(name) ?? []), entry])
  }
  return segments
}
