import { type Entry, MergerEntry, WithdrawalEntry } from './entry.ts'
import { compareText } from './fold.ts'

/** Which mergers of systems count, and which were taken back. Both are said in the region's stream. */

export type AboutMergers = MergerEntry | WithdrawalEntry

const KINDS: ReadonlySet<string> = new Set<Entry['kind']>(['merger', 'withdrawal'])

export function isMergerKind(kind: string): boolean {
  return KINDS.has(kind)
}

/** The entry as a merger or a withdrawal; `undefined` when it is neither. */
export function readAboutMergers(body: unknown): AboutMergers | undefined {
  return MergerEntry.safeParse(body).data ?? WithdrawalEntry.safeParse(body).data
}

/**
 * The entries that no standing withdrawal takes back, in the order of their stamps. A withdrawal
 * reaches only what was written before it, so that no two can take back each other.
 */
export function standing(entries: readonly AboutMergers[]): AboutMergers[] {
  const taken = new Set<string>()
  const stand: AboutMergers[] = []
  for (const entry of entries.toSorted(latestFirst)) {
    if (taken.has(entry.id)) continue
    if (entry.kind === 'withdrawal') taken.add(entry.of)
    stand.unshift(entry)
  }
  return stand
}

export function standingMergers(entries: readonly AboutMergers[]): MergerEntry[] {
  return standing(entries).filter((entry) => entry.kind === 'merger')
}

function latestFirst(a: AboutMergers, b: AboutMergers): number {
  return compareText(b.at, a.at) || compareText(b.id, a.id)
}
