import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  jointProposals,
  mappingRows,
  servesTarget,
  sharing,
  type Target,
} from '../../domain/practice/mapping.ts'

const TARGETS: Target[] = [
  ...[1, 2, 3].map((number) => ({
    kind: 'priority' as const,
    id: String(number),
    title: `Priority ${number}`,
  })),
  { kind: 'focus-area', id: 'HS1', title: 'HS1' },
  { kind: 'focus-area', id: 'LA1', title: 'LA1' },
]
const SYSTEMS = ['QHL', 'QUA', 'QK1']

const anyPriority = fc.record({
  id: fc.uuid(),
  ics: fc.constantFrom(...SYSTEMS, 'QZZ'),
  priorities: fc.uniqueArray(fc.constantFrom(1, 2, 3, 4)),
  focusAreas: fc.uniqueArray(fc.constantFrom('HS1', 'LA1', 'JW4')),
})
const anyPriorities = fc.uniqueArray(anyPriority, { selector: ({ id }) => id, maxLength: 12 })

describe('the matrix of priorities', () => {
  test('holds each priority in its system’s column of every row that it serves, and nowhere else', () => {
    fc.assert(
      fc.property(anyPriorities, (priorities) => {
        for (const row of mappingRows(TARGETS, SYSTEMS, priorities))
          for (const priority of priorities) {
            const columns = SYSTEMS.filter((_, i) => row.cells[i]?.includes(priority.id))
            const isIn = servesTarget(priority, row) && SYSTEMS.includes(priority.ics)
            expect(columns).toEqual(isIn ? [priority.ics] : [])
          }
      }),
    )
  })

  test('proposes what two or more share, the most widely shared first, with what it rests on', () => {
    fc.assert(
      fc.property(anyPriorities, (priorities) => {
        const rows = mappingRows(TARGETS, SYSTEMS, priorities)
        const proposals = jointProposals(rows, SYSTEMS, [])
        expect(proposals.map(({ id }) => id).sort()).toEqual(
          rows.flatMap((row) => (sharing(row) > 1 ? row.id : [])).sort(),
        )
        const widths = proposals.map(({ systems }) => systems.length)
        expect(widths).toEqual([...widths].sort((a, b) => b - a))
        for (const { systems, rests } of proposals)
          expect(
            new Set(rests.map((id) => priorities.find((each) => each.id === id)?.ics)),
          ).toEqual(new Set(systems))
      }),
    )
  })

  test('does not propose again what a joint action is about, agreed or declined', () => {
    const shared = (ics: string, id: string) => ({ ics, id, priorities: [2], focusAreas: ['HS1'] })
    const rows = mappingRows(TARGETS, SYSTEMS, [shared('QHL', 'a'), shared('QK1', 'b')])
    const proposed = (joint: { priority: number | null; focusArea: string | null }[]) =>
      jointProposals(rows, SYSTEMS, joint).map(({ id }) => id)
    expect(proposed([])).toEqual(['2', 'HS1'])
    expect(proposed([{ priority: 2, focusArea: null }])).toEqual(['HS1'])
    expect(proposed([{ priority: null, focusArea: 'HS1' }])).toEqual(['2'])
  })
})
