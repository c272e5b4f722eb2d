import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../domain/record/canonical-json.ts'

/** The same value with the keys of every object put in the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, field]) => [key, turned(field)]),
  )
}

test('is one text for one value, whichever way its keys came, and says all of it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value)
      expect(canonicalJson(turned(value))).toBe(text)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('orders keys by code units, escapes them and leaves out what is not there', () => {
  expect(
    canonicalJson({ b: 1, a: undefined, 'ä"': [null, { z: 'x', Y: true }], 10: 0, 9: 0 }),
  ).toBe('{"10":0,"9":0,"b":1,"ä\\"":[null,{"Y":true,"z":"x"}]}')
})
