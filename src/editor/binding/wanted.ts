import type { Node } from '@tiptap/pm/model'
import { type ContainerType, isContainer } from '../../../domain/documents/places/names.ts'
import type {
  WantedBlock,
  WantedCell,
  WantedContainer,
  WantedRun,
  WantedTable,
} from '../../../domain/documents/places/wanted.ts'
import type { DocumentNode } from '../../../domain/documents/tree.ts'
import type { Kept } from './kept.ts'
import { type CellLeaf, isLeaf, type Leaf, type Leaves } from './leaves.ts'

/** Tells the blocks of the editor's document in what is to stay of the shared one. */
export class WantedReader {
  readonly #kept: Kept
  readonly #blocks: Map<number, Leaf>
  readonly #sorted: readonly Leaf[]
  readonly #cells: Map<number, CellLeaf>
  readonly #rows: Map<number, Leaves['rows'][0]>

  constructor(kept: Kept, old: Leaves) {
    this.#kept = kept
    this.#sorted = old.blocks
    this.#blocks = new Map(old.blocks.map((leaf) => [leaf.pos, leaf]))
    this.#cells = new Map(old.cells.map((leaf) => [leaf.pos, leaf]))
    this.#rows = new Map(old.rows.map((leaf) => [leaf.pos, leaf]))
  }

  /** @param pos before the node */
  blocks(node: Node, pos: number, inside: readonly WantedContainer[] = []): WantedBlock[] {
    if (isLeaf(node)) return [this.#block(node, pos, inside)]
    const blocks: WantedBlock[] = []
    const around = isContainer(node.type.name) ? [...inside, containerOf(node)] : inside
    node.forEach((child, offset) => {
      blocks.push(...this.blocks(child, pos + 1 + offset, around))
    })
    return blocks
  }

  #block(node: Node, pos: number, inside: readonly WantedContainer[]): WantedBlock {
    const old = this.#old(pos)
    const leaf = old === undefined ? undefined : this.#blocks.get(old)
    const isTable = node.type.name === 'table'
    const from = leaf?.block ?? undefined
    return {
      type: node.type.name,
      attrs: attributesOf(node),
      inside,
      runs: node.isTextblock ? this.#runs(node, pos) : [],
      from:
        from && (isTable ? from.grid !== undefined : from.grid === undefined) ? from : undefined,
      ...(isTable && leaf?.node !== node ? { table: this.#table(node, pos) } : {}),
      json: () => plainJson(node),
    }
  }

  /** Where what stands at a place stood before. */
  #old(pos: number): number | undefined {
    return this.#kept.before(pos)
  }

  #runs(block: Node, pos: number): WantedRun[] {
    const runs: WantedRun[] = []
    block.forEach((child, offset) => {
      const start = pos + 1 + offset
      const end = start + child.nodeSize
      for (let at = start; at < end; ) {
        const stretch = this.#kept.at(at)
        const next = stretch ? stretch.now + stretch.length : (this.#kept.next(at)?.now ?? end)
        let to = Math.min(end, next)
        const old = stretch && stretch.old + at - stretch.now
        const from = old === undefined ? undefined : this.#placeOf(old)
        if (from) to = Math.min(to, at + from.left)
        const named = from ? { from: { block: from.block, offset: from.offset } } : {}
        const node = partOf(child, at - start, to - start)
        runs.push({ node, length: to - at, ...named })
        at = to
      }
    })
    return wholeCharacters(runs)
  }

  #placeOf(old: number) {
    let low = 0
    let high = this.#sorted.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const { pos, node, block } = this.#sorted[middle] as Leaf
      if (old <= pos) high = middle - 1
      else if (old >= pos + node.nodeSize && node.type.name !== 'table') low = middle + 1
      else if (node.type.name === 'table') low = middle + 1
      else {
        const offset = old - pos - 1
        if (!block || !node.isTextblock || offset >= node.content.size) return undefined
        return { block, offset, left: node.content.size - offset }
      }
    }
    return undefined
  }

  #table(table: Node, pos: number): WantedTable {
    const rows: WantedTable['rows'] = []
    const taken = new Set<unknown>()
    table.forEach((row, rowOffset) => {
      const rowPos = pos + 1 + rowOffset
      const cells: WantedCell[] = []
      row.forEach((cell, cellOffset) => {
        cells.push(this.#cell(cell, rowPos + 1 + cellOffset, taken))
      })
      const old = this.#old(rowPos)
      const from = (old === undefined ? undefined : this.#rows.get(old))?.row
      rows.push({ ...(from ? { from } : {}), cells })
    })
    return { rows }
  }

  #cell(cell: Node, pos: number, taken: Set<unknown>): WantedCell {
    const blocks: WantedBlock[] = []
    cell.forEach((child, offset) => {
      blocks.push(...this.blocks(child, pos + 1 + offset))
    })
    const old = this.#old(pos)
    // A cell made a heading is another node round the same words.
    const leaf = (old === undefined ? undefined : this.#cells.get(old)) ?? this.#around(pos)
    const own = leaf && !taken.has(leaf) ? leaf : undefined
    taken.add(own)
    const { colspan, rowspan, ...attrs } = attributesOf(cell)
    return {
      ...(own ? { from: own.cell } : {}),
      type: cell.type.name === 'tableHeader' ? 'tableHeader' : 'tableCell',
      attrs,
      colspan: Number(colspan ?? 1),
      rowspan: Number(rowspan ?? 1),
      blocks,
      content: () => cell.children.map(plainJson),
      isSame: own?.node === cell,
    }
  }

  #around(pos: number): CellLeaf | undefined {
    const old = this.#old(pos + 1)
    return old === undefined ? undefined : this.#cells.get(old - 1)
  }
}

