import { Fragment, type Node } from '@tiptap/pm/model'
import { StepMap } from '@tiptap/pm/transform'
import { ChangeSet, simplifyChanges, type TokenEncoder } from 'prosemirror-changeset'

/** A place where two documents differ: ranges of the one before and of the one after. */
export interface Difference {
  fromA: number
  toA: number
  fromB: number
  toB: number
  /** `look`: the words are the same, but stand otherwise, as in bold or as a heading. */
  kind: 'words' | 'look'
}

/** Above this many pairs of blocks to try, what differs is shown as one place. */
const MOST_PAIRS = 9_000_000

/** Characters by themselves; what holds no words, by all it is. */
const TOKENS: TokenEncoder<string | number> = {
  encodeCharacter: (character) => character,
  encodeNodeStart: (node) =>
    node.isLeaf ? `${node.type.name} ${JSON.stringify(node.attrs)}` : node.type.name,
  encodeNodeEnd: (node) => `/${node.type.name}`,
  compareTokens: (a, b) => a === b,
}

/** Where two documents differ, in order. Whole blocks are paired first, so that long ones stay quick. */
export function differencesBetween(before: Node, after: Node): Difference[] {
  return gapsBetween(before, after).flatMap((gap) => differencesInGap(before, after, gap))
}

interface Gap {
  /** Numbers of blocks: from, and up to but not including. */
  a: [number, number]
  b: [number, number]
}

function differencesInGap(before: Node, after: Node, { a, b }: Gap): Difference[] {
  const [startA, startB] = [startOf(before, a[0]), startOf(after, b[0])]
  const partA = blocks(before, a)
  const partB = blocks(after, b)
  const whole = {
    fromA: startA,
    toA: startA + partA.content.size,
    fromB: startB,
    toB: startB + partB.content.size,
  }
  if (partA.content.size === 0 || partB.content.size === 0) return [{ ...whole, kind: 'words' }]
  const all = new StepMap([0, partA.content.size, partB.content.size])
  const set = ChangeSet.create(partA, undefined, TOKENS).addSteps(partB, [all], null)
  const changes = simplifyChanges(set.changes, partB)
  if (changes.length === 0) return [{ ...whole, kind: 'look' }]
  return changes.map(({ fromA, toA, fromB, toB }) => ({
    fromA: fromA + startA,
    toA: toA + startA,
    fromB: fromB + startB,
    toB: toB + startB,
    kind: 'words',
  }))
}

/** Runs of blocks that are not in both, between those that are. */
function gapsBetween(before: Node, after: Node): Gap[] {
  const [countA, countB] = [before.childCount, after.childCount]
  const same = (a: number, b: number) => before.child(a).eq(after.child(b))
  let start = 0
  while (start < countA && start < countB && same(start, start)) start++
  let end = 0
  while (end < Math.min(countA, countB) - start && same(countA - 1 - end, countB - 1 - end)) end++
  const [endA, endB] = [countA - end, countB - end]
  const pairs = pairedBlocks(before, after, start, endA, endB)
  const gaps: Gap[] = []
  let [a, b] = [start, start]
  for (const [pairA, pairB] of [...pairs, [endA, endB] as const]) {
    if (pairA > a || pairB > b) gaps.push({ a: [a, pairA], b: [b, pairB] })
    ;[a, b] = [pairA + 1, pairB + 1]
  }
  return gaps
}

/** The longest run of equal blocks in the same order. */
function pairedBlocks(
  before: Node,
  after: Node,
  start: number,
  endA: number,
  endB: number,
): [number, number][] {
  const [rows, columns] = [endA - start, endB - start]
  if (rows * columns > MOST_PAIRS) return []
  const keyOf = namer()
  const keysA = Array.from({ length: rows }, (_, i) => keyOf(before.child(start + i)))
  const keysB = Array.from({ length: columns }, (_, j) => keyOf(after.child(start + j)))
  const width = columns + 1
  const longest = new Uint16Array((rows + 1) * width)
  for (let i = rows - 1; i >= 0; i--)
    for (let j = columns - 1; j >= 0; j--)
      longest[i * width + j] =
        keysA[i] === keysB[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!)
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (keysA[i] === keysB[j]) pairs.push([start + i++, start + j++])
    else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) i++
    else j++
  }
  return pairs
}

/** Equal blocks get equal numbers. */
function namer(): (node: Node) => number {
  const names = new Map<string, number>()
  return (node) => {
    const key = JSON.stringify(node.toJSON())
    const name = names.get(key) ?? names.size
    names.set(key, name)
    return name
  }
}

function blocks(doc: Node, [from, to]: [number, number]): Node {
  const children = Array.from({ length: to - from }, (_, index) => doc.child(from + index))
  return doc.copy(Fragment.fromArray(children))
}

function startOf(doc: Node, block: number): number {
  let at = 0
  for (let i = 0; i < block; i++) at += doc.child(i).nodeSize
  return at
}
