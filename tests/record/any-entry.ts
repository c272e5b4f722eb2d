import fc from 'fast-check'
import * as Y from 'yjs'
import { z } from 'zod'
import type { StreamName } from '../../domain/record/stream.ts'
import { fieldSchema, SUBJECTS, type SubjectName } from '../../domain/record/subjects.ts'

/** Entries of every shape: well made, nearly so, and made to hurt whoever reads them. */

/** What every object has without having been given it, and other names that trip code up. */
export const NASTY_NAMES = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...['prototype', 'then', 'toJSON', 'length', 'name', 'size', 'get', 'map', '', ' ', '0', '-1'],
  ...['\u0000', '\ud800', 'ﬁ', 'İ', "'; DROP TABLE entry; --", '%', 'a:b:c', '../../x'],
] as const

const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
/** Few, so that entries speak of the same things; no entry's own id, which are one entry's alone. */
const id = fc.nat(60).map(uuid)
const nasty = fc.constantFrom<string>(...NASTY_NAMES)

/** Values of which each field takes some. */
const POOL: unknown[] = [
  ...[null, true, false, 0, 1, -1, 2, 1e21, 0.1, '', 'Words', 'x'.repeat(5000), ...NASTY_NAMES],
  ...['2026-05-01', '0001-01-01', '9999-12-31', '2026-02-30', '2026-12-03T10:00'],
  ...['2026-05-01T10:00:00.000Z', '2026-05-01T24:00:00.000Z', '2026-05-01T23:59:60.000Z'],
  ...['HS1.e2', 'HS1.e', 'HS1.e.QK1-abc123', 'HS1', 'QK1', 'QJM', 'region', 'E54000015'],
  ...['2022/23', '2022 Q3', 'Jan 2023', 'constructor', 'https://example.org', 'a@example.org'],
  ...[[], {}, ['QK1'], ['constructor'], [1, 2], [uuid(1)], { constructor: 1 }, { toString: null }],
  ...[uuid(1), uuid(2), 'a'.repeat(64), 'Europe/London', '09:00', 'AAAA', 30],
]

/** Words that a schema names anywhere: the statuses, the kinds. */
function wordsOf(schema: z.ZodType): unknown[] {
  const words: unknown[] = []
  JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }), (key, value) => {
    if (key === 'enum') words.push(...value)
    else if (key === 'const') words.push(value)
    return value
  })
  return words
}

const KINDS = Object.keys(SUBJECTS) as SubjectName[]
/** For each field of each kind the values that it takes. */
const FITTING = new Map(
  KINDS.map((kind) => [
    kind,
    new Map(
      Object.keys(SUBJECTS[kind].fields.shape).map((field) => {
        const schema = fieldSchema(kind, field) as z.ZodType
        const fits = [...POOL, ...wordsOf(schema)].filter(
          (value) => schema.safeParse(value).success,
        )
        return [field, fits.length > 0 ? fits : [null]]
      }),
    ),
  ]),
)

const subjectId = fc.oneof(
  id,
  nasty,
  fc.constantFrom('HS1.e2', 'JW4.c1', 'HS1.e.QK1-abc123', 'QK1', 'QJM', 'constructor', 'smoking'),
)

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<unknown>
const anyValue = fc.oneof(fc.constantFrom(...POOL), json)

const change = fc.constantFrom(...KINDS).chain((kind) => {
  const fields = FITTING.get(kind) as Map<string, unknown[]>
  const good = fc
    .constantFrom(...fields.keys())
    .chain((field) =>
      fc.constantFrom(...(fields.get(field) ?? [null])).map((v) => [field, v] as const),
    )
  const bad = fc.tuple(fc.oneof(nasty, fc.constantFrom(...fields.keys())), anyValue)
  return fc.record({
    subject: fc.oneof({ weight: 6, arbitrary: subjectId.map((of) => `${kind}:${of}`) }, nasty),
    set: fc
      .array(fc.oneof({ weight: 4, arbitrary: good }, bad), { maxLength: 5 })
      .map((pairs) => Object.fromEntries(pairs)),
    basedOn: fc.dictionary(fc.oneof(nasty, fc.constantFrom(...fields.keys())), fc.array(id), {
      maxKeys: 4,
    }),
    kind: fc.constant('change'),
  })
})

