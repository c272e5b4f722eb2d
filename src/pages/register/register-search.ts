import type { RegisterFilter } from '../../../preload/contract.ts'

/** The filter is part of the register's address; leaving and returning finds the last one again. */

export const REGISTER = 'register'

let last: RegisterFilter = {}

/** Called by the register with the filter it shows. */
export function rememberFilter(filter: RegisterFilter): void {
  last = filter
}

/** Search of a link back to the register, beside what the address holds already. */
export function lastRegisterSearch<Search extends object>(
  previous: Search,
): Search & RegisterFilter {
  return { ...previous, ...last }
}

/** A filter without its empty parts, so that two that mean the same are the same. */
export function tidyFilter(filter: RegisterFilter): RegisterFilter {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined && value.length > 0),
  )
}
