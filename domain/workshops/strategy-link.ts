import type { Link } from '../record/workshop-fields.ts'

/** A strategy that an item is about, or one section of it. */
export interface StrategyLink {
  strategy: string
  /** Title of the section; null for the whole. */
  section: string | null
}

/** As long as a section's title may be for a link to hold it. */
export const LONGEST_SECTION = 120

/** Reads a link's id, `<strategy>` or `<strategy>#<section>`. */
export function readStrategyLink(id: string): StrategyLink {
  const hash = id.indexOf('#')
  return hash < 0
    ? { strategy: id, section: null }
    : { strategy: id.slice(0, hash), section: id.slice(hash + 1) || null }
}

/** A section's title is kept as it is typed, spaces and all. */
export function strategyLink({ strategy, section }: StrategyLink): Link {
  const named = section?.slice(0, LONGEST_SECTION)
  return { kind: 'strategy', id: named?.trim() ? `${strategy}#${named}` : strategy }
}
