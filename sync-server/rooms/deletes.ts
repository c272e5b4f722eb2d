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
        const all = [
          ...(byClient.get(client) ?? []),
          ...some.map(({ clock, length }) => ({ from: clock, to: clock + length })),
        ]
        byClient.set(client, joined(all))
      }
    },
    has(client, clock, length) {
      const ranges = byClient.get(client) ?? []
      return ranges.some(({ from, to }) => from <= clock && clock + length <= to)
    },
  }
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
