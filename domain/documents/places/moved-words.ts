import * as Y from 'yjs'
import { isLeft } from './edits.ts'
import { idIn, lengthOf, type Span } from './spans.ts'

/**
 * Words that were cut out of a text and put in elsewhere. Cutting deletes them and pasting types them
 * anew, so that what somebody else typed between them meanwhile would be left behind. Whoever pastes
 * therefore notes which characters the new ones are: what stands between the old ones, and was not
 * seen by whoever cut them, is shown between the new ones. Nothing is moved; two who move the same
 * words have moved them once.
 */

/** Y.Map of the document: a `MovedWords` by a name that nobody else makes. */
export const DOCUMENT_MOVED = 'moved-words'

export interface MovedWords {
  /** In the order in which they stood; as many characters in both. */
  from: Span[]
  to: Span[]
  /** As of `Gone`: words of these were before the eyes of whoever cut. */
  seen: Record<string, number>
  /** ISO moment. */
  at: string
}

/** A stretch of a text, by what is shown of it. */
export interface Stretch {
  text: Y.XmlText
  at: number
  length: number
}
export interface Arrival extends Stretch {
  /** Typed right behind the last of what was moved. */
  isBehind: boolean
  /** Before what stands at that place of the text it is shown in. */
  index: number
}

/** What is shown elsewhere than where it stands. */
export interface Elsewhere {
  /** By text, in order: stretches of it that are not shown in it. */
  hidden: ReadonlyMap<Y.XmlText, readonly Stretch[]>
  /** By text, in order: stretches of any text that are shown in it. */
  arriving: ReadonlyMap<Y.XmlText, readonly Arrival[]>
  /** Texts whose change may change this. */
  watched: ReadonlySet<unknown>
  /** Where a character is now that was cut out and pasted; null when it was not. */
  follow(id: Y.ID): Y.ID | null
}

const NOTHING: Elsewhere = {
  hidden: new Map(),
  arriving: new Map(),
  watched: new Set(),
  follow: () => null,
}

export function elsewhereIn(doc: Y.Doc | null | undefined): Elsewhere {
  const noted = doc ? movedIn(doc) : []
  return doc && noted.length > 0 ? new Finder(doc, noted).find() : NOTHING
}

/**
 * Takes out again what an undo has put back where it was cut out, when somebody else has moved it
 * elsewhere meanwhile and it stands there.
 */
export function withoutCopies(doc: Y.Doc): void {
  const noted = movedIn(doc)
  if (noted.length === 0) return
  for (const id of new Finder(doc, noted).copies()) {
    const item = itemAt(doc, id)
    if (item && !item.deleted && item.parent instanceof Y.XmlText)
      item.parent.delete(placeOf(item) + id.clock - item.id.clock, 1)
  }
}

/** Stretches of a text that are shown in it, with those of others that are. */
export function shownOf(stretch: Stretch, { hidden, arriving }: Elsewhere): Stretch[] {
  const { text } = stretch
  const [gone, come] = [hidden.get(text) ?? [], arriving.get(text) ?? []]
  if (gone.length === 0 && come.length === 0) return [stretch]
  const shown: Stretch[] = []
  let at = stretch.at
  const end = stretch.at + stretch.length
  const until = (to: number) => {
    if (to > at) shown.push({ text, at, length: to - at })
    at = Math.max(at, to)
  }
  const marks = [
    ...gone.map((each) => ({ place: each.at, gone: each })),
    ...come.map((each) => ({ place: each.index, come: each })),
  ].sort((a, b) => a.place - b.place || ('come' in a ? 0 : 1) - ('come' in b ? 0 : 1))
  for (const mark of marks) {
    if (mark.place < stretch.at || mark.place > end) continue
    until(Math.min(mark.place, end))
    if ('come' in mark) shown.push(mark.come)
    else at = Math.max(at, mark.gone.at + mark.gone.length)
  }
  until(end)
  return shown
}

interface Noted extends MovedWords {
  name: string
}
/** Characters that were moved: which of a client's, by whom, and which of the ones that were moved. */
interface Claim {
  clock: number
  length: number
  noted: Noted
  offset: number
}

function movedIn(doc: Y.Doc): Noted[] {
  const found: Noted[] = []
  const map = doc.getMap<unknown>(DOCUMENT_MOVED)
  if (map.size === 0) return found
  for (const [name, value] of map.entries()) if (isMoved(value)) found.push({ ...value, name })
  return found.sort((a, b) => order(a, b))
}

