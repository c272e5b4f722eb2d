import * as Y from 'yjs'
import type { DocumentNode } from '../tree.ts'
import { elementFor } from './edits.ts'
import { formatsOf } from './marks.ts'

/** Nodes as elements and texts, in the encoding of y-prosemirror: neighbouring runs are one text. */
export function typesOf(nodes: readonly DocumentNode[]): (Y.XmlElement | Y.XmlText)[] {
  const types: (Y.XmlElement | Y.XmlText)[] = []
  let runs: DocumentNode[] = []
  const endText = () => {
    if (runs.length > 0) types.push(textOf(runs))
    runs = []
  }
  for (const node of nodes) {
    if (node.type === 'text') {
      if (node.text) runs.push(node)
      continue
    }
    endText()
    types.push(elementOf(node))
  }
  endText()
  return types
}

export function elementOf(node: DocumentNode): Y.XmlElement {
  const element = elementFor(node)
  element.insert(0, typesOf(node.content ?? []))
  return element
}

function textOf(runs: readonly DocumentNode[]): Y.XmlText {
  const text = new Y.XmlText()
  text.applyDelta(runs.map(({ text: insert, marks }) => ({ insert, attributes: formatsOf(marks) })))
  return text
}
