import { compareText } from './fold.ts'

/**
 * Fractional indexing (as in Figma's "Realtime editing of ordered sequences"): an item's place in a
 * list is a fraction between 0 and 1 that lies between those of its neighbours, so that moving one
 * item changes that item alone, and two people who move different items at once both get their way.
 *
 * A position is the fraction's digits in base 62, `0`–`9`, `A`–`Z`, `a`–`z`, without zeros at its
 * end: as text it sorts as the number does. The digit is chosen by chance within the gap, so that
 * two people who put something into the same gap at once hardly ever choose the same position; if
 * they do, the items' ids order them, the same way everywhere.
 */
export const POSITION = /^[0-9A-Za-z]{0,200}[1-9A-Za-z]$/

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BASE = DIGITS.length
/** Places at the list's end leave most of the room for those that come after. */
const STEP_AT_END = 4

export interface Placed {
  id: string
  position: string
}

/** Orders items as they stand in their list. */
export function comparePlaces(a: Placed, b: Placed): number {
  return compareText(a.position, b.position) || compareText(a.id, b.id)
}

/**
 * A position between two others.
 * @param before `null` at the list's start
 * @param after `null` at the list's end
 * @param chance answers from 0 up to, not including, 1
 * @throws RangeError when `before` does not come before `after`
 */
export function positionBetween(
  before: string | null,
  after: string | null,
  chance: () => number = Math.random,
): string {
  if (before !== null && after !== null && before >= after)
    throw new RangeError(`There is no room between ${before} and ${after}.`)
  let prefix = ''
  // Digit by digit: as long as the neighbours leave no whole digit between them, the new position
  // goes along with the lower one. Once it is below the upper one, only the lower one binds it.
  let upper = after
  for (let place = 0; ; place++) {
    const low = before === null ? 0 : digitAt(before, place)
    const high = upper === null ? BASE : digitAt(upper, place)
    const room = high - low - 1
    if (room > 0) {
      const reach = upper === null ? Math.min(room, STEP_AT_END) : room
      return prefix + DIGITS[low + 1 + Math.floor(chance() * reach)]
    }
    prefix += DIGITS[low]
    if (low < high) upper = null
  }
}

function digitAt(position: string, place: number): number {
  return place < position.length ? DIGITS.indexOf(position.charAt(place)) : 0
}

/**
 * Positions that put an item at an index of a list, by id: that of the item, and, where its
 * neighbours share a position, of those that follow and share it too.
 * @param others the list without the item, in order
 * @param index how many of them come before it; beyond the end, it is the last
 */
export function placeAt(
  others: readonly Placed[],
  item: string,
  index: number,
  chance: () => number = Math.random,
): Map<string, string> {
  const before = others[Math.min(index, others.length) - 1]?.position ?? null
  const following = others.slice(index)
  const sharing = following.filter(({ position }) => position === before)
  const after = following[sharing.length]?.position ?? null
  const places = new Map<string, string>()
  let last = before
  for (const id of [item, ...sharing.map((other) => other.id)]) {
    last = positionBetween(last, after, chance)
    places.set(id, last)
  }
  return places
}
