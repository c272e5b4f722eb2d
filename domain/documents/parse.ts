import { own } from '../own.ts'
import { MARK_ATTRIBUTES, NODE_ATTRIBUTES } from './attributes.ts'
import { type DocumentMark, type DocumentNode, NODES } from './tree.ts'

/**
 * Any JSON as a document that can be shown, counted and exported. What cannot be understood becomes
 * a paragraph of its words and says so; what stands where it may not is put where it may.
 */

/** Said where something was left out. */
export const LEFT_OUT = '[Something here could not be read and was left out.]'

/** Deeper than this only the words are kept; people nest lists five deep at most. */
const DEEPEST = 24
/** Nodes of a document, as many as a book of a thousand pages; what follows them is left out. */
const MOST_NODES = 200_000

const INLINE = new Set(['text', 'hardBreak', 'footnote', 'citation', 'figure'])
const HOLDS_INLINE = new Set(['paragraph', 'heading'])
/** What these may hold, and nothing else. */
const HOLDS_ONLY: Record<string, { types: string[]; wrap: string }> = {
  bulletList: { types: ['listItem'], wrap: 'listItem' },
  orderedList: { types: ['listItem'], wrap: 'listItem' },
  table: { types: ['tableRow'], wrap: 'tableRow' },
  tableRow: { types: ['tableHeader', 'tableCell'], wrap: 'tableCell' },
  callout: { types: ['paragraph', 'bulletList', 'orderedList'], wrap: 'paragraph' },
}
const HOLDS_BLOCKS = new Set(['doc', 'listItem', 'blockquote', 'tableHeader', 'tableCell'])
/** Parts that stand in a whole of their kind only. */
const PARTS = new Set(['listItem', 'tableRow', 'tableHeader', 'tableCell', 'doc'])

interface Budget {
  nodes: number
}

/** Never throws, whatever it is given. */
export function parseDocument(json: unknown): DocumentNode {
  const budget: Budget = { nodes: MOST_NODES }
  const children =
    fieldOf(json, 'type') === 'doc' ? fieldOf(json, 'content') : json === undefined ? [] : [json]
  const content = blocksOf(children, 0, budget)
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] }
}

/** Children as blocks: runs of inline nodes among them get a paragraph. */
function blocksOf(children: unknown, depth: number, budget: Budget): DocumentNode[] {
  const blocks: DocumentNode[] = []
  let run: DocumentNode[] | undefined
  for (const node of nodesOf(children, depth, budget)) {
    if (INLINE.has(node.type)) {
      if (run) run.push(node)
      else {
        run = [node]
        blocks.push({ type: 'paragraph', content: run })
      }
    } else {
      run = undefined
      blocks.push(...unwrapped(node))
    }
  }
  return blocks
}

/** Children as inline nodes: of blocks among them the inline nodes are taken. */
function inlinesOf(children: unknown, depth: number, budget: Budget): DocumentNode[] {
  const taken = (node: DocumentNode): DocumentNode[] =>
    INLINE.has(node.type) ? [node] : (node.content ?? []).flatMap(taken)
  return nodesOf(children, depth, budget).flatMap(taken)
}

function nodesOf(children: unknown, depth: number, budget: Budget): DocumentNode[] {
  if (!Array.isArray(children)) return []
  const nodes: DocumentNode[] = []
  for (const child of children) {
    if (budget.nodes <= 0) return nodes
    budget.nodes -= 1
    if (budget.nodes === 0) nodes.push(leftOut(''))
    else nodes.push(...nodeOf(child, depth + 1, budget))
  }
  return nodes
}

function nodeOf(json: unknown, depth: number, budget: Budget): DocumentNode[] {
  const type = fieldOf(json, 'type')
  if (type === 'text') return textOf(json)
  if (typeof type !== 'string' || !Object.hasOwn(NODES, type) || depth > DEEPEST)
    return [leftOut(wordsIn(json))]
  const attrs = own(NODE_ATTRIBUTES, type)?.safeParse(fieldOf(json, 'attrs') ?? {})
  if (attrs && !attrs.success) return [leftOut(wordsIn(json))]
  const content = contentOf(type, fieldOf(json, 'content'), depth, budget)
  // A list, table or row of nothing is nothing; an empty cell or item is still one.
  if (content.length === 0 && (own(HOLDS_ONLY, type) || type === 'blockquote')) return []
  const marks = marksOf(fieldOf(json, 'marks'))
  return [
    {
      type,
      ...(attrs ? { attrs: attrs.data } : {}),
      ...(content.length > 0 ? { content } : {}),
      ...(marks.length > 0 ? { marks } : {}),
    },
  ]
}

