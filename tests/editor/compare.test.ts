import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differencesBetween } from '../../src/editor/compare/changes.ts'
import { documentFromJson } from '../../src/editor/document/from-json.ts'

const paragraph = (text: string, marks: { type: string }[] = []) => ({
  type: 'paragraph',
  content: text === '' ? [] : [{ type: 'text', text, marks }],
})
const doc = (...content: object[]) => documentFromJson({ type: 'doc', content })

/** What was taken out and put in, in words. */
function words(before: ReturnType<typeof doc>, after: ReturnType<typeof doc>) {
  return differencesBetween(before, after).map(({ fromA, toA, fromB, toB, kind }) => [
    kind,
    before.textBetween(fromA, toA, '|'),
    after.textBetween(fromB, toB, '|'),
  ])
}

describe('the differences of two versions', () => {
  it('are none where nothing differs', () => {
    expect(words(doc(paragraph('Same')), doc(paragraph('Same')))).toEqual([])
  })

  it('are whole words, in the blocks that differ', () => {
    const rest = Array.from({ length: 30 }, (_, index) => paragraph(`Line ${index}`))
    const before = doc(paragraph('We meet once a year.'), ...rest, paragraph('Aims'))
    const after = doc(
      paragraph('We meet twice a year.'),
      ...rest,
      paragraph('New'),
      paragraph('Aims'),
    )
    expect(words(before, after)).toEqual([
      ['words', 'once', 'twice'],
      ['words', '', 'New'],
    ])
  })

  it('tell what only looks different', () => {
    expect(words(doc(paragraph('Aims')), doc(paragraph('Aims', [{ type: 'bold' }])))).toEqual([
      ['look', 'Aims', 'Aims'],
    ])
  })

  it('cover all that differs: what is outside them is the same text', () => {
    const text = fc.array(fc.constantFrom('a', 'bb', 'c c', ''), { maxLength: 8 })
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [before, after] = [
          doc(...a.map((t) => paragraph(t))),
          doc(...b.map((t) => paragraph(t))),
        ]
        const differences = differencesBetween(before, after)
        const kept = (node: typeof before, ranges: [number, number][]) => {
          let at = 0
          let rest = ''
          for (const [from, to] of [...ranges, [node.content.size, 0] as const]) {
            rest += node.textBetween(at, from, '')
            at = to
          }
          return rest
        }
        expect(
          kept(
            before,
            differences.map(({ fromA, toA }) => [fromA, toA]),
          ),
        ).toBe(
          kept(
            after,
            differences.map(({ fromB, toB }) => [fromB, toB]),
          ),
        )
      }),
    )
  })
})
