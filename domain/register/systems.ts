/** What of a system says who carries on its record. */
interface Succession {
  ods: string
  current: boolean
  predecessors: readonly string[]
}

/** The system itself while it is in force; else the one that carries its record on today. */
export function carriedOn(systems: readonly Succession[], ods: string | null): string | undefined {
  let system = systems.find((one) => one.ods === ods)
  // There are no more steps than systems, whatever the record says of them.
  for (const _ of systems) {
    const closed = system?.current ? undefined : system?.ods
    const next = closed && systems.find(({ predecessors }) => predecessors.includes(closed))
    if (!next) break
    system = next
  }
  return system?.ods
}
