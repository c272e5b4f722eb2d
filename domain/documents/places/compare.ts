import { canonicalDocument } from '../canonical.ts'
import type { DocumentNode } from '../tree.ts'
import { commonIn } from './common.ts'
import type { Block, Grid } from './model.ts'
import { type ContainerType, isContainer } from './names.ts'
import { keepWords } from './pair.ts'
import { isTextblock } from './parts.ts'
import { jsonOf } from './read.ts'
import type { WantedBlock, WantedContainer, WantedRun, WantedTable } from './wanted.ts'

/**
 * Tells a document in what is to stay of the one that stands, by comparing the two: equal blocks are
 * the same block; between them, those that share words, and of these the words they share.
 */
export function wantedFrom(
  old: readonly Block[],
  nodes: readonly DocumentNode[],
  inside: readonly WantedContainer[] = [],
): WantedBlock[] {
  const wanted = nodes.flatMap((node) => flat(node, inside))
  const before = old.map((block) => canonicalDocument(jsonOf(block)))
  const after = wanted.map((block) => canonicalDocument(block.json()))
  let [i, j] = [0, 0]
  for (const [a, b] of [...commonIn(before, after), [old.length, wanted.length] as const]) {
    pairAlike(old.slice(i, a), wanted.slice(j, b))
    const [from, to] = [old[a], wanted[b]]
    if (from && to) {
      to.from = from
      keepWords(to, from)
    }
    ;[i, j] = [a + 1, b + 1]
  }
  return wanted
}

function flat(node: DocumentNode, inside: readonly WantedContainer[]): WantedBlock[] {
  const { type, attrs, content = [] } = node
  if (isContainer(type)) {
    const container = { key: node, type: type as ContainerType, ...(attrs ? { attrs } : {}) }
    return content.flatMap((child) => flat(child, [...inside, container]))
  }
  const runs = isTextblock(type) ? content.map(runOf) : []
  return [{ type, attrs: attrs ?? {}, inside, runs, json: () => node }]
}

const runOf = (node: DocumentNode): WantedRun => ({ node, length: node.text?.length ?? 1 })

/** Of two paragraphs with fewer of their words in common than this, neither is the other changed. */
const ALIKE = 0.3

function pairAlike(old: readonly Block[], wanted: readonly WantedBlock[]): void {
  let next = 0
  for (const block of wanted) {
    const index = old.findIndex((each, at) => at >= next && isAlike(each, block))
    const from = old[index]
    if (!from) continue
    next = index + 1
    block.from = from
    if (from.grid) block.table = tableFrom(from.grid, block.json())
    else block.runs = keptRuns(from, block.runs)
  }
}

function isAlike(block: Block, wanted: WantedBlock): boolean {
  if (block.grid || wanted.type === 'table') return Boolean(block.grid) && wanted.type === 'table'
  if (!isTextblock(block.type) || !isTextblock(wanted.type)) return false
  const [a, b] = [wordsIn(block.runs), wordsIn(wanted.runs)]
  const most = Math.max(a.length, b.length)
  return most === 0 || commonIn(a, b).length / most >= ALIKE
}

/** Words and what stands between them, and notes by all they say. */
function tokensIn(
  runs: readonly { node: DocumentNode }[],
): { token: string; node: DocumentNode }[] {
  return runs.flatMap(({ node }) =>
    node.type === 'text'
      ? (node.text?.match(/\p{L}[\p{L}\p{M}\p{N}’'-]*|[\s\S]/gu) ?? []).map((token) => ({
          token,
          node,
        }))
      : [{ token: canonicalDocument({ ...node, marks: [] }), node }],
  )
}

const wordsIn = (runs: readonly { node: DocumentNode }[]): string[] =>
  tokensIn(runs)
    .map(({ token }) => token)
    .filter((token) => /[\p{L}\p{N}]/u.test(token))

function keptRuns(from: Block, runs: readonly WantedRun[]): WantedRun[] {
  const [a, b] = [tokensIn(from.runs), tokensIn(runs)]
  const offsets: number[] = []
  let offset = 0
  for (const { token, node } of a) {
    offsets.push(offset)
    offset += node.type === 'text' ? token.length : 1
  }
  const common = new Map(
    commonIn(
      a.map(({ token }) => token),
      b.map(({ token }) => token),
    ).map(([i, j]) => [j, i]),
  )
  return b.map(({ token, node }, j) => {
    const i = common.get(j)
    const kept = i === undefined ? {} : { from: { block: from, offset: offsets[i] as number } }
    return node.type === 'text'
      ? { node: { ...node, text: token }, length: token.length, ...kept }
      : { node, length: 1, ...kept }
  })
}

function tableFrom(grid: Grid, table: DocumentNode): WantedTable {
  const rows = table.content ?? []
  const before = grid.rows.map(({ cells }) =>
    cells.map(({ sequence }) => textIn(sequence.blocks)).join('\n'),
  )
  const after = rows.map((row) => (row.content ?? []).map(textOf).join('\n'))
  const from = new Map(commonIn(before, after).map(([i, j]) => [j, i]))
  // Between rows that are the same, as many as there are on both sides are the same rows changed.
  let last = -1
  rows.forEach((_, j) => {
    const next = [...from].filter(([at]) => at > j).map(([, i]) => i)[0] ?? grid.rows.length
    if (!from.has(j) && last + 1 < next) from.set(j, last + 1)
    last = from.get(j) ?? last
  })
  return {
    rows: rows.map((row, j) => {
      const standing = grid.rows[from.get(j) ?? -1]
      return {
        ...(standing ? { from: standing } : {}),
        cells: (row.content ?? []).map((cell, index) => {
          const own = standing?.cells[index]
          const { colspan, rowspan, ...attrs } = cell.attrs ?? {}
          return {
            ...(own ? { from: own } : {}),
            type: cell.type === 'tableHeader' ? 'tableHeader' : 'tableCell',
            attrs,
            colspan: Number(colspan ?? 1),
            rowspan: Number(rowspan ?? 1),
            blocks: wantedFrom(own?.sequence.blocks ?? [], cell.content ?? []),
            content: () => cell.content ?? [],
            isSame: false,
          } as const
        }),
      }
    }),
  }
}

const textIn = (blocks: readonly Block[]): string =>
  blocks.map(({ runs }) => runs.map(({ node }) => node.text ?? '').join('')).join(' ')

function textOf({ text, content = [] }: DocumentNode): string {
  return text ?? content.map(textOf).join(' ')
}
