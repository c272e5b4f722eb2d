import { heading } from '../../publication/build.ts'
import type { Block, Callout, HeadingLevel, List, ListItem } from '../../publication/tree.ts'
import type { DocumentNode } from '../tree.ts'
import { flatten } from './flat.ts'
import { inlinesOf } from './inlines.ts'
import { liveBlocks } from './live.ts'
import { pictureFigure } from './pictures.ts'
import { tableBlocks } from './tables.ts'
import { attribute, type Work } from './work.ts'

/** Blocks of a parsed document, suggestions accepted, as the blocks of a publication. */
export function blocksOf(nodes: readonly DocumentNode[], work: Work): Block[] {
  return nodes.flatMap((node) => blockOf(node, work))
}

function blockOf(node: DocumentNode, work: Work): Block[] {
  const children = node.content ?? []
  const inner = (child: DocumentNode) => blockOf(child, work)
  switch (node.type) {
    case 'paragraph': {
      const content = inlinesOf(children, work)
      return content.length > 0 ? [{ kind: 'paragraph', content }] : []
    }
    case 'heading': {
      const level = Math.min(4, Number(node.attrs?.level ?? 1) + work.deeper)
      const content = inlinesOf(children, work)
      return content.length > 0 ? [heading(level as HeadingLevel, content)] : []
    }
    case 'bulletList':
    case 'orderedList':
      return listBlocks(node, work)
    case 'blockquote': {
      const { content, after } = flatten(children, work, inner)
      return [...(content.length > 0 ? [{ kind: 'quote', content } as const] : []), ...after]
    }
    case 'callout':
      return calloutBlocks(node, work)
    case 'table':
      return tableBlocks(node, work, inner)
    case 'image':
      return [pictureFigure(node)]
    case 'live':
      return liveBlocks(node, work)
    case 'horizontalRule':
      return [{ kind: 'divider' }]
    default:
      return []
  }
}

/** A list, and after it whatever stood in its items that no list can hold. */
function listBlocks(node: DocumentNode, work: Work): Block[] {
  const after: Block[] = []
  const list = listOf(node, work, after)
  return [...(list.items.length > 0 ? [list] : []), ...after]
}

function listOf(node: DocumentNode, work: Work, after: Block[]): List {
  const items = (node.content ?? []).map((item): ListItem => {
    const nested = (item.content ?? []).filter(isList)
    const rest = (item.content ?? []).filter((child) => !isList(child))
    const flat = flatten(rest, work, (child) => blockOf(child, work))
    after.push(...flat.after)
    const under = nested.map((child) => listOf(child, work, after))
    const [first] = under
    // An item holds one list: a second goes on where the first ends.
    return first
      ? { content: flat.content, list: { ...first, items: under.flatMap((list) => list.items) } }
      : { content: flat.content }
  })
  return {
    kind: 'list',
    ordered: node.type === 'orderedList',
    ...(node.attrs?.start === undefined ? {} : { start: Number(node.attrs.start) }),
    items: items.filter(({ content, list }) => content.length > 0 || list),
  }
}

const isList = ({ type }: DocumentNode): boolean => type === 'bulletList' || type === 'orderedList'

function calloutBlocks(node: DocumentNode, work: Work): Block[] {
  const inside = blocksOf(node.content ?? [], work)
  const isHeld = (block: Block): block is Callout['blocks'][number] =>
    block.kind === 'paragraph' || block.kind === 'list'
  const blocks = inside.filter(isHeld)
  const after = inside.filter((block) => !isHeld(block))
  const tone = attribute(node, 'tone') as Callout['tone']
  return [...(blocks.length > 0 ? [{ kind: 'callout', tone, blocks } as const] : []), ...after]
}
