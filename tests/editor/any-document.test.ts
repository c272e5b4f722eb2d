import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MARKS, NODES } from '../../domain/documents/tree.ts'
import { documentFromJson } from '../../src/editor/document/from-json.ts'

const name = fc.constantFrom(...Object.keys(NODES), 'unheard-of')
const marks = fc.array(
  fc.record({
    type: fc.constantFrom(...Object.keys(MARKS), 'glow'),
    attrs: fc.dictionary(fc.string(), fc.jsonValue()),
  }),
  { maxLength: 3 },
)
const attrs = fc.dictionary(
  fc.constantFrom('level', 'start', 'colspan', 'rowspan', 'colwidth', 'src', 'tone', 'text', 'id'),
  fc.oneof(fc.integer({ min: -2, max: 7 }), fc.string(), fc.constant(null)),
)
const { tree } = fc.letrec((tie) => ({
  tree: fc.record(
    {
      type: name,
      attrs,
      marks,
      text: fc.string(),
      content: fc.array(tie('tree'), { maxLength: 4 }),
    },
    { requiredKeys: ['type'] },
  ),
}))

describe('any JSON', () => {
  it('comes to a document the editor can show', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), (content) => {
        const node = documentFromJson({ type: 'doc', content })
        node.check()
        expect(node.childCount).toBeGreaterThan(0)
      }),
      { numRuns: 150 },
    )
  })

  it('need not even look like one', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        documentFromJson(json).check()
      }),
    )
  })
})
