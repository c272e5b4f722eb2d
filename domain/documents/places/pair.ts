import { canonicalDocument } from '../canonical.ts'
import type { Block } from './model.ts'
import { goneOf } from './names.ts'
import { BLOCK_ATOMS } from './parts.ts'
import { jsonOf } from './read.ts'
import type { WantedBlock } from './wanted.ts'

/**
 * Finds out which wanted blocks are blocks that stand, where whoever changed the text could not say:
 * one that was put back where it was, or put elsewhere as it was.
 * @returns the blocks that are to be moved
 */
export function pair(
  old: readonly Block[],
  wanted: WantedBlock[],
  nameOf: (json: string) => string,
  cut?: Map<string, Block>,
): Set<WantedBlock> {
  const number = new Map(old.map((block, index) => [block, index]))
  const isNamed = new Set(wanted.map(({ from }) => from))
  // Words that stay are in the block they stood in.
  for (const block of wanted) {
    const first = block.from ? undefined : block.runs.find(({ from }) => from)?.from?.block
    if (!first || isNamed.has(first)) continue
    block.from = first
    isNamed.add(first)
  }
  const used = new Set<Block>()
  for (const { from, runs } of wanted) {
    if (from) used.add(from)
    for (const run of runs) if (run.from) used.add(run.from.block)
  }
  const isNew = ({ from, runs }: WantedBlock) => !from && runs.every((run) => !run.from)
  const free = old.filter((block) => !used.has(block))
  const moved = new Set<WantedBlock>()
  if (free.length === 0 && !cut?.size) return moved
  const contents = new Map<Block, string>()
  const contentOf = (block: Block) => {
    const known = contents.get(block) ?? canonicalDocument(jsonOf(block))
    contents.set(block, known)
    return known
  }
  const take = (block: WantedBlock, from: Block) => {
    block.from = from
    free.splice(free.indexOf(from), 1)
  }
  // In place: between the same neighbours, and what stays of them.
  const standing = wanted.map(({ from, runs }) =>
    [from, ...runs.map((run) => run.from?.block)].flatMap((each) =>
      each ? [number.get(each) ?? -1] : [],
    ),
  )
  let low = -1
  wanted.forEach((block, index) => {
    low = Math.max(low, ...(standing[index - 1] ?? []))
    if (!isNew(block)) return
    const high = Math.min(old.length, ...standing.slice(index + 1).flat())
    const here = free.filter((each) => {
      const at = number.get(each) ?? -1
      return at > low && at < high
    })
    const json = here.length > 0 ? canonicalDocument(block.json()) : ''
    const same =
      here.find((each) => isEmpty(each, block)) ??
      here.find((each) => contentOf(each) === json) ??
      here.find((each) => each.type === block.type && BLOCK_ATOMS.has(each.type))
    if (!same) return
    take(block, same)
    asItWas(block, same)
    standing[index] = [number.get(same) ?? -1]
  })
  for (const block of wanted) {
    if (!isNew(block)) continue
    if (block.runs.length === 0 && !block.table && !BLOCK_ATOMS.has(block.type)) continue
    const json = canonicalDocument(block.json())
    const same = free.find((each) => contentOf(each) === json) ?? cutOut(cut, nameOf(json))
    if (!same) continue
    if (free.includes(same)) take(block, same)
    else {
      block.from = same
      cut?.delete(nameOf(json))
    }
    asItWas(block, same)
    moved.add(block)
  }
  return moved
}

/**
 * A note that stands where one of its kind was taken out is that one changed: an editor cannot say so
 * of what has no inside.
 */
export function pairNotes(wanted: readonly WantedBlock[]): void {
  for (const { runs } of wanted)
    for (const [index, run] of runs.entries()) {
      if (run.from || run.node.type === 'text') continue
      const before = runs.slice(0, index).findLast(({ from }) => from)
      const after = runs.slice(index + 1).find(({ from }) => from)
      const block = before?.from?.block ?? after?.from?.block
      if (!block) continue
      const low = before?.from ? before.from.offset + before.length : 0
      const high = after?.from?.block === block ? after.from.offset : Number.POSITIVE_INFINITY
      let offset = 0
      for (const own of block.runs) {
        const isFree = offset >= low && offset < high && own.node.type === run.node.type
        if (isFree) {
          run.from = { block, offset }
          break
        }
        offset += own.length
      }
    }
}

const MOST_CUT = 500

/** What was taken out here may be put in again elsewhere: then it was moved. */
export function rememberCut(
  cut: Map<string, Block> | undefined,
  sequence: string,
  block: Block,
): void {
  if (!cut || (block.runs.length === 0 && !block.grid)) return
  cut.set(`${sequence} ${canonicalDocument(jsonOf(block))}`, block)
  if (cut.size > MOST_CUT) cut.delete(cut.keys().next().value as string)
}

/** A block that was cut out and has not been put back by anybody since. */
function cutOut(cut: Map<string, Block> | undefined, json: string): Block | undefined {
  const block = cut?.get(json)
  return block?.parts.every(({ place }) => goneOf(place)) ? block : undefined
}

const isEmpty = (block: Block, wanted: WantedBlock): boolean =>
  block.runs.length === 0 &&
  wanted.runs.length === 0 &&
  (block.type === 'paragraph' || block.type === 'heading') &&
  (wanted.type === 'paragraph' || wanted.type === 'heading')

/** Nothing in it is otherwise. */
function asItWas(block: WantedBlock, from: Block): void {
  keepWords(block, from)
  delete block.table
}

/** All its words are those that stand. */
export function keepWords(block: WantedBlock, from: Block): void {
  let offset = 0
  for (const run of block.runs) {
    run.from = { block: from, offset }
    offset += run.length
  }
}
