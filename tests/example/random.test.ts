import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { deck, random } from '../../domain/random.ts'

test('draws the same for the same seed', () => {
  const draws = (seed: string) => {
    const chance = random(seed)
    return Array.from({ length: 20 }, () => chance.next())
  }
  fc.assert(
    fc.property(fc.string(), (seed) => {
      expect(draws(seed)).toEqual(draws(seed))
    }),
  )
  expect(draws('one')).not.toEqual(draws('two'))
})

test('keeps whole numbers within their bounds', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: -50, max: 50 }), fc.nat(100), (seed, from, span) => {
      const drawn = random(seed).int(from, from + span)
      expect(drawn).toBeGreaterThanOrEqual(from)
      expect(drawn).toBeLessThanOrEqual(from + span)
      expect(Number.isInteger(drawn)).toBe(true)
    }),
  )
})

test('makes UUIDs that sort by their moment', () => {
  const chance = random('ids')
  const ids = [1, 1_700_000_000_000, 1_800_000_000_000].map((ms) => chance.uuid(ms))
  for (const id of ids) expect(z.uuidv7().safeParse(id).success).toBe(true)
  expect([...ids].sort()).toEqual(ids)
})

test('forks do not depend on what was drawn before', () => {
  const one = random('seed')
  const other = random('seed')
  other.next()
  expect(one.fork('a').next()).toBe(other.fork('a').next())
  expect(one.fork('a').next()).not.toBe(one.fork('b').next())
})

test('a deck deals everything once before anything again', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer(), { minLength: 1 }), (items) => {
      const deal = deck(items, random('deck'))
      const round = () => items.map(() => deal()).sort((a, b) => a - b)
      const sorted = [...items].sort((a, b) => a - b)
      expect(round()).toEqual(sorted)
      expect(round()).toEqual(sorted)
    }),
  )
})

test('refuses to pick or deal from nothing', () => {
  expect(() => random('x').pick([])).toThrow(RangeError)
  expect(() => deck([], random('x'))()).toThrow(RangeError)
})
