import fc from 'fast-check'
import { type DocumentNode, MARKS, NODES } from '../../domain/documents/tree.ts'

/** Documents as no editor would write them: every known and unknown node, anywhere, with any attributes. */

const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

const attribute = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.integer({ min: -3, max: 9 }),
  fc.constantFrom(null, true, PIXEL, 'javascript:alert(1)', 'https://example.org/', '2026-11-21'),
  fc.constant('{"kind":"systems","filter":{}}'),
  fc.jsonValue({ maxDepth: 1 }),
)

const named = (known: Record<string, readonly string[]>) =>
  fc.constantFrom(...Object.keys(known), 'futureThing', '__proto__').chain((type) =>
    fc.record({
      type: fc.constant(type),
      attrs: fc.oneof(
        fc.dictionary(
          fc.constantFrom(...(Object.hasOwn(known, type) ? (known[type] ?? []) : []), 'other'),
          attribute,
          { maxKeys: 8 },
        ),
        fc.constant(undefined),
        fc.constant(null),
      ),
    }),
  )

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('\u200b', ' ', '#panic("no")', '</style><script>', '| a |\n|--|', 'ليلى حداد'),
)

export const anyDocument = fc.letrec((tie) => ({
  node: fc
    .record({
      head: named(NODES),
      text: fc.oneof(words, fc.constant(undefined), fc.constant(7)),
      marks: fc.oneof(fc.array(named(MARKS), { maxLength: 3 }), fc.constant('bold')),
      content: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        fc.constant(undefined),
        fc.array(tie('node'), { maxLength: 4 }),
        fc.jsonValue({ maxDepth: 2 }),
      ),
    })
    .map(({ head, ...rest }) => ({ ...head, ...rest })),
})).node as fc.Arbitrary<unknown>

/** The same with a table, list, callout or live block about as often as in life, so that they hold things. */
export const likelyDocument: fc.Arbitrary<unknown> = fc
  .array(
    fc.oneof(
      anyDocument,
      fc.tuple(named(NODES), fc.array(anyDocument, { maxLength: 3 })).map(([head, content]) => ({
        ...head,
        content,
      })),
      fc
        .array(fc.array(fc.tuple(anyDocument, fc.integer({ min: 0, max: 4 })), { maxLength: 4 }), {
          maxLength: 4,
        })
        .map((rows) => ({
          type: 'table',
          content: rows.map((cells) => ({
            type: 'tableRow',
            content: cells.map(([inside, span]) => ({
              type: span === 0 ? 'tableHeader' : 'tableCell',
              attrs: { colspan: span, rowspan: span },
              content: [inside],
            })),
          })),
        })),
    ),
    { maxLength: 5 },
  )
  .map((content) => ({ type: 'doc', content }))

export const textNode = (text: string, ...marks: string[]): DocumentNode => ({
  type: 'text',
  text,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
})
export const paragraphNode = (...content: (string | DocumentNode)[]): DocumentNode => ({
  type: 'paragraph',
  content: content.map((part) => (typeof part === 'string' ? textNode(part) : part)),
})
export const documentOf = (...content: DocumentNode[]): DocumentNode => ({ type: 'doc', content })
