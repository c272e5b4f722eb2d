import type { Owner } from '../../../../preload/types.ts'

/** An owner's role and organisation in one line: "Programme lead, Leicester City Council". */
export function describeOwner(owner: Pick<Owner, 'role' | 'organisation'>): string {
  return [owner.role, owner.organisation].filter(Boolean).join(', ')
}

/** Whether every word typed is somewhere in what is known of the owner. */
export function ownerMatches(owner: Owner, words: string): boolean {
  const text = [owner.name, owner.role, owner.organisation, owner.email].join(' ').toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
