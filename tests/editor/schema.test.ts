import { describe, expect, it } from 'vitest'
import { MARKS, NODES } from '../../domain/documents/tree.ts'
import { documentSchema } from '../../src/editor/schema/index.ts'

const attributesOf = (types: Record<string, { spec: { attrs?: object } }>) =>
  Object.fromEntries(
    Object.entries(types).map(([name, { spec }]) => [name, Object.keys(spec.attrs ?? {}).sort()]),
  )
const sorted = (table: Record<string, readonly string[]>) =>
  Object.fromEntries(Object.entries(table).map(([name, list]) => [name, [...list].sort()]))

describe("the editor's schema", () => {
  it('has the nodes of a document, with their attributes, and no others', () => {
    expect(attributesOf(documentSchema.nodes)).toEqual(sorted(NODES))
  })

  it('has the marks of a document, with their attributes, and no others', () => {
    expect(attributesOf(documentSchema.marks)).toEqual(sorted(MARKS))
  })
})
