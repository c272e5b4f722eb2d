import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Base, compareField } from '../../domain/register/compare.ts'
import { type FieldValue, spreadsheetText } from '../../domain/register/fields.ts'
import { guardFormula, unguardFormula } from '../../domain/register/formula-guard.ts'
import { ownerFinder, ownerLabels } from '../../domain/register/owners.ts'
import { fingerprint, rowVersion, versionBase } from '../../domain/register/version.ts'
import { fields, OWNERS, owner, PRIYA, SAM_LEAD } from './fixtures.ts'

const now = (value: FieldValue, heads = ['one']) => ({ value, heads })
const known = (value: FieldValue, heads = ['one']): Base => ({ kind: 'value', value, heads })
const hashed = (value: FieldValue): Base => ({
  kind: 'fingerprint',
  fingerprint: fingerprint(value),
})
const anyText = fc.string({ unit: 'binary', maxLength: 200 })

describe.each([
  ['values', known],
  ['fingerprints', hashed],
])('with %s of the export', (_, base) => {
  test.each([
    ['nobody changed it', 'a', 'a', 'a', 'same'],
    ['only they did', 'b', 'a', 'a', 'change'],
    ['only they did, by emptying it', null, 'a', 'a', 'change'],
    ['only we did', 'a', 'b', 'a', 'same'],
    ['both did, alike', 'b', 'b', 'a', 'same'],
    ['both did, differently', 'b', 'c', 'a', 'conflict'],
    ['both did where nothing was', 'b', 'c', null, 'conflict'],
  ] as const)('%s', (_case, theirs, ours, exported, outcome) => {
    expect(compareField(theirs, now(ours), base(exported))).toBe(outcome)
  })

  test('a text that came through a spreadsheet is unchanged', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(compareField(spreadsheetText(text), now(text), base(text))).toBe('same')
        // Also when we changed it meanwhile.
        expect(compareField(spreadsheetText(text), now(`${text}!`), base(text))).toBe('same')
      }),
    )
  })
})

test('what Office changes on its own is no change', () => {
  const ours = now('Don\'t wait: "now" or - maybe - later\nNext line')
  const theirs = 'Don’t wait: “now” or - maybe\u00a0- later  \r\nNext line\n'
  expect(compareField(theirs, ours, known(ours.value))).toBe('same')
})

test('a value that another member set beside ours, unseen by the file, is a conflict', () => {
  const ours = now('a', ['one', 'two'])
  expect(compareField('b', ours, known('a', ['one']))).toBe('conflict')
  expect(compareField('b', ours, known('a', ['one', 'two']))).toBe('change')
})

test('without a base every difference is a change', () => {
  expect(compareField('b', now('a'), { kind: 'unknown' })).toBe('change')
  expect(compareField('a', now('a'), { kind: 'unknown' })).toBe('same')
})

test("a row's version knows each field, for its own row alone", () => {
  const version = rowVersion('HS1.b1', fields({ note: 'said', status: 'blocked' }))
  expect(versionBase(version, 'HS1.b1', 'note')).toEqual(hashed('said'))
  expect(versionBase(version, 'HS1.b1', 'status')).toEqual(hashed('blocked'))
  expect(versionBase(version, 'HS1.b1', 'due')).toEqual(hashed(null))
  expect(versionBase(version, 'HS1.b2', 'note')).toEqual({ kind: 'unknown' })
  expect(versionBase('v1.short', 'HS1.b1', 'note')).toEqual({ kind: 'unknown' })
  expect(versionBase(undefined, 'HS1.b1', 'note')).toEqual({ kind: 'unknown' })
})

describe('formulas', () => {
  test.each(['=1+1', '+44', '-5%', '@SUM(A1)', "'=1", '\tx', '＝1'])('%j is made text', (text) => {
    expect(guardFormula(text)).toBe(`'${text}`)
  })

  test('every text comes back as it was, and none begins like a formula', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.stringMatching(/^['=+\-@\t]{0,4}[a-z]?$/)), (text) => {
        const guarded = guardFormula(text)
        expect(guarded).not.toMatch(/^[=+\-@\t\r]/)
        expect(unguardFormula(guarded)).toBe(text)
      }),
    )
  })
})

describe('owners', () => {
  test('labels tell apart those who share a name, by as little as it takes', () => {
    expect([...ownerLabels(OWNERS).values()]).toEqual([
      "Priya O'Shah",
      'Gwen Gone',
      'Sam Patel (Programme lead)',
      'Sam Patel (Nurse)',
    ])
  })

  test('labels are never alike, however the owners are named', () => {
    const part = fc.constantFrom('Sam', 'Sam (Nurse)', 'sam', 'Nurse')
    fc.assert(
      fc.property(
        fc.array(fc.record({ name: part, role: fc.option(part), organisation: fc.option(part) })),
        (people) => {
          const owners = people.map(({ name, ...more }, index) => owner(`id-${index}`, name, more))
          const labels = ownerLabels(owners)
          expect(new Set(labels.values()).size).toBe(owners.length)
          const find = ownerFinder(owners)
          for (const { id } of owners) {
            expect(find(labels.get(id)!)).toEqual({ id, removed: false })
          }
        },
      ),
    )
  })

  test('are found by label, name or address, in any case and with any quotation mark', () => {
    const find = ownerFinder(OWNERS)
    for (const text of ['priya o’shah', " Priya  O'Shah ", 'PRIYA@example.nhs.uk']) {
      expect(find(text)).toEqual({ id: PRIYA, removed: false })
    }
    expect(find('sam patel (programme LEAD)')).toEqual({ id: SAM_LEAD, removed: false })
    expect(find('Sam Patel')).toEqual({
      several: ['Sam Patel (Programme lead)', 'Sam Patel (Nurse)'],
    })
    expect(find('Somebody')).toEqual({ unknown: true })
  })

  test('are found by the label that the file gave them, though they were renamed since', () => {
    const find = ownerFinder(OWNERS, new Map([['Priya Before', PRIYA]]))
    expect(find('Priya Before')).toEqual({ id: PRIYA, removed: false })
  })
})
