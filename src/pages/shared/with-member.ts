/** The set with the member in it, or without: a new set, as React wants. */
export function withMember<T>(set: ReadonlySet<T>, member: T, isIn: boolean): Set<T> {
  const next = new Set(set)
  if (isIn) next.add(member)
  else next.delete(member)
  return next
}
