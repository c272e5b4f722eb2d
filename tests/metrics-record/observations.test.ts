import { describe, expect, test } from 'vitest'
import { guardEntries, MAX_ENTRY_BYTES } from '../../domain/record/guard.ts'
import {
  type CarriedObservation,
  packObservations,
  unpackObservations,
} from '../../domain/record/observations.ts'

const ME = '00000000-0000-4000-8000-000000000001'
const head = { metric: 'adult-smoking', from: { kind: 'import' as const, source: 'A file' } }

function observation(n: number): CarriedObservation {
  return {
    ...{ area: `E0600${String(n % 9999).padStart(4, '0')}`, period: '2022', sex: 'Persons' },
    ...{ age: `${n}+ yrs`, category: { type: 'Ethnic groups', value: `Gruppe ${n} é` } },
    ...{ value: n / 3, lower95: n / 7, upper95: n, lower998: null, upper998: null },
    ...{ count: n, denominator: n * 2, note: n % 2 ? `Remark ${n}` : null, row: n + 1 },
  }
}

function guarded(content: object) {
  const at = '2026-01-05T09:00:00.000Z.0000.aaaaaaaa'
  const entry = { id: ME, at, by: ME, kind: 'observations', ...content }
  const member = { id: ME, grants: ['regional'] }
  const now = Date.parse('2026-01-05T09:00:00Z')
  const context = { member, stream: 'region' as const, year: '2026', now }
  return guardEntries([{ value: entry, attested: false }], context)
}

describe('observations in entries', () => {
  test('come out as they went in, in entries that the server takes', () => {
    const given = Array.from({ length: 3000 }, (_, n) => observation(n))
    const packed = [...packObservations(head, given)]
    expect(packed.flatMap((content) => [...unpackObservations(content)])).toEqual(given)
    for (const content of packed) {
      expect(Buffer.byteLength(JSON.stringify(content))).toBeLessThan(MAX_ENTRY_BYTES - 1024)
      expect(guarded(content).ok).toBe(true)
    }
  })

  test.each([
    { rows: [[9, 0, 0, 1, null, null, null, null, null, null, null, null]] },
    { rows: [[0, 0, 0, 'lots', null, null, null, null, null, null, null, null]] },
    { areas: ['Derby'] },
    { periods: ['soon'] },
    { metric: 'Not A Key' },
  ])('are refused with content that says nothing: %j', (wrong) => {
    const [content] = packObservations(head, [observation(1)])
    expect(guarded({ ...content, ...wrong })).toMatchObject({
      ok: false,
      refusal: { reason: 'wrong-content' },
    })
  })
})