function contentOf(type: string, children: unknown, depth: number, budget: Budget): DocumentNode[] {
  if (HOLDS_INLINE.has(type)) return inlinesOf(children, depth, budget)
  const only = own(HOLDS_ONLY, type)
  if (only) return nodesOf(children, depth, budget).flatMap((node) => fitted(node, only))
  if (!HOLDS_BLOCKS.has(type)) return []
  const blocks = blocksOf(children, depth, budget)
  return blocks.length > 0 || type === 'blockquote' ? blocks : [{ type: 'paragraph' }]
}

/** The node if it may stand here, else in the wrapping that lets it. */
function fitted(node: DocumentNode, { types, wrap }: { types: string[]; wrap: string }) {
  if (types.includes(node.type)) return [node]
  const isInline = INLINE.has(node.type)
  if (wrap === 'paragraph') return isInline ? [paragraph([node])] : fittedBlocks(node, types)
  const cell = { type: 'tableCell', attrs: { colspan: 1, rowspan: 1, colwidth: null } }
  const held = isInline ? [paragraph([node])] : unwrapped(node)
  if (wrap === 'listItem') return [{ type: wrap, content: held }]
  if (wrap === 'tableCell') return [{ ...cell, content: held }]
  const isCell = node.type === 'tableHeader' || node.type === 'tableCell'
  return [{ type: wrap, content: isCell ? [node] : [{ ...cell, content: held }] }]
}

/** A part of a list or table outside of one, as the blocks in it. */
function unwrapped(node: DocumentNode): DocumentNode[] {
  return PARTS.has(node.type) ? (node.content ?? []).flatMap(unwrapped) : [node]
}

/** Of a block that may not stand here, the parts that may; of the rest the words. */
function fittedBlocks(node: DocumentNode, types: string[]): DocumentNode[] {
  const inside = (node.content ?? []).filter(({ type }) => !INLINE.has(type))
  if (inside.length > 0)
    return inside.flatMap((child) =>
      types.includes(child.type) ? [child] : fittedBlocks(child, types),
    )
  return node.content ? [paragraph(node.content)] : [leftOut(wordsIn(node))]
}

function textOf(json: unknown): DocumentNode[] {
  const text = fieldOf(json, 'text')
  if (typeof text !== 'string' || text === '') return []
  const marks = marksOf(fieldOf(json, 'marks'))
  return [{ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) }]
}

/** Marks that are known, once each. */
function marksOf(json: unknown): DocumentMark[] {
  if (!Array.isArray(json)) return []
  const marks = new Map<string, DocumentMark>()
  for (const mark of json.slice(0, 50)) {
    const type = fieldOf(mark, 'type')
    if (typeof type !== 'string' || !Object.hasOwn(MARK_ATTRIBUTES, type)) continue
    const attrs = own(MARK_ATTRIBUTES, type)?.safeParse(fieldOf(mark, 'attrs') ?? {})
    if (!attrs?.success) continue
    const hasAny = Object.keys(attrs.data).length > 0
    // Several comments may stand on the same words.
    const key = type === 'comment' ? `comment ${attrs.data.thread}` : type
    marks.set(key, { type, ...(hasAny ? { attrs: attrs.data } : {}) })
  }
  return [...marks.values()]
}

function paragraph(content: DocumentNode[]): DocumentNode {
  return { type: 'paragraph', content }
}

function leftOut(words: string): DocumentNode {
  const mark: DocumentNode = { type: 'text', text: LEFT_OUT, marks: [{ type: 'italic' }] }
  return paragraph(words === '' ? [mark] : [{ type: 'text', text: `${words} ` }, mark])
}

/** The texts anywhere inside, in order, found without recursion however deep they lie. */
function wordsIn(json: unknown): string {
  const words: string[] = []
  const waiting: unknown[] = [json]
  for (let steps = 0; waiting.length > 0 && steps < MOST_NODES; steps++) {
    const next = waiting.pop()
    const text = fieldOf(next, 'text')
    const content = fieldOf(next, 'content')
    if (typeof text === 'string' && text !== '') words.push(text)
    if (Array.isArray(content)) for (const child of content.toReversed()) waiting.push(child)
  }
  return words.join(' ').trim()
}

function fieldOf(json: unknown, key: string): unknown {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, key)
    ? (json as Record<string, unknown>)[key]
    : undefined
}
