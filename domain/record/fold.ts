import type { Stamp } from './clock.ts'

/** One value that one entry gave a field. */
export interface Version {
  entry: string
  at: Stamp
  by: string
  value: unknown
  basedOn: readonly string[]
}

export interface FieldState {
  /** The value to show: the latest among the heads. */
  value: unknown
  /** Versions that no other version saw and replaced, latest first. */
  heads: Version[]
  /** Whether the heads disagree: written without seeing each other. */
  conflict: boolean
}

/**
 * Folds a field's versions, in whatever order they came, into its state. A multi-value register
 * (Shapiro et al., 2011): every replica with the same versions answers the same.
 *
 * A version replaces another only when it names it *and* has the later stamp: true of every honest
 * entry, and it keeps a pair that name each other from erasing both.
 */
export function foldField(versions: readonly Version[]): FieldState | undefined {
  if (versions.length === 0) return undefined
  const byEntry = new Map(versions.map((version) => [version.entry, version]))
  const replaced = new Set<string>()
  for (const version of versions) {
    for (const id of version.basedOn) {
      const seen = byEntry.get(id)
      if (seen && seen.at < version.at) replaced.add(id)
    }
  }
  const heads = [...byEntry.values()]
    .filter((version) => !replaced.has(version.entry))
    .sort((a, b) => compareText(b.at, a.at) || compareText(b.entry, a.entry))
  return { value: heads[0]?.value, heads, conflict: disagree(heads.map((head) => head.value)) }
}

/** Whether the values are not all the same. */
export function disagree(values: readonly unknown[]): boolean {
  return new Set(values.map((value) => JSON.stringify(value))).size > 1
}

/** Orders by code unit, as SQLite's BINARY collation does: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
