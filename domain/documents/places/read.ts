import * as Y from 'yjs'
import type { DocumentNode } from '../tree.ts'
import { assemble, type Maker } from './assemble.ts'
import { sequenceOf } from './blocks.ts'
import { marksOf } from './marks.ts'
import type { Block, GridCell } from './model.ts'
import { isTextblock } from './parts.ts'

/** The text that a fragment shows, as JSON. */
export function readBody(body: Y.XmlFragment): DocumentNode[] {
  return assemble(sequenceOf([body]).blocks, JSON_MAKER).map(({ node }) => node)
}

const JSON_MAKER: Maker<DocumentNode> = {
  leaf: jsonOf,
  filler: () => ({ type: 'paragraph' }),
  branch: (type, attrs, content) => ({ type, ...(attrs ? { attrs } : {}), content }),
}

/** A block as JSON. */
export function jsonOf(block: Block): DocumentNode {
  const { type, attrs, grid, runs, place } = block
  const said = Object.keys(attrs).length > 0 ? { attrs } : {}
  if (grid) {
    const content = grid.rows.map(({ cells }) => ({
      type: 'tableRow',
      ...(cells.length > 0 ? { content: cells.map(cellJson) } : {}),
    }))
    return { type, content }
  }
  const content = isTextblock(type)
    ? joined(runs.map(({ node }) => node))
    : place instanceof Y.XmlElement
      ? place.toArray().flatMap(rawNodes)
      : []
  return { type, ...said, ...(content.length > 0 ? { content } : {}) }
}

function cellJson(cell: GridCell): DocumentNode {
  const blocks = assemble(cell.sequence.blocks, JSON_MAKER).map(({ node }) => node)
  return {
    type: cell.type,
    attrs: cellAttributes(cell),
    content: blocks.length > 0 ? blocks : [{ type: 'paragraph' }],
  }
}

export function cellAttributes({ colspan, rowspan, attrs }: GridCell): Record<string, unknown> {
  return { ...attrs, colspan, rowspan }
}

/** Runs that were typed apart and look the same are one. */
export function joined(nodes: readonly DocumentNode[]): DocumentNode[] {
  const runs: DocumentNode[] = []
  for (const node of nodes) {
    const last = runs.at(-1)
    const isSame =
      last?.type === 'text' &&
      node.type === 'text' &&
      JSON.stringify(last.marks ?? []) === JSON.stringify(node.marks ?? [])
    if (isSame) runs[runs.length - 1] = { ...last, text: `${last.text}${node.text}` }
    else runs.push(node)
  }
  return runs
}

/** What this version does not know, as it stands. */
function rawNodes(item: Y.XmlElement | Y.XmlText | Y.XmlHook): DocumentNode[] {
  if (item instanceof Y.XmlText)
    return item
      .toDelta()
      .flatMap(({ insert, attributes }: { insert: unknown; attributes?: never }) => {
        if (typeof insert !== 'string') return []
        const marks = marksOf(attributes)
        return [{ type: 'text', ...(marks.length > 0 ? { marks } : {}), text: insert }]
      })
  if (!(item instanceof Y.XmlElement)) return []
  const attrs = item.getAttributes() as Record<string, unknown>
  const content = item.toArray().flatMap(rawNodes)
  return [
    {
      type: item.nodeName,
      ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
      ...(content.length > 0 ? { content } : {}),
    },
  ]
}
