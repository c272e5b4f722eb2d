import type { RegisterFilter } from '../../preload/contract.ts'

/** The filter is part of the register's address; leaving and returning finds the last one again. */

export const REGISTER = 'register'

let last: { ics: string; filter: RegisterFilter } | undefined

/** Called by the register with the filter it shows, and of which system. */
export function rememberFilter(ics: string, filter: RegisterFilter): void {
  last = { ics, filter }
}

/** Search of a link back to the register, beside what the address holds already. */
export function lastRegisterSearch<Search extends { ics?: string | undefined }>(
  previous: Search,
): Search & RegisterFilter {
  if (last === undefined) return previous
  const elsewhere = previous.ics !== undefined && previous.ics !== last.ics
  return { ...previous, ...(elsewhere ? forAnySystem(last.filter) : last.filter) }
}

/** The search of an address as it holds in other systems too: an owner is in one directory only. */
export function forAnySystem<Search extends Pick<RegisterFilter, 'owner'>>(search: Search): Search {
  const { owner, ...rest } = search
  return (owner?.includes('none') ? { ...rest, owner: ['none'] } : rest) as Search
}

/** A filter without its empty parts, so that two that mean the same are the same. */
export function tidyFilter(filter: RegisterFilter): RegisterFilter {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined && value.length > 0),
  )
}
