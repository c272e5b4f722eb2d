import { Fragment, type Mark, type Node, type Schema } from '@tiptap/pm/model'
import type * as Y from 'yjs'
import { assemble, type Maker, type Top } from '../../../domain/documents/places/assemble.ts'
import { sequenceOf } from '../../../domain/documents/places/blocks.ts'
import type { Block, Grid, GridCell, Part } from '../../../domain/documents/places/model.ts'
import { isTextblock, type Known } from '../../../domain/documents/places/parts.ts'
import { cellAttributes, joined, jsonOf } from '../../../domain/documents/places/read.ts'
import type { DocumentMark, DocumentNode } from '../../../domain/documents/tree.ts'

export type Shown = Top<Node>

/** Makes the editor's nodes of what a shared text shows; what stayed the same stays the same node. */
export class NodeMaker implements Maker<Node> {
  readonly #schema: Schema
  readonly #made = new WeakMap<Part, Pick<Block, 'type' | 'attrs' | 'parts'> & { node: Node }>()
  readonly #tables = new WeakMap<Grid, Node>()
  /** The blocks in each cell, null for a filler. */
  readonly cells = new WeakMap<GridCell, (Block | null)[]>()

  constructor(schema: Schema) {
    this.#schema = schema
  }

  show(body: Y.XmlFragment, known: Known): Shown[] {
    const tops = assemble(sequenceOf([body], known).blocks, this)
    return tops.length > 0 ? tops : [{ node: this.filler(), blocks: [null] }]
  }

  filler(): Node {
    return this.#schema.nodes.paragraph!.create()
  }

  branch(name: string, attrs: Record<string, unknown> | undefined, children: Node[]): Node {
    return this.#type(name).create(attrs, children)
  }

  leaf(block: Block): Node {
    if (block.grid) return this.#table(block.grid)
    const { type, attrs, parts } = block
    const first = parts[0] as Part
    const known = this.#made.get(first)
    if (known?.type === type && known.attrs === attrs && isSame(known.parts, parts))
      return known.node
    const inside = isTextblock(type)
      ? joined(block.runs.map(({ node }) => node)).map((node) => this.#inline(node))
      : []
    const node = isTextblock(type)
      ? this.#type(type).create(attrs, Fragment.fromArray(inside))
      : this.#schema.nodeFromJSON(jsonOf(block))
    this.remember(block, node)
    return node
  }

  /** The editor has made the same of a block by itself: from now on that is it. */
  remember({ type, attrs, parts }: Block, node: Node): void {
    this.#made.set(parts[0] as Part, { type, attrs, parts: [...parts], node })
  }

  #table(grid: Grid): Node {
    const known = this.#tables.get(grid)
    if (known) return known
    const rows = grid.rows.map(({ cells }) =>
      this.#type('tableRow').create(
        null,
        cells.map((cell) => this.#cell(cell)),
      ),
    )
    const table = this.#type('table').create(null, rows)
    this.#tables.set(grid, table)
    return table
  }

  #cell(cell: GridCell): Node {
    const tops = assemble(cell.sequence.blocks, this)
    const nodes = tops.map(({ node }) => node)
    const blocks = tops.flatMap((top) => top.blocks)
    this.cells.set(cell, nodes.length > 0 ? blocks : [null])
    return this.#type(cell.type).create(
      cellAttributes(cell),
      nodes.length > 0 ? nodes : [this.filler()],
    )
  }

  #inline(node: DocumentNode): Node {
    const marks = this.#marks(node.marks ?? [])
    if (node.type === 'text') return this.#schema.text(node.text as string, marks)
    return this.#type(node.type).create(node.attrs, null, marks)
  }

  #marks(marks: readonly DocumentMark[]): readonly Mark[] {
    return marks.reduce<readonly Mark[]>((set, { type, attrs }) => {
      const mark = this.#schema.marks[type]
      return mark ? mark.create(attrs).addToSet(set) : set
    }, [])
  }

  #type(name: string) {
    const type = this.#schema.nodes[name]
    if (!type) throw new Error(`The editor knows no ${name}.`)
    return type
  }
}

const isSame = (a: readonly Part[], b: readonly Part[]): boolean =>
  a.length === b.length && a.every((part, index) => part === b[index])
