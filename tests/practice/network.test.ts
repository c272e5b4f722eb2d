import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countNetwork, FROM_REPORT, type Taking } from '../../domain/practice/network.ts'

const SYSTEMS = ['QHL', 'QUA', 'QK1'].map((ics) => ({ ics, name: `System ${ics}` }))
const anyTakings = fc.array(
  fc
    .record({
      from: fc.constantFrom('QHL', 'QUA', 'QK1', 'QZZ', FROM_REPORT),
      to: fc.constantFrom('QHL', 'QUA', 'QK1', 'QZZ'),
      thing: fc.constantFrom('HS1.e2', 'report:3', 'practice:a'),
    })
    .map((taking): Taking => ({ ...taking, title: taking.thing.toUpperCase() })),
)

test('counts each thing once between two systems, and agrees with itself', () => {
  fc.assert(
    fc.property(anyTakings, (takings) => {
      const { systems, links } = countNetwork(SYSTEMS, takings)
      const counted = links.reduce((sum, { count }) => sum + count, 0)
      expect(systems.reduce((sum, { took }) => sum + took, 0)).toBe(counted)
      const fromReport = links.filter(({ from }) => from === FROM_REPORT)
      expect(systems.reduce((sum, { gave }) => sum + gave, 0)).toBe(
        counted - fromReport.reduce((sum, { count }) => sum + count, 0),
      )
      for (const { from, to, count, what } of links) {
        expect(from).not.toBe(to)
        expect(what).toHaveLength(count)
        expect(new Set(what).size).toBe(count)
      }
    }),
  )
})

test('does not depend on the order in which things were taken over', () => {
  fc.assert(
    fc.property(anyTakings, (takings) => {
      expect(countNetwork(SYSTEMS, takings.toReversed())).toEqual(countNetwork(SYSTEMS, takings))
    }),
  )
})

test('says who gave and who took', () => {
  const taking = (from: string, to: string, thing: string): Taking => ({
    from,
    to,
    thing,
    title: thing,
  })
  const { systems, links } = countNetwork(SYSTEMS, [
    taking('QHL', 'QK1', 'HS1.e2'),
    taking('QHL', 'QK1', 'practice:a'),
    taking('QHL', 'QK1', 'practice:a'),
    taking('QUA', 'QK1', 'HS1.e2'),
    taking(FROM_REPORT, 'QHL', 'report:3'),
    taking('QK1', 'QK1', 'HS1.e2'),
  ])
  expect(systems.map(({ gave, took }) => [gave, took])).toEqual([
    [2, 1],
    [1, 0],
    [0, 3],
  ])
  expect(links.map(({ from, to, count }) => `${from} ${to} ${count}`)).toEqual([
    'QHL QK1 2',
    'QUA QK1 1',
    'report QHL 1',
  ])
})
