import type * as Y from 'yjs'
import { gridOf } from './grid.ts'
import type { Block, GonePart, Part, Said, Sequence } from './model.ts'
import {
  attributeOf,
  type Container,
  classOf,
  type Gone,
  goneOf,
  idOf,
  isContainer,
  type Moved,
  type Path,
  type Place,
} from './names.ts'
import { isHere, isTextblock, type Known, knownOf, partsIn } from './parts.ts'

/** What fragments show, one after the other. */
export function sequenceOf(
  fragments: readonly Y.XmlFragment[],
  known: Known = knownOf(fragments[0]?.doc),
): Sequence {
  const parts = moved(
    fragments.flatMap((fragment) => partsIn(fragment, known)),
    known,
  )
  const blocks: Block[] = []
  const gone: GonePart[] = []
  let over: GonePart | undefined
  for (const part of parts) {
    const { gone: own, isBack } = saidOf(part, known)
    // Whoever took a block out without seeing that it was cut in two took out both halves.
    const inherited =
      !isBack && over && over.part.leaf === part.leaf && isUnseen(part.place, over.gone)
    const taken = own ?? (inherited ? over?.gone : undefined)
    if (taken) {
      const kept = { part, gone: taken, after: blocks.at(-1) }
      gone.push(kept)
      over = kept
      continue
    }
    over = undefined
    const last = blocks.at(-1)
    if (last && runsOnFrom(part, last)) {
      last.parts.push(part)
      last.runs = [...last.runs, ...part.runs]
    } else blocks.push({ ...saidOf(part, known).block, parts: [part] })
    // Of a table whose columns were taken out by one and its rows by another, nothing is left.
    const grid = blocks.at(-1)?.grid
    if (grid && (grid.rows.length === 0 || grid.columns.length === 0)) blocks.pop()
  }
  return { blocks, gone }
}

export function isUnseen(type: Place, { seen }: Pick<Gone, 'seen'>): boolean {
  const id = type._item?.id
  return id !== undefined && id.clock >= (seen?.[id.client] ?? 0)
}

/**
 * Blocks that were moved, where they were moved to, with what was joined to them and the halves that
 * somebody cut off them unseen. Two who moved one block apart moved it once.
 */
function moved(parts: Part[], known: Known): Part[] {
  if (!parts.some(isHere)) return parts
  const targets = new Set<string>()
  for (const part of parts) if (isHere(part)) targets.add(attributeOf(part.place, 'id') ?? '')
  const groups = new Map<string, Part[]>()
  let group: Part[] = []
  let last: Moved | undefined
  const staying = parts.filter((part) => {
    const { to } = saidOf(part, known)
    if (to && targets.has(to.id) && !groups.has(to.id)) {
      group = [part]
      last = to
      groups.set(to.id, group)
      return false
    }
    const before = group.at(-1)
    const follows =
      last && before && !isHere(part) && (isJoinedTo(part, group) || isCutOff(part, before, last))
    if (follows) group.push(part)
    else last = undefined
    return !follows
  })
  return staying.flatMap((part) => {
    if (!isHere(part)) return [part]
    const id = attributeOf<string>(part.place, 'id') ?? ''
    const here = groups.get(id) ?? []
    groups.delete(id)
    return here
  })
}

const isCutOff = (part: Part, before: Part, { seen }: Moved): boolean =>
  part.leaf === before.leaf && isUnseen(part.place, { seen })

const isJoinedTo = (part: Part, group: readonly Part[]): boolean => {
  const joined = part.said?.joined
  return (
    joined !== undefined &&
    group.some(({ place, leaf }) => [place, leaf].some((type) => idOf(type) === joined))
  )
}

/** A block is joined to the one that it was joined to, as long as that one stands before it. */
const runsOnFrom = (part: Part, last: Block): boolean =>
  isTextblock(part.type) &&
  isTextblock(last.type) &&
  (isJoinedTo(part, last.parts) || isSameCut(part, last.parts.at(-1)))

/** Two who cut a block in two at the same place, apart, cut it once. */
function isSameCut(part: Part, before: Part | undefined): boolean {
  if (!before?.in || before.in !== part.in || before.runs.length > 0) return false
  const [a, b] = [before.place._item, part.place._item]
  return (
    a !== null && b !== null && sameId(a.origin, b.origin) && sameId(a.rightOrigin, b.rightOrigin)
  )
}

const sameId = (a: Y.ID | null, b: Y.ID | null): boolean =>
  a?.client === b?.client && a?.clock === b?.clock

const SAID_OF_PLACES = new Set(['as', 'path', 'gone', 'joined', 'to', 'made'])

function saidOf(part: Part, known: Known): Said {
  if (part.said) return part.said
  const all = (part.place as Y.XmlElement).getAttributes() as Record<string, unknown>
  part.said = {
    gone: goneOf(part.place),
    isBack: all.gone === false,
    joined: all.joined as string | undefined,
    to: all.to as Moved | undefined,
    block: blockOf(part, all, known),
  }
  return part.said
}

function blockOf(part: Part, all: Record<string, unknown>, known: Known): Block {
  const { place, natural } = part
  const as = isTextblock(part.type) ? String(all.as ?? part.type) : part.type
  const type = as === part.type || isTextblock(as) ? as : part.type
  const attrs: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(all))
    if (!SAID_OF_PLACES.has(name) && !(name === 'level' && type === 'paragraph'))
      attrs[name] = value
  const isSaid = all.path !== undefined || all.as !== undefined
  const block: Block = {
    parts: [part],
    place,
    type,
    attrs,
    path: readPath(all.path) ?? natural,
    runs: part.runs,
    ...(part.type === 'table'
      ? { grid: gridOf(place as Y.XmlElement, (cells) => sequenceOf(cells, known)) }
      : {}),
  }
  return isSaid ? fitted(block) : block
}

function readPath(value: unknown): Path | undefined {
  if (!Array.isArray(value)) return undefined
  return value.filter(
    (each): each is Container =>
      typeof each?.id === 'string' && typeof each.type === 'string' && isContainer(each.type),
  )
}

/** What two people said of one block apart may not go together: a heading in a callout, say. */
function fitted(block: Block): Block {
  const path: Container[] = []
  for (const container of block.path) {
    const around = path.at(-1)
    const isList = around && classOf(around.type) === 'list'
    if ((container.type === 'listItem') !== Boolean(isList)) break
    if (around?.type === 'callout' && classOf(container.type) !== 'list') break
    path.push(container)
  }
  if (path.at(-1) && classOf((path.at(-1) as Container).type) === 'list') path.pop()
  const inside = path.at(-1)?.type
  if (inside === 'callout') {
    if (block.type === 'heading') asParagraph(block)
    else if (block.type !== 'paragraph') path.pop()
  }
  block.path = path
  return block
}

const NO_ATTRIBUTES = {}

/** In place: whoever wants to change the block names it as it is shown. */
export function asParagraph(block: Block): Block {
  block.type = 'paragraph'
  block.attrs = NO_ATTRIBUTES
  return block
}
