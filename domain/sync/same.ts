import { toBase64 } from 'lib0/buffer'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { ClientClocks, Struct } from './structs.ts'

/** A stretch of one client's places: from a clock up to, and without, another. */
export interface Stretch {
  client: number
  from: number
  to: number
}

/** The stretches of an update that lie below the clocks, each with its client's structs: what it tells again. */
export function toldAgain(
  structs: readonly Struct[],
  clocks: ClientClocks,
): { block: Struct[]; stretch: Stretch }[] {
  return [...Map.groupBy(structs, ({ id }) => id.client)].flatMap(([client, block]) => {
    const from = block[0]?.id.clock ?? 0
    const last = block.at(-1)
    const to = Math.min(last ? endOf(last) : 0, clocks.get(client) ?? 0)
    return from < to ? [{ block, stretch: { client, from, to } }] : []
  })
}

/**
 * Whether two tellings of one stretch say the same: the same content at the same clocks, resting on
 * the same. How it is cut into pieces says nothing, and what one of them knows only as deleted may
 * have been anything.
 * @param one structs among which are all of the stretch, in the order of their clocks
 * @param other the same, as told by another
 */
export function saysTheSame(
  one: readonly Struct[],
  other: readonly Struct[],
  { client, from, to }: Stretch,
): boolean {
  const ours = within(one, { client, from, to })
  const theirs = within(other, { client, from, to })
  let i = 0
  let k = 0
  for (let at = from; at < to; ) {
    const a = ours[i]
    const b = theirs[k]
    if (!a || !b || a.id.clock > at || b.id.clock > at) return false
    const end = Math.min(endOf(a), endOf(b), to)
    if (!agree(a, b, at, end)) return false
    if (endOf(a) === end) i += 1
    if (endOf(b) === end) k += 1
    at = end
  }
  return true
}

function within(structs: readonly Struct[], { client, from, to }: Stretch): Struct[] {
  return structs.filter(
    (struct) => struct.id.client === client && struct.id.clock < to && endOf(struct) > from,
  )
}

function endOf({ id, length }: Struct): number {
  return id.clock + length
}

function agree(a: Struct, b: Struct, from: number, to: number): boolean {
  if (!(a instanceof Y.Item) || !(b instanceof Y.Item)) return true
  if (placeOf(a, from) !== placeOf(b, from)) return false
  const [ours, theirs] = [contentOf(a, from, to), contentOf(b, from, to)]
  return ours === undefined || theirs === undefined || ours === theirs
}

/** What the item rests on at one of its places: within it that is the place before. */
function placeOf(item: Y.Item, at: number): string {
  const { client, clock } = item.id
  const origin = at === clock ? item.origin : Y.createID(client, at - 1)
  const parent = origin || item.rightOrigin ? null : (item.parent as unknown)
  const sub = parent ? item.parentSub : null
  return JSON.stringify([idOf(origin), idOf(item.rightOrigin), idOf(parent), sub])
}

function idOf(place: unknown): unknown {
  return place instanceof Y.ID ? [place.client, place.clock] : place
}

/** The content of some of an item's places; `undefined` when it is known only as deleted. */
function contentOf({ id, content }: Y.Item, from: number, to: number): string | undefined {
  const [start, end] = [from - id.clock, to - id.clock]
  if (content instanceof Y.ContentDeleted) return undefined
  if (content instanceof Y.ContentString) return `text ${content.str.slice(start, end)}`
  const encoder = new Y.UpdateEncoderV1()
  if (content instanceof Y.ContentAny) {
    for (const value of content.arr.slice(start, end)) encoding.writeAny(encoder.restEncoder, value)
  } else if (content instanceof Y.ContentJSON) {
    return `json ${JSON.stringify((content.arr as unknown[]).slice(start, end))}`
  } else {
    // Of all others an item holds one.
    content.write(encoder, 0)
  }
  return `${content.getRef()} ${toBase64(encoder.toUint8Array())}`
}