/** Of two who moved the same words, the later counts. */
const order = (a: Noted, b: Noted): number => compare(a.at, b.at) || compare(a.name, b.name)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function isMoved(value: unknown): value is MovedWords {
  const { from, to, at, seen } = (value ?? {}) as Partial<MovedWords>
  const areSpans = (spans: unknown): spans is Span[] =>
    Array.isArray(spans) &&
    spans.every(
      (span) =>
        typeof span?.[0] === 'string' && Number.isInteger(span[1]) && Number.isInteger(span[2]),
    )
  return (
    areSpans(from) &&
    areSpans(to) &&
    typeof at === 'string' &&
    typeof seen === 'object' &&
    lengthOf(from) === lengthOf(to)
  )
}

class Finder {
  readonly #doc: Y.Doc
  readonly #noted: readonly Noted[]
  /** By client, in order: claims that count. */
  readonly #claims = new Map<number, Claim[]>()
  readonly #hidden = new Map<Y.XmlText, Stretch[]>()
  readonly #arriving = new Map<Y.XmlText, Arrival[]>()
  readonly #watched = new Set<unknown>()

  constructor(doc: Y.Doc, noted: readonly Noted[]) {
    this.#doc = doc
    this.#noted = noted
  }

  find(): Elsewhere {
    this.#watched.add(this.#doc.getMap(DOCUMENT_MOVED))
    const unshown: Y.ID[] = []
    for (const noted of this.#noted.toReversed()) this.#claim(noted, unshown)
    for (const id of unshown) this.#hide(id)
    const texts = new Set<Y.XmlText>()
    for (const [client, claims] of this.#claims)
      for (const { clock } of claims) {
        const text = textOf(this.#item({ client, clock } as Y.ID))
        if (text) texts.add(text)
      }
    for (const text of texts) this.#lookThrough(text)
    for (const stretches of this.#hidden.values()) stretches.sort((a, b) => a.at - b.at)
    for (const arrivals of this.#arriving.values()) arrivals.sort((a, b) => a.index - b.index)
    for (const { text } of [...this.#arriving.values()].flat()) this.#watched.add(text)
    return {
      hidden: this.#hidden,
      arriving: this.#arriving,
      watched: this.#watched,
      follow: (id) => {
        const claim = this.#claimOf(id)
        return claim ? this.#now(claim.noted, claim.offset + id.clock - claim.clock) : null
      },
    }
  }

  /** Characters nobody later has claimed are this one's; of the others its own copies are not shown. */
  #claim(noted: Noted, unshown: Y.ID[]): void {
    let offset = 0
    for (const [name, start, length] of noted.from) {
      const client = Number.parseInt(name, 36)
      const claims = this.#claims.get(client) ?? []
      this.#claims.set(client, claims)
      const taken = claims.filter(
        (each) => each.clock < start + length && each.clock + each.length > start,
      )
      let clock = start
      for (const each of [...taken, { clock: start + length, length: 0 }]) {
        if (each.clock > clock)
          claims.push({ clock, length: each.clock - clock, noted, offset: offset + clock - start })
        const from = Math.max(each.clock, start)
        const to = Math.min(each.clock + each.length, start + length)
        for (let at = from; at < to; at++) {
          const id = idIn(noted.to, offset + at - start)
          if (id) unshown.push(id)
        }
        clock = Math.max(clock, to)
      }
      claims.sort((a, b) => a.clock - b.clock)
      offset += length
    }
  }

  #claimOf({ client, clock }: Y.ID): Claim | undefined {
    return this.#claims
      .get(client)
      ?.find((claim) => clock >= claim.clock && clock < claim.clock + claim.length)
  }

  #item(id: Y.ID): Y.Item | null {
    return itemAt(this.#doc, id)
  }

  /** Characters that are another time what was moved and stands elsewhere. */
  copies(): Y.ID[] {
    const found: Y.ID[] = []
    for (const noted of this.#noted.toReversed()) this.#claim(noted, [])
    for (const [client, claims] of this.#claims)
      for (const { clock, length, noted, offset } of claims)
        for (let i = 0; i < length; i++) {
          const item = this.#item(Y.createID(client, clock + i))
          const to = item?.redone ? this.#now(noted, offset + i) : null
          if (!item?.redone || !to || this.#item(to)?.deleted !== false) continue
          const { client: own, clock: first } = item.redone
          found.push(Y.createID(own, first + clock + i - item.id.clock))
        }
    return found
  }

  #hide(id: Y.ID): void {
    const item = this.#item(id)
    const text = textOf(item)
    if (!item || !text) return
    this.#watched.add(text)
    if (item.deleted) return
    const stretches = this.#hidden.get(text) ?? []
    stretches.push({ text, at: placeOf(item) + id.clock - item.id.clock, length: 1 })
    this.#hidden.set(text, stretches)
  }

  /** Finds what stands between characters that were moved and was not seen by whoever moved them. */
  #lookThrough(text: Y.XmlText): void {
    this.#watched.add(text)
    let before: { noted: Noted; offset: number } | undefined
    let between: { at: number; item: Y.Item }[] = []
    let at = 0
    const claimed = ({ noted, offset, length }: Claim) => {
      if (before?.noted === noted) this.#take(text, between, before)
      else if (before) this.#take(text, behindLast(between, before), before)
      between = []
      before = { noted, offset: offset + length - 1 }
    }
    for (let item = text._start; item !== null; item = item.right) {
      const claims = (this.#claims.get(item.id.client) ?? []).filter(
        ({ clock, length }) =>
          clock < (item as Y.Item).id.clock + (item as Y.Item).length &&
          clock + length > (item as Y.Item).id.clock,
      )
      for (const claim of claims) {
        const skipped = Math.max(0, item.id.clock - claim.clock)
        const end = Math.min(claim.clock + claim.length, item.id.clock + item.length)
        claimed({
          ...claim,
          offset: claim.offset + skipped,
          length: end - claim.clock - skipped,
        })
      }
      if (item.deleted || !item.countable) continue
      if (claims.length === 0 && !isLeft(item)) between.push({ at, item })
      at += item.length
    }
    if (before) this.#take(text, behindLast(between, before), before)
  }

  #take(
    text: Y.XmlText,
    between: readonly { at: number; item: Y.Item }[],
    before: { noted: Noted; offset: number },
  ): void {
    const unseen = between.filter(
      ({ item: { id } }) => id.clock >= (before.noted.seen[id.client] ?? 0),
    )
    if (unseen.length === 0) return
    const id = this.#now(before.noted, before.offset)
    const item = id && this.#item(id)
    const to = textOf(item)
    if (!id || !item || !to) return
    const index = placeOf(item) + (item.deleted ? 0 : id.clock - item.id.clock + 1)
    const hidden = this.#hidden.get(text) ?? []
    const arriving = this.#arriving.get(to) ?? []
    const isBehind = before.offset === lengthOf(before.noted.from) - 1
    for (const { at, item: own } of unseen) {
      const last = arriving.at(-1)
      const length = own.length
      hidden.push({ text, at, length })
      if (last?.text === text && last.at + last.length === at && last.index === index)
        last.length += length
      else arriving.push({ text, at, length, index, isBehind })
    }
    this.#hidden.set(text, hidden)
    this.#arriving.set(to, arriving)
    this.#watched.add(to)
  }

  /** Where a character is that was moved, and perhaps moved again since. */
  #now(noted: Noted, offset: number): Y.ID | null {
    let id = idIn(noted.to, offset)
    // Whoever moves a character on has seen it there: there is no circle but in a spoilt document.
    for (let i = 0; id && i < this.#noted.length; i++) {
      const next = this.#claimOf(id)
      if (!next) return id
      id = idIn(next.noted.to, next.offset + id.clock - next.clock)
    }
    return id
  }
}

/** Of what stands behind characters that were moved: what was typed right behind the last one. */
function behindLast(
  between: readonly { at: number; item: Y.Item }[],
  { noted, offset }: { noted: Noted; offset: number },
): { at: number; item: Y.Item }[] {
  // What was cut goes on in another text.
  if (offset < lengthOf(noted.from) - 1) return [...between]
  const last = idIn(noted.from, offset)
  const taken: { at: number; item: Y.Item }[] = []
  for (const each of between) {
    const { origin, id: own } = each.item
    if (own.clock < (noted.seen[own.client] ?? 0)) continue
    const isBehind = [last, ...taken.map(({ item }) => item.lastId)].some(
      (id) => id && origin && Y.compareIDs(id, origin),
    )
    if (isBehind) taken.push(each)
  }
  return taken
}

function itemAt(doc: Y.Doc, id: Y.ID): Y.Item | null {
  if (id.clock >= Y.getState(doc.store, id.client)) return null
  const item = Y.getItem(doc.store, id) as Y.Item | Y.GC
  return item instanceof Y.Item ? item : null
}

function textOf(item: Y.Item | null): Y.XmlText | null {
  return item?.parent instanceof Y.XmlText ? item.parent : null
}

/** How many characters stand before an item in its text. */
export function placeOf(item: Y.Item): number {
  let at = 0
  for (let each = item.left; each; each = each.left)
    if (!each.deleted && each.countable) at += each.length
  return at
}
