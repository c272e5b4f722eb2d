/** The systems' own priorities beside what the commission asks for: overlaps, gaps, what to share. */

/** A priority for change, by its number, or a focus area, by its reference. */
export interface Target {
  kind: 'priority' | 'focus-area'
  id: string
  title: string
}

/** What of a system's own priority the mapping needs. */
export interface MappedPriority {
  id: string
  ics: string
  /** Numbers of priorities for change. */
  priorities: readonly number[]
  /** References of focus areas. */
  focusAreas: readonly string[]
}

export interface MappingRow extends Target {
  /** Ids of own priorities, by system in the order given. */
  cells: string[][]
}

export interface JointProposal extends Target {
  /** ODS codes of those that share it. */
  systems: string[]
  /** Ids of the own priorities it rests on. */
  rests: string[]
}

export function servesTarget(
  { priorities, focusAreas }: Pick<MappedPriority, 'priorities' | 'focusAreas'>,
  { kind, id }: Pick<Target, 'kind' | 'id'>,
): boolean {
  return kind === 'priority' ? priorities.includes(Number(id)) : focusAreas.includes(id)
}

/** @param systems ODS codes, in the order of the columns */
export function mappingRows(
  targets: readonly Target[],
  systems: readonly string[],
  priorities: readonly MappedPriority[],
): MappingRow[] {
  return targets.map((target) => {
    const serving = priorities.filter((priority) => servesTarget(priority, target))
    return {
      ...target,
      cells: systems.map((ics) =>
        serving.filter((priority) => priority.ics === ics).map(({ id }) => id),
      ),
    }
  })
}

/** How many systems have a priority of their own for it. */
export function sharing({ cells }: Pick<MappingRow, 'cells'>): number {
  return cells.filter((ids) => ids.length > 0).length
}

/**
 * What systems could do together: whatever two or more have a priority of their own for, the most
 * widely shared first. What a joint action is about already, agreed or declined, is not proposed
 * again.
 */
export function jointProposals(
  rows: readonly MappingRow[],
  systems: readonly string[],
  joint: readonly { priority: number | null; focusArea: string | null }[],
): JointProposal[] {
  const taken = new Set(
    joint.flatMap(({ priority, focusArea }) => [`priority ${priority}`, `focus-area ${focusArea}`]),
  )
  return rows
    .filter((row) => sharing(row) > 1 && !taken.has(`${row.kind} ${row.id}`))
    .map(({ cells, ...target }) => ({
      ...target,
      systems: systems.filter((_, column) => cells[column]?.length),
      rests: cells.flat(),
    }))
    .sort((a, b) => b.systems.length - a.systems.length || b.rests.length - a.rests.length)
}
