import { z } from 'zod'
import { ChangeEntry, IsoDate } from '../../domain/record/entry.ts'
import { foldField, type Version } from '../../domain/record/fold.ts'
import { readAboutMergers, standingMergers } from '../../domain/record/mergers.ts'
import type { Db } from './database.ts'
import type { ShippedSystem } from './resources.ts'

export interface SystemTables {
  /** Reads who carries whose record on, which a transaction undone since may have left otherwise. */
  load(): void
  /**
   * Folds the shipped systems and every entry about systems into `system` and `lineage`.
   * @returns systems that are new or gone, or whose predecessors are not what they were
   */
  refresh(): string[]
  /** Every system that ever was, by ODS code. */
  all(): string[]
  has(ods: string): boolean
  /** Systems that carry this one's record on, near and far. */
  successors(ods: string): string[]
  /** Systems whose records this one carries on, near and far. */
  ancestors(ods: string): string[]
}

interface SystemRow {
  ods: string
  ons: string
  name: string
  subRegion: string
  from: string
  to: string | null
}

/** Systems are few and their entries rare: they are folded whole each time one comes in. */
export function systemTables(db: Db, shipped: readonly ShippedSystem[]): SystemTables {
  const selectLineage = db.prepare('SELECT successor, predecessor FROM lineage ORDER BY 1, 2')
  let lineage: Lineage[] = selectLineage.all() as Lineage[]

  const all = () => db.prepare('SELECT ods FROM system ORDER BY ods').pluck().all() as string[]
  const walk = (ods: string, from: keyof Lineage, to: keyof Lineage): string[] => {
    const found = new Set<string>()
    const queue = [ods]
    for (let next = queue.pop(); next !== undefined; next = queue.pop())
      for (const row of lineage)
        if (row[from] === next && row[to] !== ods && !found.has(row[to])) {
          found.add(row[to])
          queue.push(row[to])
        }
    return [...found].sort()
  }

  const ancestors = (ods: string) => walk(ods, 'successor', 'predecessor')
  /** The predecessors of each system, near and far. */
  const lines = () => new Map(all().map((ods) => [ods, ancestors(ods).join()]))

  return {
    successors: (ods) => walk(ods, 'predecessor', 'successor'),
    ancestors,
    all,
    has: (ods) => db.prepare('SELECT 1 FROM system WHERE ods = ?').get(ods) !== undefined,
    load() {
      lineage = selectLineage.all() as Lineage[]
    },
    refresh() {
      const before = lines()
      const bodies = db
        .prepare(
          "SELECT body FROM entry WHERE stream = 'region' AND (kind IN ('merger', 'withdrawal') OR subject LIKE 'system:%') ORDER BY at, id",
        )
        .pluck()
        .all() as string[]
      const { systems, links } = foldSystems(
        shipped,
        bodies.map((body) => JSON.parse(body)),
      )
      db.exec('DELETE FROM system; DELETE FROM lineage')
      const addSystem = db.prepare('INSERT INTO system VALUES (?, ?, ?, ?, ?, ?)')
      for (const s of systems.values())
        addSystem.run(s.ods, s.ons, s.name, s.subRegion, s.from, s.to)
      const addLink = db.prepare('INSERT OR IGNORE INTO lineage VALUES (?, ?)')
      for (const link of links) addLink.run(link.successor, link.predecessor)
      lineage = selectLineage.all() as Lineage[]
      const after = lines()
      return [...new Set([...before.keys(), ...after.keys()])].filter(
        (ods) => before.get(ods) !== after.get(ods),
      )
    },
  }
}

interface Lineage {
  successor: string
  predecessor: string
}

/** Shipped systems, then the mergers that stand, in the order of their stamps, then corrections to single fields. */
function foldSystems(
  shipped: readonly ShippedSystem[],
  bodies: unknown[],
): { systems: Map<string, SystemRow>; links: Lineage[] } {
  const systems = new Map<string, SystemRow>(
    shipped.map((system) => [system.ods, { ...system, to: null }]),
  )
  const links: Lineage[] = []
  const fields = new Map<string, Version[]>()
  for (const { from, into, on } of standingMergers(
    bodies.flatMap((body) => readAboutMergers(body) ?? []),
  )) {
    const first = systems.get(into.ods)
    systems.set(into.ods, { ...into, from: first?.from ?? on, to: first?.to ?? null })
    for (const ods of from) {
      const old = systems.get(ods)
      if (!old || ods === into.ods) continue
      systems.set(ods, { ...old, to: dayBefore(on) })
      links.push({ successor: into.ods, predecessor: ods })
    }
  }
  for (const body of bodies) {
    const change = ChangeEntry.safeParse(body)
    if (!change.success) continue
    for (const [field, value] of Object.entries(change.data.set)) {
      const key = `${change.data.subject.slice('system:'.length)} ${field}`
      const versions = fields.get(key) ?? []
      versions.push({
        entry: change.data.id,
        at: change.data.at,
        by: change.data.by,
        value,
        basedOn: change.data.basedOn[field] ?? [],
      })
      fields.set(key, versions)
    }
  }
  for (const [key, versions] of fields) {
    const [ods = '', field = ''] = key.split(' ')
    const row = systems.get(ods)
    const value = Corrected.safeParse({ [field]: foldField(versions)?.value })
    if (row && value.success) systems.set(ods, { ...row, ...(value.data as Partial<SystemRow>) })
  }
  return { systems, links }
}

const Corrected = z.strictObject({
  ons: z.string().optional(),
  name: z.string().optional(),
  subRegion: z.string().optional(),
  from: IsoDate.optional(),
  to: IsoDate.nullable().optional(),
})

function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10)
}