function containerOf(node: Node): WantedContainer {
  const attrs = attributesOf(node)
  return {
    key: node,
    type: node.type.name as ContainerType,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
  }
}

function attributesOf({ attrs }: Node): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attrs).filter(([, value]) => value !== null && value !== undefined),
  )
}

/** Without the marks that only the editor's own copy has. */
export function plainJson(node: Node): DocumentNode {
  return node.mark([]).toJSON() as DocumentNode
}

function partOf(node: Node, from: number, to: number): DocumentNode {
  const marks = node.marks.map(({ type, attrs }) => ({
    type: type.name,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
  }))
  const marked = marks.length > 0 ? { marks } : {}
  if (node.isText) return { type: 'text', ...marked, text: node.text?.slice(from, to) ?? '' }
  const attrs = attributesOf(node)
  return { type: node.type.name, ...(Object.keys(attrs).length > 0 ? { attrs } : {}), ...marked }
}

const HIGH = /[\ud800-\udbff]$/
const LOW = /^[\udc00-\udfff]/

/** Half a character, as a step may keep of an emoji, is not kept: Yjs would spoil it. */
function wholeCharacters(runs: WantedRun[]): WantedRun[] {
  for (let i = 1; i < runs.length; i++) {
    const [before, after] = [runs[i - 1] as WantedRun, runs[i] as WantedRun]
    if (!HIGH.test(before.node.text ?? '') || !LOW.test(after.node.text ?? '')) continue
    if (before.from && isNext(before, after)) continue
    const text = before.node.text as string
    const low = after.node.text as string
    const whole = { node: { ...after.node, text: text.slice(-1) + low.slice(0, 1) }, length: 2 }
    const head = {
      ...before,
      node: { ...before.node, text: text.slice(0, -1) },
      length: before.length - 1,
    }
    const tail = {
      ...after,
      node: { ...after.node, text: low.slice(1) },
      length: after.length - 1,
      ...(after.from ? { from: { ...after.from, offset: after.from.offset + 1 } } : {}),
    }
    runs.splice(i - 1, 2, ...[head, whole, tail].filter(({ length }) => length > 0))
  }
  return runs
}

const isNext = ({ from, length }: WantedRun, after: WantedRun): boolean =>
  after.from?.block === from?.block && after.from?.offset === (from?.offset ?? 0) + length
