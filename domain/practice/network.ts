/** Who learnt from whom: what was taken over, counted between systems. */

/** Where the commission's own case studies come from. */
export const FROM_REPORT = 'report'

/** One thing that one system took over from another, or from the report. */
export interface Taking {
  /** ODS code, or `FROM_REPORT`. */
  from: string
  /** ODS code. */
  to: string
  /** Names the thing: the same thing taken over twice counts once. */
  thing: string
  title: string
}

export interface Network {
  systems: { ics: string; name: string; gave: number; took: number }[]
  links: { from: string; to: string; count: number; what: string[] }[]
}

/**
 * Counts takings between the systems given; what comes from or goes to anybody else, or stays in
 * one system, is left out. The strongest links come first.
 */
export function countNetwork(
  systems: readonly { ics: string; name: string }[],
  takings: readonly Taking[],
): Network {
  const takers = new Set(systems.map(({ ics }) => ics))
  const givers = new Set([FROM_REPORT, ...takers])
  const links = new Map<string, { from: string; to: string; things: Map<string, string> }>()
  for (const { from, to, thing, title } of takings) {
    if (from === to || !givers.has(from) || !takers.has(to)) continue
    const key = `${from} ${to}`
    const link = links.get(key) ?? { from, to, things: new Map<string, string>() }
    link.things.set(thing, title)
    links.set(key, link)
  }
  const counted = [...links.values()]
    .map(({ from, to, things }) => ({
      from,
      to,
      count: things.size,
      what: [...things.values()].sort((a, b) => a.localeCompare(b, 'en-GB')),
    }))
    .sort((a, b) => b.count - a.count || a.from.localeCompare(b.from) || a.to.localeCompare(b.to))
  const sum = (side: 'from' | 'to', ics: string) =>
    counted.filter((link) => link[side] === ics).reduce((all, { count }) => all + count, 0)
  return {
    systems: systems.map(({ ics, name }) => ({
      ics,
      name,
      gave: sum('from', ics),
      took: sum('to', ics),
    })),
    links: counted,
  }
}
