import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { DOCUMENT_BODY } from '../../domain/documents/tree.ts'
import { fillDocument } from '../../main/documents/y-document.ts'
import { openEditor } from './sides.ts'
import { doc, h, li, p, table, td, th, tr, ul } from './texts.ts'

const quotation = { type: 'blockquote', content: [p('w11'), ul('w12')] }
const callout = { type: 'callout', attrs: { tone: 'important' }, content: [p('w13'), ul('w14')] }
const BASE = doc(
  h(2, 'w1'),
  ul(li('w2', ul(li('w3', ul('w4')), 'w5')), 'w6'),
  table(tr(th('w7'), th('w8')), tr(td('w9'), td('w10'))),
  quotation,
  callout,
)
const PLACES = ['paragraph', 'heading', 'table', 'tableRow']

function placesIn(parent: Y.XmlFragment | Y.XmlElement): Y.XmlElement[] {
  return parent.toArray().flatMap((child) => {
    if (!(child instanceof Y.XmlElement)) return []
    return [...(PLACES.includes(child.nodeName) ? [child] : []), ...placesIn(child)]
  })
}

/**
 * An editor that finds a text its rules do not allow mends it, and with that may throw away what nobody
 * took out: an item without its first paragraph, a list without items. Ours is never given such a text.
 */
test('whatever is taken out apart, all else is shown, and nothing is left to mend', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(17), { maxLength: 16 }), (which) => {
      const shared = new Y.Doc()
      fillDocument(shared, BASE)
      const places = placesIn(shared.getXmlFragment(DOCUMENT_BODY))
      const gone = which.flatMap((index) => places[index] ?? [])
      for (const place of gone)
        place.setAttribute('gone', { by: 'Ben', at: '2026-11-21T12:00:00Z', seen: {} } as never)
      const before = Y.encodeStateVector(shared)
      const editor = openEditor(shared, 'Asha')
      editor.state.doc.check()
      const isGone = (type: Y.XmlElement | null): boolean =>
        type !== null && (gone.includes(type) || isGone(type.parent as Y.XmlElement | null))
      const shown = places
        .filter(({ nodeName }) => nodeName === 'paragraph' || nodeName === 'heading')
        .filter((place) => !isGone(place))
        .map((place) => place.get(0).toString())
      const text = editor.state.doc.textBetween(0, editor.state.doc.content.size, ' ').split(/\s+/)
      expect(text.filter((word) => word !== '')).toEqual(shown)
      expect(Y.encodeStateVector(shared)).toEqual(before)
      editor.destroy()
    }),
    { numRuns: 40 },
  )
})
