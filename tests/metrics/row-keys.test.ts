import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RowKeys } from '../../main/imports/row-keys.ts'

test('remembers keys as a map does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.constantFrom('a', 'b')), {
        maxLength: 200,
      }),
      (entries) => {
        const keys = new RowKeys()
        const map = new Map<string, string>()
        for (const [key, content] of entries) {
          const met = map.get(key)
          const expected = met === undefined ? 'new' : met === content ? 'same' : 'different'
          expect(keys.add(key, content)).toBe(expected)
          if (met === undefined) map.set(key, content)
        }
        expect(keys.size).toBe(map.size)
      },
    ),
  )
})

test('keeps them as it grows', () => {
  const keys = new RowKeys()
  const count = 200_000
  for (let i = 0; i < count; i++) keys.add(`key ${i}`, `${i}`)
  for (let i = 0; i < count; i += 997) expect(keys.add(`key ${i}`, `${i}`)).toBe('same')
  expect(keys.size).toBe(count)
})
