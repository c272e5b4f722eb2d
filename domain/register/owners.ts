import { comparable } from './fields.ts'

/** What of an owner tells one from another. */
export interface NamedOwner {
  id: string
  name: string
  role: string | null
  organisation: string | null
  email: string | null
  removed: boolean
}

/**
 * A label for every owner, by id, no two alike: the name, and where owners share it the role, then
 * the organisation, then the address, then the start of the id.
 */
export function ownerLabels(owners: readonly NamedOwner[]): Map<string, string> {
  const ways: ((owner: NamedOwner) => string)[] = [
    (owner) => owner.name,
    (owner) => label(owner, [owner.role]),
    (owner) => label(owner, [owner.role, owner.organisation]),
    (owner) => label(owner, [owner.role, owner.organisation, owner.email]),
    (owner) => label(owner, [owner.role, owner.organisation, owner.email, owner.id]),
  ]
  const labels = new Map<string, string>()
  let left = [...owners]
  for (const way of ways) {
    const shared = Map.groupBy(left, (owner) => key(way(owner)))
    const taken = new Set([...labels.values()].map(key))
    left = []
    for (const [text, group] of shared) {
      if (group.length === 1 && !taken.has(text)) labels.set(group[0]!.id, way(group[0]!))
      else left.push(...group)
    }
  }
  return labels
}

function label(owner: NamedOwner, details: (string | null)[]): string {
  const known = details.filter((detail) => detail !== null && detail !== '')
  return known.length === 0 ? owner.name : `${owner.name} (${known.join(', ')})`
}

/** Labels are compared without regard to case, spacing and the shape of quotation marks. */
function key(text: string): string {
  return comparable(text).toLowerCase().replace(/\s+/g, ' ')
}

/** Labels of the owners that can be chosen: those who were not removed. */
export function ownerChoices(owners: readonly NamedOwner[]): string[] {
  const labels = ownerLabels(owners)
  return owners.flatMap(({ id, name, removed }) => (removed ? [] : (labels.get(id) ?? name)))
}

export type OwnerMatch =
  | { id: string; removed: boolean }
  | { unknown: true }
  /** Labels of the owners that share the name. */
  | { several: string[] }

/**
 * Finds the owner a cell names: by the label it was given when the file was made, by today's
 * label, by a name or an e-mail address that only one owner has.
 *
 * @param exported labels in the file, each with the id of its owner; empty for a file without
 */
export function ownerFinder(
  owners: readonly NamedOwner[],
  exported: ReadonlyMap<string, string> = new Map(),
): (text: string) => OwnerMatch {
  const labels = ownerLabels(owners)
  const byId = new Map(owners.map((owner) => [owner.id, owner]))
  const byLabel = new Map([...labels].map(([id, text]) => [key(text), id]))
  // What the person saw in the file goes before what the label means today.
  for (const [text, id] of exported) if (byId.has(id)) byLabel.set(key(text), id)
  const present = owners.filter((owner) => !owner.removed)
  const byName = Map.groupBy(present, (owner) => key(owner.name))
  const byEmail = Map.groupBy(present, (owner) => key(owner.email ?? ''))

  return (text) => {
    const wanted = key(text)
    const labelled = byLabel.get(wanted)
    if (labelled !== undefined) {
      return { id: labelled, removed: byId.get(labelled)?.removed ?? false }
    }
    const named = byName.get(wanted) ?? byEmail.get(wanted) ?? []
    if (named.length > 1) return { several: named.map((owner) => labels.get(owner.id)!) }
    return named[0] ? { id: named[0].id, removed: false } : { unknown: true }
  }
}