const ods = fc.constantFrom('QK1', 'QJM', 'QML', 'QXY', 'ZZZ')
const day = fc.constantFrom('2026-05-01', '1900-01-01', '2199-12-31', '0001-01-01', '2027-04-01')
const merger = fc.record({
  kind: fc.constant('merger'),
  from: fc.array(ods, { maxLength: 3 }),
  into: fc.record({
    ods,
    ons: fc.oneof(nasty, fc.constant('E54000099')),
    name: fc.oneof(nasty, fc.constant('One')),
    subRegion: fc.constantFrom('East', 'West', 'constructor'),
  }),
  on: day,
})
const withdrawal = fc.record({ kind: fc.constant('withdrawal'), of: id })
const position = fc.constantFrom(0, 0, 1, 2, -1, 1e9)
const amount = fc.constantFrom(null, 0, 1, 12.5, -3, 1e308)
const observations = fc.record({
  kind: fc.constant('observations'),
  metric: fc.constantFrom('constructor', 'smoking-at-delivery', 'valueof', 'x', ''),
  from: fc.record({
    kind: fc.constantFrom('import', 'manual', 'toString'),
    source: fc.constant('F'),
  }),
  areas: fc.array(fc.constantFrom('E54000015', 'E06000018', 'Z00000000', 'constructor')),
  periods: fc.array(fc.constantFrom('2022', '2022/23', '2022 Q3', 'toString', '0000')),
  groups: fc.array(
    fc.constantFrom(
      ['Persons', 'All ages', null, null],
      ['constructor', '__proto__', 'toString', 'valueOf'],
      ['Persons', '0 yrs', null, 'half'],
    ),
  ),
  notes: fc.array(fc.constantFrom('A note', '__proto__')),
  rows: fc.array(
    fc.tuple(
      ...[position, position, position, amount, amount, amount, amount, amount],
      ...[amount, amount, fc.constantFrom(null, 0, 5), fc.constantFrom(null, 1, 0)],
    ),
    { maxLength: 4 },
  ),
  removed: fc.array(fc.tuple(position, position, position), { maxLength: 2 }),
})
const unknown = fc
  .dictionary(fc.oneof(nasty, fc.string()), json, { maxKeys: 4 })
  .chain((more) => fc.oneof(nasty, fc.string({ maxLength: 20 })).map((kind) => ({ ...more, kind })))

const stamp = fc.tuple(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.constantFrom('2026-05-01T10:00:00.000Z', '2026-05-01T10:00:00.001Z'),
    },
    fc.constantFrom(...['0001-01-01T00:00:00.000Z', '2026-05-01T24:00:00.000Z']),
    fc.constantFrom(...['2026-02-30T00:00:00.000Z', '2026-05-01T23:59:60.000Z', '9999']),
  ),
  fc.nat(0xffff),
)

const whole = fc
  .record({
    id: fc.oneof({ weight: 20, arbitrary: fc.uuid({ version: 4 }) }, nasty),
    at: stamp.map(([at, n]) => `${at}.${n.toString(16).padStart(4, '0')}.0000000a`),
    by: fc.oneof({ weight: 8, arbitrary: id }, nasty),
    content: fc.oneof({ weight: 8, arbitrary: change }, merger, withdrawal, observations, unknown),
    batch: fc.option(fc.oneof(id, nasty), { nil: undefined, freq: 3 }),
  })
  .map(({ content, batch, ...who }) => ({ ...content, ...who, ...(batch ? { batch } : {}) }))

/** What somebody may put where entries belong. */
export const anyEntry: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 20, arbitrary: whole },
  { weight: 1, arbitrary: json },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(...[new Uint8Array([1, 2]), [[[[]]]], 'constructor']),
  },
  { weight: 1, arbitrary: whole.map((entry) => ({ ...entry, big: 1n, gone: undefined })) },
)

export const anyStream: fc.Arbitrary<StreamName> = fc.constantFrom<StreamName>(
  ...(['ics:QK1', 'ics:QJM', 'region', 'ics:ZZZ'] as const),
)

/** An update as a client of one's own making writes it: Yjs itself would refuse some of the values. */
export function updateOf(...entries: unknown[]): Uint8Array {
  const doc = new Y.Doc()
  doc.getArray('entries').push(entries.map(() => 0))
  const [block] = doc.store.clients.get(doc.clientID) as Y.Item[]
  ;(block?.content as Y.ContentAny).arr = entries
  return Y.encodeStateAsUpdate(doc)
}
