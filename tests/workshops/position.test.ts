import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  comparePlaces,
  type Placed,
  POSITION,
  placeAt,
  positionBetween,
} from '../../domain/record/position.ts'

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const moves = fc.array(fc.tuple(fc.nat(30), fc.nat(30), chance), { maxLength: 120 })

/** A list that things were put into and moved about in, with what it should look like. */
function played(steps: readonly (readonly [number, number, number])[]) {
  let items: Placed[] = []
  const expected: string[] = []
  steps.forEach(([from, to, draw], step) => {
    const known = step % 3 === 2 && expected.length > 0
    const id = known ? (expected[from % expected.length] as string) : `item-${step}`
    if (known) expected.splice(expected.indexOf(id), 1)
    const others = items.filter((item) => item.id !== id)
    const index = to % (others.length + 1)
    expected.splice(index, 0, id)
    const places = placeAt(others, id, index, () => draw)
    items = [...others, { id, position: '' }]
      .map((item) => ({ ...item, position: places.get(item.id) ?? item.position }))
      .sort(comparePlaces)
  })
  return { items, expected }
}

describe('a position', () => {
  it('lies between its neighbours', () => {
    fc.assert(
      fc.property(moves, chance, (steps, draw) => {
        const { items } = played(steps)
        const bounds = [null, ...items.map(({ position }) => position), null]
        for (let i = 0; i + 1 < bounds.length; i++) {
          const [before, after] = [bounds[i] ?? null, bounds[i + 1] ?? null]
          if (before !== null && before === after) continue
          const between = positionBetween(before, after, () => draw)
          expect(between).toMatch(POSITION)
          if (before !== null) expect(between > before).toBe(true)
          if (after !== null) expect(between < after).toBe(true)
        }
      }),
    )
  })

  it('keeps a list in the order in which things were put', () => {
    fc.assert(
      fc.property(moves, (steps) => {
        const { items, expected } = played(steps)
        expect(items.map(({ id }) => id)).toEqual(expected)
      }),
    )
  })

  it('stays short when things are added at the end', () => {
    let position: string | null = null
    for (let i = 0; i < 200; i++) position = positionBetween(position, null, () => 0.5)
    expect(position?.length).toBeLessThan(20)
  })

  it('moves one item alone, unless its neighbours share a position', () => {
    const items = ['A', 'C', 'E'].map((id) => ({ id, position: id }))
    expect([...placeAt(items, 'x', 1).keys()]).toEqual(['x'])
    const sharing = [
      { id: 'a', position: 'K' },
      { id: 'b', position: 'K' },
      { id: 'c', position: 'T' },
    ]
    const places = placeAt(sharing, 'x', 1)
    expect([...places.keys()]).toEqual(['x', 'b'])
    const moved = [...sharing, { id: 'x', position: '' }]
      .map((item) => ({ ...item, position: places.get(item.id) ?? item.position }))
      .sort(comparePlaces)
    expect(moved.map(({ id }) => id)).toEqual(['a', 'x', 'b', 'c'])
  })

  it('is not made where there is no room', () => {
    expect(() => positionBetween('K', 'K')).toThrow(RangeError)
    expect(() => positionBetween('L', 'K')).toThrow(RangeError)
  })
})
