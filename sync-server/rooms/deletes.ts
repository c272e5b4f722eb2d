import type { DeletedRange } from '../../domain/sync/update.ts'

/** Which places of a document are deleted, so that a deletion told again is known as such. */
export interface Deletions {
  add(ranges: readonly DeletedRange[]): void
  has(client: number, clock: number, length: number): boolean
}

/** Ranges of one client: ordered, apart from each other; the end is not included. */
type Ranges = { from: number; to: number }[]

export function deletions(): Deletions {
  const byClient = new Map<number, Ranges>()
  return {
    add(added) {
      for (const [client, some] of Map.groupBy(added, (range) => range.client)) {
        const known = byClient.get(client) ?? []
        const fresh = some.map(({ clock, length }) => ({ from: clock, to: clock + length }))
        // A key was pressed, or a whole history told: few into many, or many with many.
        if (fresh.length * FEW > known.length) byClient.set(client, joined([...known, ...fresh]))
        else for (const range of fresh) insert(known, range)
      }
    },
    has(client, clock, length) {
      const ranges = byClient.get(client) ?? []
      const last = ranges[placeAfter(ranges, clock) - 1]
      return last !== undefined && clock + length <= last.to
    },
  }
}

const FEW = 20

/** How many of the ranges begin at the clock or before it. */
function placeAfter(ranges: Ranges, clock: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ranges[middle]?.from ?? 0) <= clock) low = middle + 1
    else high = middle
  }
  return low
}

/** Puts one range in, and what it touches together. */
function insert(ranges: Ranges, { from, to }: Ranges[number]): void {
  let first = placeAfter(ranges, from)
  const before = ranges[first - 1]
  if (before && before.to >= from) first -= 1
  const beyond = placeAfter(ranges, to)
  const touched = ranges.slice(first, beyond)
  const start = Math.min(from, touched[0]?.from ?? from)
  const end = Math.max(to, touched.at(-1)?.to ?? to)
  ranges.splice(first, touched.length, { from: start, to: end })
}

function joined(ranges: Ranges): Ranges {
  const result: Ranges = []
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else result.push({ from, to })
  }
  return result
}
